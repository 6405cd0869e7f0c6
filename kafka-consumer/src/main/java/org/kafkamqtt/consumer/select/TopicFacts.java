package org.kafkamqtt.consumer.select;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.kafka.topic.TopicLook.Extent;

/** What the cluster knows about topics, for those who remember positions in them. */
public interface TopicFacts {
    /** Nothing is known. */
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

    /** Those of the positions whose topics exist and are the ones that were read. Thread-safe. */
    default Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> positions) {
        return positions;
    }

    /** Where partitions begin and end. */
    Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions);
}
