package org.kafkamqtt.consumer.read;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of a partition that were handled one after the other: taken, or left out by a filter.
 *
 * @param records 1 or more
 * @param bytes of their keys and values
 * @param first the offset of the first one
 * @param last the offset of the last one
 * @param epoch the leader epoch of the last one; -1 if not known
 */
public record Handled(TopicPartition partition, long records, long bytes, long first, long last, int epoch) {
    /** Where reading goes on after them. */
    OffsetAndMetadata next() {
        return position(last + 1, epoch);
    }

    static OffsetAndMetadata position(long offset, int epoch) {
        return new OffsetAndMetadata(offset, epoch < 0 ? Optional.empty() : Optional.of(epoch), "");
    }
}
