package org.kafkamqtt.consumer;

/**
 * How a run reads, complete and checked.
 *
 * @param limits how much is read at most
 * @param commits whether settled offsets are committed for a group by the consumer
 * @param commitPolicy when
 * @param patience how long silence of the brokers is borne
 */
record ReadSettings(Limits limits, boolean commits, CommitPolicy commitPolicy, BrokerWatch.Patience patience) {}
