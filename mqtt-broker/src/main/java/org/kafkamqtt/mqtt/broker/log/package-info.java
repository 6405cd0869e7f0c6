/** The log in Kafka: appending, the tail, reading what was missed. */
@NullMarked
package org.kafkamqtt.mqtt.broker.log;

import org.jspecify.annotations.NullMarked;
