/** Who subscribes to what. */
@NullMarked
package org.kafkamqtt.mqtt.broker.match;

import org.jspecify.annotations.NullMarked;
