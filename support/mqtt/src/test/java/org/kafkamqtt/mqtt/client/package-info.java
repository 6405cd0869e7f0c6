/** Tests of what makes connections. */
@NullMarked
package org.kafkamqtt.mqtt.client;

import org.jspecify.annotations.NullMarked;
