/** Tests. */
@NullMarked
package org.kafkamqtt.mqtt.broker.command;

import org.jspecify.annotations.NullMarked;
