package org.kafkamqtt.mqtt.broker.node;

import java.util.List;

/**
 * Some of a partition of the log, in order. Immutable; any thread may have it.
 *
 * @param partition number of the partition among all that a node reads, from 0
 * @param from offset at which it begins: what was asked for, or higher where retention has removed that
 * @param next offset that follows it; more than one after the last message where records lie between that are no messages
 * @param messages in order, those that {@code sparse} says
 * @param sparse whether only retained messages are in it (their retain flag is set), since nobody had subscribed to anything
 * @param bytes of memory that it takes, about
 */
public record Chunk(int partition, long from, long next, List<Logged> messages, boolean sparse, int bytes) {}
