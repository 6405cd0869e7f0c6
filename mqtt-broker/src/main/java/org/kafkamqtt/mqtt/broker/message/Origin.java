package org.kafkamqtt.mqtt.broker.message;

/**
 * Where a message came from, as its header {@code mqtt.from} has it.
 *
 * @param life producer ID of the node's life
 * @param connection number of the connection within that life
 * @param identifier packet identifier; 0 for a will and for QoS 0
 */
public record Origin(long life, long connection, int identifier) {}
