/** What is published and delivered, and its form as a Kafka record. */
@NullMarked
package org.kafkamqtt.mqtt.broker.message;

import org.jspecify.annotations.NullMarked;
