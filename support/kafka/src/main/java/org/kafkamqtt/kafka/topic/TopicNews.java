package org.kafkamqtt.kafka.topic;

import org.apache.kafka.common.Uuid;

/** A change of a topic during a run. */
public sealed interface TopicNews {
    /** Its name. */
    String topic();

    /** It was deleted, and did not come back. */
    record Gone(String topic) implements TopicNews {}

    /**
     * It was deleted, and another one of its name was created.
     *
     * @param id of the new one
     * @param partitions of the new one
     */
    record Recreated(String topic, Uuid id, int partitions) implements TopicNews {}

    /**
     * It has more partitions than before.
     *
     * @param partitions that it has now
     */
    record Grown(String topic, int partitions) implements TopicNews {}
}
