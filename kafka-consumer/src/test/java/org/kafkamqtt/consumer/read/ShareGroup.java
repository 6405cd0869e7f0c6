package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A share group that gives out records poll by poll, and notes what it is told of each once that is committed. */
final class ShareGroup extends MockShareConsumer<byte[], byte[]> {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);

    final List<String> told = new ArrayList<>();
    final Deque<RuntimeException> trouble = new ArrayDeque<>();
    boolean renews = true;
    Optional<KafkaException> refusal = Optional.empty();
    Runnable everyPoll = () -> {};
    private final Deque<List<ConsumerRecord<byte[], byte[]>>> polls = new ArrayDeque<>();
    private final List<String> marked = new ArrayList<>();

    void gives(long... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (long offset : offsets) {
            records.add(new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]));
        }
        polls.add(records);
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        everyPoll.run();
        List<ConsumerRecord<byte[], byte[]>> next = polls.poll();
        return next == null ? ConsumerRecords.empty() : new ConsumerRecords<>(Map.of(ZERO, next), Map.of());
    }

    @Override
    public synchronized void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        marked.add(record.offset() + " " + type);
        if (type == AcknowledgeType.RENEW && renews) {
            polls.addFirst(List.of(record));
        }
    }

    @Override
    public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration limit) {
        if (!trouble.isEmpty()) {
            throw trouble.remove();
        }
        told.addAll(marked);
        marked.clear();
        Map<TopicIdPartition, Optional<KafkaException>> outcome = new HashMap<>();
        outcome.put(new TopicIdPartition(Uuid.ZERO_UUID, ZERO), refusal);
        return outcome;
    }

    @Override
    public Optional<Integer> acquisitionLockTimeoutMs() {
        return Optional.of(30_000);
    }
}
