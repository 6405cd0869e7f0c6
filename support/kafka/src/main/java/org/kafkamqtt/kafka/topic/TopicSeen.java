package org.kafkamqtt.kafka.topic;

import org.apache.kafka.common.Uuid;

/** A topic as one look at the cluster shows it. */
public sealed interface TopicSeen {
    /**
     * It exists.
     *
     * @param id that distinguishes it from earlier and later topics of the same name (KIP-516); {@link Uuid#ZERO_UUID} if
     *     the cluster is too old to have them
     * @param partitions how many it has
     */
    record There(Uuid id, int partitions) implements TopicSeen {}

    /** It does not exist. */
    record Missing() implements TopicSeen {}

    /** Unknown: there was no answer in time, or asking was not allowed. */
    record Untold() implements TopicSeen {}
}
