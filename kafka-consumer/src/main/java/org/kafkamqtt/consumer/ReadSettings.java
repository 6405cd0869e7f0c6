package org.kafkamqtt.consumer;

import java.time.Duration;

/**
 * How a run reads, complete and checked.
 *
 * @param limits how much is read at most
 * @param commits whether settled offsets are committed for a group by the consumer
 * @param commitPolicy when
 * @param patience how long silence of the brokers is borne
 * @param pollInterval within which a member polls, or the group takes it for dead
 */
record ReadSettings(
        Limits limits,
        boolean commits,
        CommitPolicy commitPolicy,
        BrokerWatch.Patience patience,
        Duration pollInterval) {}
