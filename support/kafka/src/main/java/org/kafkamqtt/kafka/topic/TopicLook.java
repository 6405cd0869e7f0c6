package org.kafkamqtt.kafka.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/** Looks at topics through a client of its own, made at the first look. Never fails: no answer is "untold". Thread-safe. */
public final class TopicLook implements AutoCloseable {
    private final KafkaSettings settings;
    private @Nullable Admin admin;
    private boolean closed;

    public TopicLook(KafkaSettings settings) {
        this.settings = settings.as(ClientKind.ADMIN).with("client.id", "topic-watch", "the tool");
    }

    /**
     * Where a partition begins and ends.
     *
     * @param beginning offset of its first record
     * @param end offset after the last record, those of open transactions included
     */
    public record Extent(long beginning, long end) {}

    /** The state of each of these topics. */
    public Map<String, TopicSeen> at(Collection<String> topics, Duration limit) {
        Map<String, TopicSeen> seen = new HashMap<>();
        topics.forEach(topic -> seen.put(topic, new TopicSeen.Untold()));
        try {
            Map<String, KafkaFuture<TopicDescription>> asked =
                    client().describeTopics(topics, options(limit)).topicNameValues();
            long deadline = System.nanoTime() + limit.toNanos();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> each : asked.entrySet()) {
                seen.put(each.getKey(), seen(each.getValue(), deadline));
            }
        } catch (KafkaException | IllegalStateException e) {
            // No client, or one that was just closed.
            return seen;
        }
        return seen;
    }

    private static DescribeTopicsOptions options(Duration limit) {
        return new DescribeTopicsOptions().timeoutMs((int) limit.toMillis());
    }

    static TopicSeen seen(KafkaFuture<TopicDescription> asked, long deadline) {
        try {
            TopicDescription found = asked.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new TopicSeen.There(found.topicId(), found.partitions().size());
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException
                    ? new TopicSeen.Missing()
                    : new TopicSeen.Untold();
        } catch (TimeoutException e) {
            return new TopicSeen.Untold();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TopicSeen.Untold();
        }
    }

    /** Where these partitions begin and end; those without an answer are left out. */
    public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions, Duration limit) {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        partitions.forEach(partition -> {
            first.put(partition, OffsetSpec.earliest());
            last.put(partition, OffsetSpec.latest());
        });
        ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs((int) limit.toMillis());
        try {
            KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> begins =
                    client().listOffsets(first, options).all();
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    client().listOffsets(last, options).all().get();
            Map<TopicPartition, Extent> extents = new HashMap<>();
            begins.get().forEach((partition, begin) -> {
                ListOffsetsResultInfo end = ends.get(partition);
                if (end != null) {
                    extents.put(partition, new Extent(begin.offset(), end.offset()));
                }
            });
            return extents;
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private synchronized Admin client() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Admin made = admin;
        if (made == null) {
            made = Admin.create(settings.properties());
            admin = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
