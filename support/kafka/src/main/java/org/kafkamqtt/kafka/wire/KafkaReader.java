package org.kafkamqtt.kafka.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.Answer;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Place;
import org.kafkamqtt.kafka.fetch.ReadSettings;
import org.kafkamqtt.kafka.fetch.Reader;
import org.kafkamqtt.kafka.fetch.Reset;
import org.kafkamqtt.kafka.fetch.Trouble;

/**
 * Reads partitions as a {@code KafkaConsumer} without a group does, with its words, settings and exceptions, but gives records where
 * they lie in the brokers' answers.
 *
 * <p>Differences: {@code max.poll.records} and interceptors do not count, and the offsets of a topic that was deleted are not those of
 * another one with its name, which is read as {@code auto.offset.reset} says.
 *
 * <p>Not thread-safe, and without a thread of its own: the thread that polls owns it. Any thread may call {@link #wakeup}, and close
 * what {@link #poll} returned.
 */
public final class KafkaReader implements AutoCloseable {
    /** Partitions of one node from which on only changes are asked for and answered. */
    private static final int SESSION_FROM = 20;
    /** Bytes of one answer: as fast as more, and two of them are small beside the JVM. */
    private static final int ANSWER = 8 << 20;
    /** Bytes of all answers. */
    private static final int MEMORY = 32 << 20;

    private final ReaderNetwork network;
    private final Reader reader;
    private final PlaceQuestions questions;
    private final long apiTimeoutMs;
    private final boolean committed;
    private final AtomicBoolean woken = new AtomicBoolean();
    private @Nullable RuntimeException held;
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param properties of a consumer; its deserializers do not count
     * @param listeners those that are a {@code ClusterResourceListener} hear of each update of metadata
     * @throws KafkaException if the properties make no sense, or no address of {@code bootstrap.servers} can be resolved
     */
    public KafkaReader(Map<String, Object> properties, List<?> listeners) {
        ConsumerConfig config = new ConsumerConfig(withDeserializers(properties));
        ClusterResourceListeners hearing = new ClusterResourceListeners();
        hearing.maybeAddAll(listeners);
        ReadSettings settings = settings(config);
        this.network = new ReaderNetwork(config, settings.memory(), hearing);
        this.reader = new Reader(settings, network, new KafkaFormats(settings.checked()), network::wakeup);
        this.questions = new PlaceQuestions(
                network,
                this::pass,
                config.getLong(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG),
                config.getBoolean(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG));
        this.apiTimeoutMs = config.getInt(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
        this.committed = settings.committed();
    }

    private static Map<String, Object> withDeserializers(Map<String, Object> properties) {
        Map<String, Object> complete = new HashMap<>(properties);
        String none = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
        complete.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, none);
        complete.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, none);
        return complete;
    }

    /** As a {@code KafkaConsumer} with these properties reads; but an answer is as large as its default only if that is typed. */
    private static ReadSettings settings(ConsumerConfig config) {
        int chosen = config.getInt(ConsumerConfig.FETCH_MAX_BYTES_CONFIG);
        boolean typed = config.originals().containsKey(ConsumerConfig.FETCH_MAX_BYTES_CONFIG);
        int answer = Math.max(1, typed ? chosen : Math.min(ANSWER, chosen));
        return new ReadSettings(
                config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG).equalsIgnoreCase("read_committed"),
                config.getBoolean(ConsumerConfig.CHECK_CRCS_CONFIG),
                Math.max(1, config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG)),
                answer,
                Math.max(MEMORY, 2L * answer),
                SESSION_FROM,
                config.getLong(ConsumerConfig.METADATA_MAX_AGE_CONFIG),
                config.getLong(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG),
                config.getLong(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                reset(config.getString(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)));
    }

    private static Optional<Reset> reset(String policy) {
        AutoOffsetResetStrategy strategy = AutoOffsetResetStrategy.fromString(policy);
        return switch (strategy.type()) {
            case EARLIEST -> Optional.of(Reset.beginning());
            case LATEST -> Optional.of(Reset.end());
            case BY_DURATION -> strategy.duration().map(Duration::toMillis).map(Reset::ago);
            case NONE -> Optional.empty();
        };
    }

    // ---- what is read

    /** From now on these partitions are read, and no others; those that are read already go on where they are. */
    public void assign(Collection<TopicPartition> partitions) {
        open();
        reader.assign(partitions.stream().map(KafkaReader::place).toList());
        network.about(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
    }

    /** The partitions that are read. */
    public Set<TopicPartition> assignment() {
        return reader.places().stream().map(ReaderNetwork::partition).collect(Collectors.toSet());
    }

    private static Place place(TopicPartition partition) {
        return new Place(partition.topic(), partition.partition());
    }

    /**
     * Goes on at an offset.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public void seek(TopicPartition partition, long offset) {
        seek(partition, new OffsetAndMetadata(offset));
    }

    /**
     * Goes on at an offset; if a leader epoch is given, the log is asked whether it still has what was before.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        open();
        reader.seek(place(partition), offset.offset(), offset.leaderEpoch().orElse(-1));
    }

    /**
     * Goes on at the beginning of these, or of all if there are none.
     *
     * @throws IllegalStateException if one of them is not read
     */
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        seek(partitions, Reset.beginning());
    }

    /**
     * Goes on at the end of these, or of all if there are none.
     *
     * @throws IllegalStateException if one of them is not read
     */
    public void seekToEnd(Collection<TopicPartition> partitions) {
        seek(partitions, Reset.end());
    }

    private void seek(Collection<TopicPartition> partitions, Reset to) {
        open();
        Collection<TopicPartition> all = partitions.isEmpty() ? assignment() : partitions;
        all.forEach(partition -> reader.seek(place(partition), to));
    }

    /**
     * Brings nothing more of these until they are resumed.
     *
     * @throws IllegalStateException if one of them is not read
     */
    public void pause(Collection<TopicPartition> partitions) {
        open();
        partitions.forEach(partition -> reader.pause(place(partition)));
    }

    /**
     * Ends the pause of these, if there is one.
     *
     * @throws IllegalStateException if one of them is not read
     */
    public void resume(Collection<TopicPartition> partitions) {
        open();
        partitions.forEach(partition -> reader.resume(place(partition)));
    }

    /** Those that are paused. */
    public Set<TopicPartition> paused() {
        Set<TopicPartition> paused = assignment();
        paused.removeIf(partition -> !reader.paused(place(partition)));
        return paused;
    }

    /** As {@link #position(TopicPartition, Duration)} with {@code default.api.timeout.ms}. */
    public long position(TopicPartition partition) {
        return position(partition, Duration.ofMillis(apiTimeoutMs));
    }

    /**
     * The offset at which reading goes on after all that {@link #poll} has returned.
     *
     * @throws TimeoutException if it is not known by then
     * @throws IllegalStateException if the partition is not read
     * @throws KafkaException why it is not known
     */
    public long position(TopicPartition partition, Duration limit) {
        open();
        Place place = place(partition);
        long deadline = deadline(limit);
        while (reader.position(place) < 0) {
            work();
            long left = deadline - network.nowMs();
            if (left <= 0) {
                throw new TimeoutException("Timeout of " + limit.toMillis()
                        + "ms expired before the position for partition " + partition + " could be determined");
            }
            pass(left);
        }
        return reader.position(place);
    }

    /** How many records are still to be read, as of the last answer; empty if that is not known. */
    public OptionalLong currentLag(TopicPartition partition) {
        Answer.Marks marks = reader.marks(place(partition));
        long end = committed ? marks.stable() : marks.high();
        long position = reader.position(place(partition));
        return end < 0 || position < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end - position));
    }

    // ---- reading

    /**
     * What has come, or comes until then. What was returned before may still be open: as long as it takes up all the memory that may be
     * used, nothing more is asked for.
     *
     * @return to be closed
     * @throws WakeupException if {@link #wakeup} was called
     * @throws InterruptException if the thread was interrupted
     * @throws NoOffsetForPartitionException if there is no offset to begin at, and {@code auto.offset.reset} is {@code none}
     * @throws OffsetOutOfRangeException if the log does not have the offset, and {@code auto.offset.reset} is {@code none}
     * @throws LogTruncationException if the log does not have any more what was read, and {@code auto.offset.reset} is {@code none}
     * @throws KafkaException if a broker refuses, or has other bytes than were written to it
     */
    public Fetched poll(Duration timeout) {
        open();
        throwHeld();
        long deadline = deadline(timeout);
        boolean passed = false;
        while (true) {
            work();
            Fetched fetched = reader.take();
            if (!fetched.isEmpty()) {
                askAhead();
                return fetched;
            }
            long left = deadline - network.nowMs();
            if (left <= 0 && passed) {
                return Fetched.NONE;
            }
            pass(left);
            passed = true;
        }
    }

    /** While what has come is looked at, the next answers are on their way. Nothing may prevent that it is looked at. */
    private void askAhead() {
        try {
            reader.work(network.nowMs());
            network.poll(0);
        } catch (RuntimeException e) {
            held = e;
        }
    }

    private void throwHeld() {
        RuntimeException thrown = held;
        held = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Sends what is to be sent. */
    private void work() {
        network.check();
        reader.work(network.nowMs());
        Trouble trouble = reader.trouble();
        if (trouble != null) {
            throw exception(trouble);
        }
    }

    /** Waits until something has happened, and takes it in. */
    private void pass(long most) {
        interrupted();
        long now = network.nowMs();
        network.poll(Math.min(most, Math.max(0, reader.nextMs(now) - now)));
        network.drain((ask, answer) -> reader.answered(ask, answer, network.nowMs()));
        network.check();
        interrupted();
    }

    private void interrupted() {
        if (woken.getAndSet(false)) {
            throw new WakeupException();
        }
        if (Thread.interrupted()) {
            throw new InterruptException("interrupted while reading");
        }
    }

    private static KafkaException exception(Trouble trouble) {
        TopicPartition partition = ReaderNetwork.partition(trouble.place());
        return switch (trouble.kind()) {
            case NO_OFFSET -> new NoOffsetForPartitionException(partition);
            case OUT_OF_RANGE -> new OffsetOutOfRangeException(Map.of(partition, trouble.offset()));
            case TRUNCATED ->
                new LogTruncationException(
                        "the log of " + partition + " does not have any more what was read before offset "
                                + trouble.offset(),
                        Map.of(partition, trouble.offset()),
                        divergent(partition, trouble.end()));
            case DENIED -> new TopicAuthorizationException(Set.of(partition.topic()));
            case CORRUPT ->
                trouble.cause() instanceof KafkaException own && own.getClass() == KafkaException.class
                        ? own
                        : new KafkaException(
                                partition + " cannot be read at offset " + trouble.offset()
                                        + ": the broker finds its log corrupt",
                                trouble.cause());
            case REFUSED ->
                new KafkaException(
                        partition + " cannot be read at offset " + trouble.offset() + ": "
                                + Objects.toString(trouble.cause()),
                        trouble.cause());
        };
    }

    private static Map<TopicPartition, OffsetAndMetadata> divergent(
            TopicPartition partition, Answer.@Nullable Divergence end) {
        return end == null
                ? Map.of()
                : Map.of(partition, new OffsetAndMetadata(end.offset(), Optional.of(end.epoch()), ""));
    }

    /** Ends a wait of the reading thread, now or the next one, with a {@link WakeupException}. Any thread may call it. */
    public void wakeup() {
        woken.set(true);
        network.wakeup();
    }

    // ---- questions

    /** As {@link #partitionsFor(String, Duration)} with {@code default.api.timeout.ms}. */
    public List<PartitionInfo> partitionsFor(String topic) {
        return partitionsFor(topic, Duration.ofMillis(apiTimeoutMs));
    }

    /**
     * The partitions of a topic; none if it does not exist.
     *
     * @throws TimeoutException if there is no answer by then
     */
    public List<PartitionInfo> partitionsFor(String topic, Duration limit) {
        open();
        return questions.partitions(topic, limit.toMillis());
    }

    /** As {@link #listTopics(Duration)} with {@code default.api.timeout.ms}. */
    public Map<String, List<PartitionInfo>> listTopics() {
        return listTopics(Duration.ofMillis(apiTimeoutMs));
    }

    /**
     * All topics, and their partitions.
     *
     * @throws TimeoutException if there is no answer by then
     */
    public Map<String, List<PartitionInfo>> listTopics(Duration limit) {
        open();
        return questions.topics(limit.toMillis());
    }

    /** As {@link #beginningOffsets(Collection, Duration)} with {@code default.api.timeout.ms}. */
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return beginningOffsets(partitions, Duration.ofMillis(apiTimeoutMs));
    }

    /**
     * The offset of the first record of each.
     *
     * @throws TimeoutException if not all answers come by then
     */
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration limit) {
        return offsets(partitions, Reset.BEGINNING, limit);
    }

    /** As {@link #endOffsets(Collection, Duration)} with {@code default.api.timeout.ms}. */
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return endOffsets(partitions, Duration.ofMillis(apiTimeoutMs));
    }

    /**
     * The offset after the last record of each; with {@code read_committed} after the last one that is decided.
     *
     * @throws TimeoutException if not all answers come by then
     */
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration limit) {
        return offsets(partitions, Reset.END, limit);
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, long time, Duration limit) {
        open();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, time));
        Map<TopicPartition, Long> found = new HashMap<>();
        questions.offsets(times, limit.toMillis()).forEach((partition, offset) -> {
            if (offset != null) {
                found.put(partition, offset.offset());
            }
        });
        return found;
    }

    /** As {@link #offsetsForTimes(Map, Duration)} with {@code default.api.timeout.ms}. */
    public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        return offsetsForTimes(times, Duration.ofMillis(apiTimeoutMs));
    }

    /**
     * The first record of each that is not older than the time given; null where there is none.
     *
     * @param times milliseconds since 1970
     * @throws TimeoutException if not all answers come by then
     */
    public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> times, Duration limit) {
        open();
        times.forEach((partition, time) -> {
            if (time < 0) {
                throw new IllegalArgumentException("time " + time + " for " + partition);
            }
        });
        return questions.offsets(times, limit.toMillis());
    }

    /** The metrics of its connections, as those of a consumer are named. */
    public Map<MetricName, ? extends Metric> metrics() {
        return network.metrics();
    }

    // ---- the rest

    private long deadline(Duration limit) {
        long deadline = network.nowMs() + limit.toMillis();
        return deadline < 0 ? Long.MAX_VALUE : deadline;
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("This reader has already been closed.");
        }
    }

    /** Closes all connections at once: there is nothing to wait for. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            network.close();
        }
    }

    /** The same. */
    public void close(Duration limit) {
        Objects.requireNonNull(limit);
        close();
    }
}
