package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;

/**
 * What the broker publishes when the connection breaks without a goodbye.
 *
 * @param topic to publish to
 * @param payload its bytes, perhaps none
 * @param qos quality of service
 * @param retain whether it is retained
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Will(TopicName topic, byte[] payload, Qos qos, boolean retain) {}
