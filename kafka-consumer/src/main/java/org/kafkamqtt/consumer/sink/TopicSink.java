package org.kafkamqtt.consumer.sink;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.format.KafkaHeaders;
import org.kafkamqtt.consumer.format.RecordMessage;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Another topic, in transactions that carry the group's offsets with them: copied and committed, or neither.
 *
 * <p>Zombies are fenced by the group's generation (KIP-447). After trouble a new producer is made, which aborts what the old one left
 * open, and reading goes back to the committed offsets. Not thread-safe; the owner of the sink owns it.
 */
public final class TopicSink implements Sink {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String topic;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final @Nullable Balancer balancer;
    private final TopicFacts topics;
    private @Nullable ConsumerGroupMetadata group;
    private @Nullable Producer<byte[], byte[]> producer;
    private Partitions partitions = Partitions.of(1);
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
    private boolean open;
    private final LongSupplier clock;
    private long goodAt;

    /**
     * Makes the sink.
     *
     * @param producers makes a producer with a transactional id
     * @param balancer chooses partitions; null to leave that to the client
     * @param topics tells which offsets may go with the transactions
     * @param clock in nanoseconds
     */
    public TopicSink(
            String topic,
            Supplier<Producer<byte[], byte[]>> producers,
            @Nullable Balancer balancer,
            TopicFacts topics,
            LongSupplier clock) {
        this.topics = topics;
        this.topic = topic;
        this.producers = producers;
        this.balancer = balancer;
        this.clock = clock;
        this.goodAt = clock.getAsLong();
    }

    /** The member whose offsets go with the transactions: that of the generation in which the records were read. */
    @Override
    public void member(ConsumerGroupMetadata member) {
        group = member;
    }

    @Override
    public boolean keeps() {
        return false;
    }

    /** Records of partitions that are no longer ours must not be committed with the offsets of the others. */
    @Override
    public void released(Collection<TopicPartition> partitions) {
        if (open) {
            discard();
            throw new Rewind(new KafkaException("partitions were given up in the middle of a transaction"));
        }
    }

    @Override
    public void take(LogRecord record) {
        attempt(() -> send(record));
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(LogRecord record) {
        Producer<byte[], byte[]> ready = begin();
        Integer partition = balancer == null ? null : choose(balancer, record);
        Long timestamp = timestamp(record);
        // A record that fails makes the commit of its transaction fail, so the result need not be looked at here.
        ready.send(
                new ProducerRecord<>(
                        topic, partition, timestamp, record.key(), record.value(), KafkaHeaders.of(record)),
                (metadata, e) -> {});
    }

    /**
     * The time of the copy, null where the record has none.
     *
     * @throws Failure for a time before 1970, which other clients can write and Kafka's own cannot
     */
    static @Nullable Long timestamp(LogRecord record) {
        if (record.timestamp() == -1) {
            return null;
        }
        if (record.timestamp() < 0) {
            throw new Failure(
                    ExitStatus.FAILED,
                    record.topic() + "-" + record.partition() + " offset " + record.offset() + ": its timestamp "
                            + record.timestamp() + " is before 1970, which cannot be copied");
        }
        return record.timestamp();
    }

    private int choose(Balancer chooser, LogRecord record) {
        try {
            return chooser.choose(new RecordMessage(record, topic), partitions);
        } catch (BalancerException e) {
            throw new Failure(
                    ExitStatus.FAILED,
                    record.topic() + "-" + record.partition() + " offset " + record.offset() + ": " + e.sentence(),
                    e);
        }
    }

    private Producer<byte[], byte[]> begin() {
        Producer<byte[], byte[]> ready = producer;
        if (ready == null) {
            ready = producers.get();
            producer = ready;
            ready.initTransactions();
            if (balancer != null) {
                partitions = Partitions.of(ready.partitionsFor(topic).size());
            }
        }
        if (!open) {
            ready.beginTransaction();
            open = true;
        }
        return ready;
    }

    @Override
    public void handOver() {}

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) {
        if (open || !positions.equals(committed) && !positions.isEmpty()) {
            attempt(() -> commit(positions));
        }
        return Map.of();
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> positions) {
        Producer<byte[], byte[]> ready = begin();
        Map<TopicPartition, OffsetAndMetadata> good = topics.committable(positions);
        if (!good.isEmpty()) {
            ready.sendOffsetsToTransaction(good, Objects.requireNonNull(group));
        }
        ready.commitTransaction();
        open = false;
        committed = positions;
        goodAt = clock.getAsLong();
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (AuthenticationException | AuthorizationException | RecordTooLargeException e) {
            throw e;
        } catch (KafkaException e) {
            discard();
            if (clock.getAsLong() - goodAt > PATIENCE_NANOS || fatal(e)) {
                throw e;
            }
            throw new Rewind(e);
        }
    }

    private static boolean fatal(Throwable e) {
        Throwable cause = e.getCause();
        return cause instanceof RecordTooLargeException || cause instanceof AuthorizationException;
    }

    private void discard() {
        open = false;
        committed = Map.of();
        Producer<byte[], byte[]> broken = producer;
        producer = null;
        if (broken != null) {
            broken.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> last = producer;
        if (last == null) {
            return;
        }
        if (open) {
            discard();
        } else {
            last.close(CLOSE);
        }
    }
}
