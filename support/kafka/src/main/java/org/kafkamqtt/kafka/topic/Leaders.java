package org.kafkamqtt.kafka.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidMetadataException;

/**
 * The leaders of a topic's partitions, which must answer before a producer sends two batches to one of them.
 *
 * <p>A broker announces a new topic before it accepts records for all of its partitions. An idempotent producer whose first
 * batch is refused there, but not the second, can never send the first again: the broker takes the second for the beginning,
 * refuses the first as out of order, and the client repeats it until {@code delivery.timeout.ms} (Kafka 4.3.1).
 */
public final class Leaders {
    /** How long a new topic may take until all of its partitions answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private Leaders() {}

    /** The partitions that have a leader; the others get no batch before they have one. */
    public static List<TopicPartition> led(Collection<PartitionInfo> partitions) {
        return partitions.stream()
                .filter(partition -> partition.leader() != null)
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /**
     * Waits until the leader of each of these partitions answers, for a while.
     *
     * <p>If there is no answer, or asking is not allowed, sending will show what is wrong.
     */
    public static void await(Admin admin, Collection<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean again = !ends.isEmpty();
        while (again) {
            // The client itself pauses between its attempts.
            again = refused(admin, ends, deadline);
        }
    }

    /** Whether it is worth asking again. */
    private static boolean refused(Admin admin, Map<TopicPartition, OffsetSpec> ends, long deadline)
            throws InterruptedException {
        int left = (int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        try {
            admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(left))
                    .all()
                    .get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof InvalidMetadataException && System.nanoTime() < deadline;
        }
    }
}
