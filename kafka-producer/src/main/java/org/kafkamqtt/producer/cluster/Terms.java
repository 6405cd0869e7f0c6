package org.kafkamqtt.producer.cluster;

/**
 * The demands of a run on its records, whatever their topic.
 *
 * @param strict whether no record is sent that its topic is known to refuse, as in transactions, which it would abort
 * @param keepAll whether every record is needed until its fate is known
 * @param squeeze measures a record as a batch of its own
 */
public record Terms(boolean strict, boolean keepAll, Squeeze squeeze) {}
