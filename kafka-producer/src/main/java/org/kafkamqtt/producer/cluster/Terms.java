package org.kafkamqtt.producer.cluster;

/**
 * What a run holds records to, whatever their topic.
 *
 * @param strict whether none is sent that its topic is known to refuse, as in transactions, which it would cost
 * @param keepAll whether every record is needed until its fate is known
 * @param squeeze tells what a record needs as a batch of its own
 */
public record Terms(boolean strict, boolean keepAll, Squeeze squeeze) {}
