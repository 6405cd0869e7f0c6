package org.kafkamqtt.consumer;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Partitions;

/** Counts the records that do not stand where a balancer would have put them. The reading thread owns it. */
final class PlacementCheck {
    private final Balancer balancer;
    private final String name;
    private final Map<String, Partitions> partitions;
    private long seen;
    private long misplaced;
    private String first = "";

    /**
     * Makes the check.
     *
     * @param name of the balancer, for people
     * @param partitions of each topic
     */
    PlacementCheck(Balancer balancer, String name, Map<String, Partitions> partitions) {
        this.balancer = balancer;
        this.name = name;
        this.partitions = Map.copyOf(partitions);
    }

    /** A filter that looks at each record and leaves the decision to another. */
    RecordFilter before(RecordFilter filter) {
        return record -> {
            look(record);
            return filter.wants(record);
        };
    }

    private void look(ConsumerRecord<byte[], byte[]> record) {
        seen++;
        Partitions of = partitions.getOrDefault(record.topic(), Partitions.of(1));
        int wanted = balancer.choose(new RecordMessage(record, record.topic()), of);
        if (wanted != record.partition()) {
            misplaced++;
            if (first.isEmpty()) {
                first = "first " + record.topic() + " offset " + record.offset() + " of partition " + record.partition()
                        + ", which belongs into " + wanted;
            }
        }
    }

    long misplaced() {
        return misplaced;
    }

    /** What came of it, in one line. */
    String verdict() {
        return misplaced + " of " + seen + " records are not where " + name + " would put them"
                + (first.isEmpty() ? "" : ", " + first);
    }
}
