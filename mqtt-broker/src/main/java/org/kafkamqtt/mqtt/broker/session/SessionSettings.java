package org.kafkamqtt.mqtt.broker.session;

/**
 * What a server announces and allows. Immutable.
 *
 * @param topicAliasMaximum aliases that a client may use, 0 for none
 * @param maxPacketSize bytes of the largest packet that is read
 * @param receiveMaximum messages of QoS 1 and 2 that a client may have unacknowledged, 1 to 65,535
 * @param connectTimeoutMs milliseconds in which CONNECT must come
 */
public record SessionSettings(int topicAliasMaximum, long maxPacketSize, int receiveMaximum, long connectTimeoutMs) {}
