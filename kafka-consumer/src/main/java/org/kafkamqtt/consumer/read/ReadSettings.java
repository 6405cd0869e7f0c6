package org.kafkamqtt.consumer.read;

import java.time.Duration;
import org.kafkamqtt.consumer.feed.BrokerWatch;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.sink.CommitPolicy;

/**
 * How a run reads, complete and checked.
 *
 * @param limits how much is read at most
 * @param commits whether settled offsets are committed for a group by the consumer
 * @param commitPolicy when
 * @param patience how long silence of the brokers is tolerated
 * @param pollInterval within which a member must poll, or the group takes it for dead
 */
public record ReadSettings(
        Limits limits,
        boolean commits,
        CommitPolicy commitPolicy,
        BrokerWatch.Patience patience,
        Duration pollInterval) {}
