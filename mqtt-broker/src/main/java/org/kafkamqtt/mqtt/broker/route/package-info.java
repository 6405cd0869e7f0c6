/** MQTT topic names to Kafka topics and keys, and back. */
@NullMarked
package org.kafkamqtt.mqtt.broker.route;

import org.jspecify.annotations.NullMarked;
