package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ClusterResourceListener;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.kafka.topic.Leaders;
import org.kafkamqtt.kafka.wire.KafkaReader;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;

/** A {@link KafkaReader} of a real broker, with a {@code KafkaConsumer} as the oracle. */
@Timeout(120)
@SuppressWarnings("FutureReturnValueIgnored") // what was not stored is missed when it is read
class ReaderIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    // ---- what it reads with

    private static Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", BROKER, "auto.offset.reset", "earliest", "allow.auto.create.topics", false));
        settings.putAll(more);
        return settings;
    }

    private KafkaReader reader(Map<String, Object> more) {
        KafkaReader reader = new KafkaReader(settings(more), List.of());
        opened.add(reader);
        return reader;
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(more), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        opened.add(consumer);
        return consumer;
    }

    private static String topic(int partitions, Map<String, String> configs) {
        String name = "r-" + UUID.randomUUID();
        create(name, partitions, configs);
        return name;
    }

    private static void create(String name, int partitions, Map<String, String> configs) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs)))
                    .all()
                    .get();
            Leaders.await(admin, partitions(name, partitions));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", BROKER));
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", BROKER, "linger.ms", 5));
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void numbers(String topic, int partitions, int from, int to) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int i = from; i < to; i++) {
                producer.send(new ProducerRecord<>(topic, i % partitions, null, bytes(Integer.toString(i))));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    // ---- a topic with everything

    private static void mix(String topic, int partitions) {
        Random random = new Random(18);
        for (String codec : CODECS) {
            try (KafkaProducer<byte[], byte[]> producer =
                    producer(Map.of("compression.type", codec, "batch.size", 3000))) {
                for (int i = 0; i < 600; i++) {
                    producer.send(record(random, topic, i % partitions));
                }
            }
            transactions(random, topic, partitions, codec);
        }
    }

    private static void transactions(Random random, String topic, int partitions, String codec) {
        try (KafkaProducer<byte[], byte[]> plain = producer(Map.of("compression.type", codec));
                KafkaProducer<byte[], byte[]> producer = producer(
                        Map.of("compression.type", codec, "batch.size", 700, "transactional.id", topic + codec))) {
            producer.initTransactions();
            for (int n = 0; n < 20; n++) {
                producer.beginTransaction();
                for (int i = 0; i < 25; i++) {
                    producer.send(record(random, topic, i % partitions));
                    plain.send(record(random, topic, (i + n) % partitions));
                }
                if (n % 3 == 0) {
                    producer.flush();
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Random random, String topic, int partition) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, content(random), content(random));
        for (int i = random.nextInt(6); i < 3; i++) {
            record.headers().add("header " + i + " \u00e4", content(random));
        }
        return record;
    }

    @SuppressWarnings("NullAway") // a producer takes null, whatever its parameters say
    private static byte[] content(Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return null;
        }
        byte[] content = new byte[kind == 1 ? 0 : kind == 2 ? random.nextInt(2500) : random.nextInt(40)];
        random.nextBytes(content);
        return content;
    }

    // ---- what was read, in words

    private static String words(LogRecord record) {
        return words(
                record.offset(),
                record.leaderEpoch(),
                record.timestamp(),
                record.logAppendTime(),
                record.key(),
                record.value(),
                record.headers().stream()
                        .map(header -> header.key() + ":" + Arrays.toString(header.value()))
                        .toList());
    }

    private static String words(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + ":" + Arrays.toString(header.value()));
        }
        return words(
                record.offset(),
                record.leaderEpoch().orElse(-1),
                record.timestamp(),
                record.timestampType() == TimestampType.LOG_APPEND_TIME,
                record.key(),
                record.value(),
                headers);
    }

    private static String words(
            long offset,
            int epoch,
            long timestamp,
            boolean appended,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<String> headers) {
        return offset + " " + epoch + " " + timestamp + " " + appended + " " + Arrays.toString(key) + " "
                + Arrays.toString(value) + " " + headers;
    }

    private static Map<Integer, List<String>> read(KafkaReader reader, Collection<TopicPartition> partitions) {
        Map<Integer, List<String>> read = new TreeMap<>();
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        reader.assign(partitions);
        while (partitions.stream().anyMatch(partition -> reader.position(partition) < end(ends, partition))) {
            try (Fetched fetched = reader.poll(SECOND)) {
                fetched.portions().forEach(portion -> add(portion, read));
            }
        }
        return read;
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }

    private static void add(Portion portion, Map<Integer, List<String>> read) {
        List<String> own = read.computeIfAbsent(portion.partition(), number -> new ArrayList<>());
        while (portion.next()) {
            own.add(words(portion.record()));
        }
    }

    private static Map<Integer, List<String>> read(
            KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<Integer, List<String>> read = new TreeMap<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        partitions.forEach(partition -> read.put(partition.partition(), new ArrayList<>()));
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(SECOND)) {
                Objects.requireNonNull(read.get(record.partition())).add(words(record));
            }
        }
        return read;
    }

    @ParameterizedTest
    @CsvSource({
        "read_committed,1048576,52428800,CreateTime",
        "read_uncommitted,1048576,52428800,LogAppendTime",
        "read_committed,900,4000,LogAppendTime",
        "read_uncommitted,5000,5000,CreateTime"
    })
    void reads_what_a_consumer_reads(String isolation, int partitionBytes, int answerBytes, String time) {
        String topic = topic(3, Map.of("message.timestamp.type", time));
        mix(topic, 3);
        Map<String, Object> more = Map.of(
                "isolation.level", isolation,
                "max.partition.fetch.bytes", partitionBytes,
                "fetch.max.bytes", answerBytes);
        Map<Integer, List<String>> expected = read(consumer(more), partitions(topic, 3));
        assertEquals(expected, read(reader(more), partitions(topic, 3)));
        assertTrue(expected.values().stream().mapToInt(List::size).sum() > 6000);
    }

    @Test
    void waits_for_a_transaction_to_be_decided() {
        String topic = topic(1, Map.of());
        KafkaReader reader = reader(Map.of("isolation.level", "read_committed"));
        reader.assign(partitions(topic, 1));
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, null, bytes("a")));
            producer.flush();
            assertEquals(List.of(), values(reader, 1, Duration.ofMillis(300)));
            producer.commitTransaction();
        }
        assertEquals(List.of("a"), values(reader, 1, LIMIT));
    }

    /** Until there are this many, or the time is over. */
    private static List<String> values(KafkaReader reader, int count, Duration limit) {
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        while (values.size() < count && System.nanoTime() < deadline) {
            try (Fetched fetched = reader.poll(Duration.ofMillis(100))) {
                for (Portion portion : fetched.portions()) {
                    while (portion.next()) {
                        values.add(new String(
                                Objects.requireNonNull(portion.record().value()), UTF_8));
                    }
                }
            }
        }
        return values;
    }

    @Test
    void reads_batches_that_are_larger_than_an_answer_should_be() {
        String topic = topic(2, Map.of("max.message.bytes", "8000000"));
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("max.request.size", 8_000_000))) {
            for (int i = 0; i < 6; i++) {
                producer.send(new ProducerRecord<>(topic, i % 2, null, new byte[3_000_000 + i]));
            }
        }
        KafkaReader reader = reader(Map.of("max.partition.fetch.bytes", 1000, "fetch.max.bytes", 2000));
        Map<Integer, List<String>> read = read(reader, partitions(topic, 2));
        assertEquals(List.of(3, 3), read.values().stream().map(List::size).toList());
    }

    @Test
    void reads_many_partitions_in_a_session() {
        int count = 60;
        String topic = topic(count, Map.of());
        numbers(topic, count, 0, 3000);
        KafkaReader reader = reader(Map.of("max.partition.fetch.bytes", 400));
        Map<Integer, List<String>> read = read(reader, partitions(topic, count));
        assertEquals(3000, read.values().stream().mapToInt(List::size).sum());
        for (int round = 0; round < 5; round++) {
            int from = 3000 + round * 7;
            numbers(topic, count, from, from + 7);
            assertEquals(
                    IntStream.range(from, from + 7).mapToObj(Integer::toString).collect(Collectors.toSet()),
                    Set.copyOf(values(reader, 7, LIMIT)));
        }
    }

    @Test
    void passes_what_compaction_has_left_out() throws Exception {
        String topic = topic(
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "100",
                        "min.cleanable.dirty.ratio", "0.01",
                        "max.compaction.lag.ms", "100"));
        KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of());
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("batch.size", 300))) {
            AtomicInteger sent = new AtomicInteger();
            Await.that("compaction", 60, () -> {
                for (int i = 0; i < 50; i++) {
                    int number = sent.getAndIncrement();
                    producer.send(new ProducerRecord<>(topic, 0, bytes("k" + number % 17), bytes("v" + number)));
                }
                producer.flush();
                return read(consumer, partitions(topic, 1))
                                .getOrDefault(0, List.of())
                                .size()
                        < sent.get();
            });
        }
        assertEquals(read(consumer(Map.of()), partitions(topic, 1)), read(reader(Map.of()), partitions(topic, 1)));
    }

    // ---- questions

    @Test
    void answers_as_a_consumer_does() {
        String topic = topic(3, Map.of());
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int i = 0; i < 30; i++) {
                producer.send(new ProducerRecord<>(topic, i % 2, 1000L + i, null, bytes("v")));
            }
        }
        List<TopicPartition> all = partitions(topic, 3);
        KafkaReader reader = reader(Map.of());
        KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of());
        assertEquals(consumer.beginningOffsets(all), reader.beginningOffsets(all));
        assertEquals(consumer.endOffsets(all), reader.endOffsets(all));
        Map<TopicPartition, Long> times = Map.of(all.get(0), 1011L, all.get(1), 9999L, all.get(2), 0L);
        Map<TopicPartition, @Nullable OffsetAndTimestamp> found = reader.offsetsForTimes(times);
        assertEquals(consumer.offsetsForTimes(times), found);
        assertEquals(words(consumer.partitionsFor(topic)), words(reader.partitionsFor(topic)));
        assertEquals(
                words(consumer.listTopics().get(topic)),
                words(reader.listTopics().get(topic)));
        assertEquals(List.of(), reader.partitionsFor("no-such-topic"));
        assertThrows(InvalidTopicException.class, () -> reader.partitionsFor("no topic"));
    }

    private static List<String> words(@Nullable List<PartitionInfo> partitions) {
        return Objects.requireNonNull(partitions).stream()
                .map(PartitionInfo::toString)
                .sorted()
                .toList();
    }

    @Test
    void begins_where_it_is_told_to() {
        String topic = topic(1, Map.of());
        numbers(topic, 1, 0, 10);
        TopicPartition partition = new TopicPartition(topic, 0);
        KafkaReader reader = reader(Map.of("auto.offset.reset", "latest"));
        reader.assign(List.of(partition));
        assertEquals(10, reader.position(partition));
        reader.seek(partition, 7);
        assertEquals(List.of("7", "8", "9"), values(reader, 3, LIMIT));
        assertEquals(OptionalLong.of(0), reader.currentLag(partition));
        reader.seekToBeginning(List.of());
        assertEquals(0, reader.position(partition));
        reader.seekToEnd(List.of(partition));
        assertEquals(10, reader.position(partition));
        assertEquals(Set.of(partition), reader.assignment());
    }

    @Test
    void begins_as_long_ago_as_it_is_told_to() {
        String topic = topic(2, Map.of());
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, now - 7_200_000, null, bytes("old")));
            producer.send(new ProducerRecord<>(topic, 0, now - 60_000, null, bytes("young")));
            producer.send(new ProducerRecord<>(topic, 1, now - 7_200_000, null, bytes("old")));
        }
        KafkaReader reader = reader(Map.of("auto.offset.reset", "by_duration:PT1H"));
        reader.assign(partitions(topic, 2));
        assertEquals(1, reader.position(new TopicPartition(topic, 0)));
        assertEquals(1, reader.position(new TopicPartition(topic, 1)));
    }

    @Test
    void rests_while_it_is_paused() {
        String topic = topic(2, Map.of());
        numbers(topic, 2, 0, 10);
        KafkaReader reader = reader(Map.of());
        List<TopicPartition> all = partitions(topic, 2);
        reader.assign(all);
        reader.pause(List.of(all.get(0)));
        assertEquals(Set.of(all.get(0)), reader.paused());
        assertEquals(List.of("1", "3", "5", "7", "9"), values(reader, 6, SECOND));
        reader.resume(all);
        assertEquals(List.of("0", "2", "4", "6", "8"), values(reader, 5, LIMIT));
    }

    // ---- what may go wrong

    @Test
    void has_a_consumers_words_for_what_goes_wrong() throws Exception {
        String topic = topic(1, Map.of());
        numbers(topic, 1, 0, 10);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
        }
        KafkaReader reader = reader(Map.of("auto.offset.reset", "none"));
        assertThrows(IllegalStateException.class, () -> reader.position(partition));
        reader.assign(List.of(partition));
        assertThrows(NoOffsetForPartitionException.class, () -> reader.poll(LIMIT));
        reader.seek(partition, 3);
        OffsetOutOfRangeException outside = assertThrows(OffsetOutOfRangeException.class, () -> reader.poll(LIMIT));
        assertEquals(Map.of(partition, 3L), outside.offsetOutOfRangePartitions());
        reader.seek(partition, 5);
        assertEquals(List.of("5", "6", "7", "8", "9"), values(reader, 5, LIMIT));
        reader.close();
        assertThrows(IllegalStateException.class, () -> reader.poll(SECOND));
    }

    @Test
    void goes_on_at_the_beginning_where_the_log_was_cut_off() throws Exception {
        String topic = topic(1, Map.of());
        numbers(topic, 1, 0, 10);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
        }
        KafkaReader reader = reader(Map.of());
        reader.assign(List.of(partition));
        reader.seek(partition, 3);
        assertEquals(List.of("5", "6", "7", "8", "9"), values(reader, 5, LIMIT));
    }

    @Test
    void does_not_know_its_place_in_a_topic_that_does_not_exist() {
        KafkaReader reader = reader(Map.of());
        TopicPartition missing = new TopicPartition("r-" + UUID.randomUUID(), 0);
        reader.assign(List.of(missing));
        assertThrows(TimeoutException.class, () -> reader.position(missing, Duration.ofMillis(300)));
        assertThrows(TimeoutException.class, () -> reader.endOffsets(List.of(missing), Duration.ofMillis(300)));
        assertTrue(reader.poll(Duration.ofMillis(100)).isEmpty());
    }

    @Test
    void can_be_woken() {
        KafkaReader reader = reader(Map.of());
        reader.assign(partitions(topic(1, Map.of()), 1));
        reader.wakeup();
        assertThrows(WakeupException.class, () -> reader.poll(LIMIT));
        new Thread(reader::wakeup).start();
        assertThrows(WakeupException.class, () -> reader.poll(LIMIT));
    }

    @Test
    void tells_its_listeners_of_metadata() {
        AtomicInteger updates = new AtomicInteger();
        ClusterResourceListener listener = cluster -> updates.incrementAndGet();
        KafkaReader reader = new KafkaReader(settings(Map.of()), List.of(listener, "another"));
        opened.add(reader);
        reader.partitionsFor(topic(1, Map.of()));
        assertTrue(updates.get() > 0);
    }

    @Test
    void reads_another_topic_of_the_name_from_its_beginning() throws Exception {
        String topic = topic(1, Map.of());
        numbers(topic, 1, 0, 5);
        KafkaReader reader = reader(Map.of("metadata.max.age.ms", 500));
        reader.assign(partitions(topic, 1));
        assertEquals(List.of("0", "1", "2", "3", "4"), values(reader, 5, LIMIT));
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            Await.that("the topic to go", 20, () -> !exists(admin, topic));
        }
        create(topic, 1, Map.of());
        numbers(topic, 1, 100, 110);
        assertEquals(IntStream.range(100, 110).mapToObj(Integer::toString).toList(), values(reader, 10, LIMIT));
    }

    private static boolean exists(Admin admin, String topic) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (ExecutionException | InterruptedException e) {
            return true;
        }
    }

    @Test
    void goes_on_after_the_broker_was_away() throws Exception {
        try (Sandbox sandbox = Sandbox.start(
                new SandboxSettings(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty(), Optional.empty()))) {
            sandbox.createTopic("t", 1);
            Map<String, Object> there = Map.of("bootstrap.servers", sandbox.kafkaAddress());
            KafkaReader reader = reader(there);
            reader.assign(partitions("t", 1));
            try (KafkaProducer<byte[], byte[]> producer = producer(there)) {
                producer.send(new ProducerRecord<>("t", bytes("before"))).get();
                assertEquals(List.of("before"), values(reader, 1, LIMIT));
                sandbox.stopKafka();
                assertEquals(List.of(), values(reader, 1, SECOND));
                sandbox.startKafka();
                producer.send(new ProducerRecord<>("t", bytes("after"))).get();
            }
            assertEquals(List.of("after"), values(reader, 1, LIMIT));
        }
    }
}
