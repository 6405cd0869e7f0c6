package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRecordStateException;

/**
 * A share group that gives out records poll by poll, and notes what it is told of each once that is committed.
 *
 * <p>Like the real client it forgets a record whose renewal is refused, and refuses to acknowledge what is not in hand. A lock that
 * runs out is only seen by who tells the group of its record, which comes again then.
 */
final class ShareGroup extends MockShareConsumer<byte[], byte[]> {
    static final int LOCK_MS = 30_000;
    private static final TopicPartition ZERO = new TopicPartition("t", 0);

    final List<String> told = new ArrayList<>();
    final Deque<RuntimeException> trouble = new ArrayDeque<>();
    boolean renews = true;
    Optional<KafkaException> refusal = Optional.empty();
    Runnable everyPoll = () -> {};
    LongSupplier clock = () -> 0;
    private final Deque<List<ConsumerRecord<byte[], byte[]>>> polls = new ArrayDeque<>();
    private final Map<Long, ConsumerRecord<byte[], byte[]>> inHand = new HashMap<>();
    /** When each record was given out or its lock was renewed, in nanoseconds. */
    private final Map<Long, Long> locked = new HashMap<>();

    private final List<String> marked = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> renewing = new ArrayList<>();

    void gives(long... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (long offset : offsets) {
            records.add(new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]));
        }
        polls.add(records);
    }

    /** Gives the records, which the client has fetched at this second and keeps until they are polled. */
    void gaveAt(long second, long... offsets) {
        gives(offsets);
        for (long offset : offsets) {
            locked.put(offset, TimeUnit.SECONDS.toNanos(second));
        }
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        everyPoll.run();
        List<ConsumerRecord<byte[], byte[]>> next = polls.poll();
        if (next == null) {
            return ConsumerRecords.empty();
        }
        next.forEach(record -> {
            inHand.put(record.offset(), record);
            locked.putIfAbsent(record.offset(), clock.getAsLong());
        });
        return new ConsumerRecords<>(Map.of(ZERO, next), Map.of());
    }

    @Override
    public synchronized void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        if (inHand.remove(record.offset()) == null) {
            throw new IllegalStateException("The record cannot be acknowledged.");
        }
        marked.add(record.offset() + " " + type);
        if (type == AcknowledgeType.RENEW) {
            renewing.add(record);
        }
    }

    @Override
    public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration limit) {
        Optional<KafkaException> answer = marked.isEmpty() ? Optional.empty() : answer();
        told.addAll(marked);
        marked.clear();
        if (!renewing.isEmpty() && answer.isEmpty()) {
            polls.addFirst(List.copyOf(renewing));
            renewing.forEach(record -> locked.put(record.offset(), clock.getAsLong()));
        }
        renewing.clear();
        if (!trouble.isEmpty()) {
            // What was marked is under way all the same.
            throw trouble.remove();
        }
        Map<TopicIdPartition, Optional<KafkaException>> outcome = new HashMap<>();
        outcome.put(new TopicIdPartition(Uuid.ZERO_UUID, ZERO), answer);
        return outcome;
    }

    private Optional<KafkaException> answer() {
        boolean late = false;
        for (String mark : marked) {
            long offset = Long.parseLong(mark.substring(0, mark.indexOf(' ')));
            if (clock.getAsLong() - locked.getOrDefault(offset, 0L) > TimeUnit.MILLISECONDS.toNanos(LOCK_MS)) {
                late = true;
                locked.remove(offset);
                gives(offset);
            }
        }
        if (refusal.isPresent()) {
            return refusal;
        }
        return late || (!renews && !renewing.isEmpty())
                ? Optional.of(new InvalidRecordStateException("the record state is invalid"))
                : Optional.empty();
    }

    @Override
    public Optional<Integer> acquisitionLockTimeoutMs() {
        return Optional.of(LOCK_MS);
    }
}
