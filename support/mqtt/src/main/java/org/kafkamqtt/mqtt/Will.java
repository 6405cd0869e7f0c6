package org.kafkamqtt.mqtt;

/**
 * What the broker publishes when the connection breaks without a goodbye.
 *
 * @param topic where to
 * @param payload its bytes, perhaps none
 * @param qos how hard to try
 * @param retain whether it is kept
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Will(TopicName topic, byte[] payload, Qos qos, boolean retain) {}
