/** An MQTT server whose only storage is Kafka. */
@NullMarked
package org.kafkamqtt.mqtt.broker;

import org.jspecify.annotations.NullMarked;
