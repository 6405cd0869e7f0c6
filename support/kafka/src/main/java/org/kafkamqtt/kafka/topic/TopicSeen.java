package org.kafkamqtt.kafka.topic;

import org.apache.kafka.common.Uuid;

/** What one look at the cluster tells of a topic. */
public sealed interface TopicSeen {
    /**
     * It is there.
     *
     * @param id that tells it from earlier and later topics of the same name (KIP-516); {@link Uuid#ZERO_UUID} where the
     *     cluster is too old to tell
     * @param partitions how many it has
     */
    record There(Uuid id, int partitions) implements TopicSeen {}

    /** It is not there. */
    record Missing() implements TopicSeen {}

    /** Nobody says: no answer in time, or no right to ask. */
    record Untold() implements TopicSeen {}
}
