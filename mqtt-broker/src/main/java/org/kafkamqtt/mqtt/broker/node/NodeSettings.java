package org.kafkamqtt.mqtt.broker.node;

import org.kafkamqtt.mqtt.broker.session.SessionSettings;

/**
 * How a node works. Immutable.
 *
 * @param session what is announced to clients and allowed
 * @param life producer ID of the node's life
 * @param recentBytes bytes of the end of the log that are kept in memory for clients that are a little behind
 * @param loadedBytes bytes of older parts of the log that are kept in memory for clients that catch up
 * @param holdMs milliseconds that a message may wait for room before it is refused
 */
public record NodeSettings(SessionSettings session, long life, long recentBytes, long loadedBytes, long holdMs) {}
