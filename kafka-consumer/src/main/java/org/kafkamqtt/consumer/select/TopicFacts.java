package org.kafkamqtt.consumer.select;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.kafka.topic.TopicLook.Extent;

/** What the cluster tells of topics to whoever remembers places in them. */
public interface TopicFacts {
    /** Nobody tells anything. */
    TopicFacts NONE = new TopicFacts() {
        @Override
        public Optional<Uuid> id(String topic) {
            return Optional.empty();
        }

        @Override
        public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
            return Map.of();
        }
    };

    /** The ID of the topic that has this name now. */
    Optional<Uuid> id(String topic);

    /** Those of the positions that are of topics which are there, and are those that were read. Thread-safe. */
    default Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> positions) {
        return positions;
    }

    /** Where partitions begin and end. */
    Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions);
}
