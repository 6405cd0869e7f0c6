package org.kafkamqtt.consumer.group;

import java.util.Comparator;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a group is in a partition at one moment; what is not known is absent.
 *
 * @param committed offset of the next record to read; of a share group, where its window begins
 * @param first offset of the oldest record
 * @param end offset of the record that comes next
 * @param counted the lag as the broker itself counts it, for share groups
 */
public record Place(
        TopicPartition partition, OptionalLong committed, OptionalLong first, OptionalLong end, OptionalLong counted) {
    /** By topic, then by number. */
    public static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    /** One of which nothing is known. */
    public static Place unknown(TopicPartition partition) {
        OptionalLong nothing = OptionalLong.empty();
        return new Place(partition, nothing, nothing, nothing, nothing);
    }

    /** How many records are left to read, 0 or more. */
    public OptionalLong lag() {
        if (counted.isPresent() || committed.isEmpty() || end.isEmpty()) {
            return counted;
        }
        return OptionalLong.of(Math.max(0, end.getAsLong() - committed.getAsLong()));
    }

    /** How many may be left to read: all that there are where nothing is committed. */
    public OptionalLong atMost() {
        if (lag().isPresent() || first.isEmpty() || end.isEmpty()) {
            return lag();
        }
        return OptionalLong.of(Math.max(0, end.getAsLong() - first.getAsLong()));
    }

    /** What is wrong with it, in a few words; empty if nothing is. */
    public String oddity() {
        if (committed.isEmpty()) {
            return "";
        }
        long offset = committed.getAsLong();
        if (end.isPresent() && offset > end.getAsLong()) {
            return "beyond the end";
        }
        return first.isPresent() && offset < first.getAsLong() ? "its records are gone" : "";
    }
}
