package org.kafkamqtt.producer;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.kafka.TopicCheck;

/** A topic that exists, with the choice of its partitions. */
final class Topic {
    private final String name;
    private final Integer[] numbers;
    private final PartitionChoice choice;
    private final @Nullable Learning learning;

    Topic(String name, int partitions, PartitionChoice choice) {
        this.name = name;
        this.numbers = IntStream.range(0, partitions).boxed().toArray(Integer[]::new);
        this.choice = choice;
        this.learning = choice.learning().orElse(null);
    }

    String name() {
        return name;
    }

    /** Who wants to hear what became of records, or null. */
    @Nullable
    Learning learning() {
        return learning;
    }

    /** What the choice of partitions follows. */
    String reason() {
        return choice.reason();
    }

    int partitions() {
        return numbers.length;
    }

    /** Status 6 if there is no such partition. */
    void check(int partition) {
        if (partition >= numbers.length) {
            throw missing(partition);
        }
    }

    private Failure missing(int partition) {
        return TopicCheck.missingPartition(name, partition, numbers.length);
    }

    /**
     * Where the record goes; null leaves it to the Kafka client.
     *
     * @throws BadRecord if there is no such partition
     */
    @org.jspecify.annotations.Nullable
    Integer partition(Draft draft) throws BadRecord {
        int wanted = draft.partition;
        if (wanted == Draft.ANY_PARTITION) {
            wanted = choice.choose(draft);
            if (wanted == PartitionChoice.CLIENT) {
                return null;
            }
        }
        if (wanted < 0 || wanted >= numbers.length) {
            throw new BadRecord(missing(wanted).sentence());
        }
        return numbers[wanted];
    }
}
