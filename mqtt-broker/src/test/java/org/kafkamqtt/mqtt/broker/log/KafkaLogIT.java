package org.kafkamqtt.mqtt.broker.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;
import org.kafkamqtt.kafka.append.Fence;
import org.kafkamqtt.kafka.append.Identity;
import org.kafkamqtt.kafka.wire.KafkaNetwork;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.mqtt.broker.node.Logged;
import org.kafkamqtt.mqtt.broker.node.MessageLog;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.mqtt.broker.session.Receipt;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;

/** A {@link KafkaLog} on a real broker, with plain clients at the other side. */
@Timeout(180)
@SuppressWarnings("FutureReturnValueIgnored") // what fails on the node's thread is missed by the test
class KafkaLogIT {
    private static final int PARTITIONS = 3;
    private static final int LIMIT = 60;

    @TempDir
    Path folder = Path.of("");

    private final String prefix = "m" + UUID.randomUUID().toString().replace("-", "");
    private final String topic = prefix + ".messages";
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    /** A node that keeps what it hears. The node's thread owns what is not thread-safe. */
    private final class Node implements LogOwner, MessageLog.Tail {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final List<String> notes = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();
        private final TreeMap<Integer, List<Logged>> got = new TreeMap<>();
        private final Map<Integer, Long> next = new HashMap<>();
        private final List<Chunk> chunks = new ArrayList<>();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger stored = new AtomicInteger();
        private final AtomicInteger rooms = new AtomicInteger();
        private final AtomicBoolean keeps = new AtomicBoolean(true);
        private KafkaLog log;
        private int wanted;
        private int ofNames = 1;
        private int published;

        @SuppressWarnings("NullAway.Init") // opened at once
        Node() {
            opened.add(() -> {
                log.close();
                thread.shutdown();
                assertTrue(thread.awaitTermination(LIMIT, TimeUnit.SECONDS));
            });
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void lifeEnded(String line) {
            ends.add(line);
        }

        @Override
        public void arrived(Chunk chunk) {
            if (next.getOrDefault(chunk.partition(), chunk.from()) != chunk.from()) {
                ends.add("a chunk from " + chunk.from() + " after " + next.get(chunk.partition()));
            }
            next.put(chunk.partition(), chunk.next());
            if (keeps.get()) {
                keep(chunk);
            }
            count.addAndGet(chunk.messages().size());
        }

        void keep(Chunk chunk) {
            got.computeIfAbsent(chunk.partition(), number -> new ArrayList<>()).addAll(chunk.messages());
            chunks.add(chunk);
        }

        @Override
        public void room() {
            rooms.incrementAndGet();
            go();
        }

        /** On the node's thread. */
        <T> T ask(Supplier<T> question) {
            return CompletableFuture.supplyAsync(question, thread).join();
        }

        void tell(Runnable deed) {
            CompletableFuture.runAsync(deed, thread).join();
        }

        Node read(long... from) {
            log.read(from, this);
            return this;
        }

        boolean append(Message message) {
            return ask(() -> publish(message));
        }

        /** On the node's thread. */
        boolean publish(Message message) {
            return log.append(message, new Counted());
        }

        /** Publishes numbers under names in turn, as fast as there is room. */
        void publish(int count, int names) {
            wanted = count;
            ofNames = names;
            thread.execute(this::go);
        }

        private void go() {
            int until = Math.min(wanted, published + 500);
            while (published < until && publish(message("n/" + published % ofNames, "" + published))) {
                published++;
            }
            if (published == until && published < wanted) {
                thread.execute(this::go);
            }
        }

        /** The numbers of each name have come once and in order. */
        void assertInOrder(int count, int names) {
            Map<String, Integer> last = new HashMap<>();
            List<Logged> all =
                    ask(() -> got.values().stream().flatMap(List::stream).toList());
            assertEquals(count, all.size());
            for (Logged logged : all) {
                Message message = logged.message();
                int number = Integer.parseInt(new String(message.payload().copy(), UTF_8));
                int name = Integer.parseInt(message.topic().substring(2));
                assertEquals(last.getOrDefault(message.topic(), name - names) + names, number);
                last.put(message.topic(), number);
            }
            assertEquals(Math.min(names, count), last.size());
        }

        long[] ends() throws Exception {
            CompletableFuture<long[]> answer = new CompletableFuture<>();
            tell(() -> log.ends(answer::complete));
            return answer.get(LIMIT, TimeUnit.SECONDS);
        }

        Chunk chunk(int partition, long offset) throws Exception {
            CompletableFuture<Chunk> answer = new CompletableFuture<>();
            tell(() -> log.read(partition, offset, answer::complete));
            return answer.get(LIMIT, TimeUnit.SECONDS);
        }

        void awaitReached(long[] wantedEnds) {
            Await.that(
                    "the tail is there",
                    LIMIT,
                    () -> ask(() -> {
                        boolean there = true;
                        for (int i = 0; i < wantedEnds.length; i++) {
                            there &= wantedEnds[i] == 0 || next.getOrDefault(i, 0L) >= wantedEnds[i];
                        }
                        return there;
                    }));
        }

        void awaitCount(int wanted) {
            Await.that(wanted + " messages have come", LIMIT, () -> count.get() >= wanted);
        }

        void awaitStored(int wanted) {
            Await.that(wanted + " receipts have come", LIMIT, () -> stored.get() >= wanted);
        }

        List<String> words() {
            return ask(() -> got.values().stream()
                    .flatMap(List::stream)
                    .map(logged -> logged.message().topic() + " "
                            + new String(logged.message().payload().copy(), UTF_8))
                    .sorted()
                    .toList());
        }

        private final class Counted implements Receipt {
            @Override
            public void stored() {
                stored.incrementAndGet();
            }

            @Override
            public void refused(ReasonCode reason, String why) {
                notes.add(reason.code() + " " + why);
            }
        }
    }

    private static KafkaSettings kafka(String address, String... more) {
        TreeMap<String, Setting> settings = new TreeMap<>();
        settings.put("bootstrap.servers", new Setting(address, "-b"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], new Setting(more[i + 1], KafkaSettings.TYPED));
        }
        return new KafkaSettings(ClientKind.PRODUCER, settings, Duration.ofSeconds(10), false);
    }

    private Node node(String address, long appendBytes, long tailBytes, String... more) throws InterruptedException {
        Node node = new Node();
        node.log = KafkaLog.open(
                new LogSettings(kafka(address, more), Routes.standard(prefix), appendBytes, tailBytes, 0),
                node.thread,
                node);
        return node;
    }

    private Node node() throws InterruptedException {
        SharedSandbox.get().createTopic(topic, PARTITIONS);
        return node(SharedSandbox.get().kafkaAddress(), 1 << 20, 1 << 20);
    }

    private static Message message(String name, byte[] payload) {
        return new Message(
                name,
                Payload.of(payload),
                Qos.AT_LEAST_ONCE,
                false,
                Properties.NONE,
                System.currentTimeMillis(),
                -1,
                null);
    }

    private static Message message(String name, String payload) {
        return message(name, payload.getBytes(UTF_8));
    }

    private static Message retained(String name, String payload) {
        Message plain = message(name, payload);
        return new Message(name, plain.payload(), plain.qos(), true, plain.properties(), plain.timestamp(), -1, null);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", SharedSandbox.get().kafkaAddress()));
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedSandbox.get().kafkaAddress()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        opened.add(producer);
        return producer;
    }

    /** All records of the topic, as a plain consumer sees them. */
    private List<ConsumerRecord<byte[], byte[]>> consumed(String address) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long left = consumer.endOffsets(all).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < left) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    @Test
    void what_is_appended_comes_back_by_the_tail_just_as_it_was() throws Exception {
        Node node = node().read(0, 0, 0);
        node.tell(() -> node.log.wanted(true));
        Properties properties = Properties.builder()
                .text(Property.CONTENT_TYPE, "text/plain")
                .user("a", "b")
                .build();
        Message full = new Message(
                "a/b",
                Payload.of(new byte[] {1, 2}),
                Qos.EXACTLY_ONCE,
                true,
                properties,
                1_700_000_000_000L,
                9,
                new Origin(4, 5, 6));
        assertTrue(node.append(full));
        node.awaitCount(1);
        node.awaitStored(1);
        Message back = node.ask(() -> node.chunks.stream()
                .flatMap(chunk -> chunk.messages().stream())
                .findFirst()
                .orElseThrow()
                .message());
        assertEquals(full, back);
        ConsumerRecord<byte[], byte[]> record =
                consumed(SharedSandbox.get().kafkaAddress()).get(0);
        assertEquals("a/b", new String(record.key(), UTF_8));
        assertEquals(2, record.value().length);
        assertEquals(1_700_000_000_000L, record.timestamp());
    }

    @Test
    void records_of_plain_producers_are_messages_and_those_without_a_topic_name_are_left_out_with_a_note()
            throws Exception {
        Node node = node().read(0, 0, 0);
        node.tell(() -> node.log.wanted(true));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(topic, "a/+".getBytes(UTF_8), "no".getBytes(UTF_8)));
            producer.send(new ProducerRecord<>(topic, null, "no".getBytes(UTF_8)));
            producer.send(new ProducerRecord<>(topic, "x/y".getBytes(UTF_8), null));
            producer.send(new ProducerRecord<>(topic, "x/y".getBytes(UTF_8), "21".getBytes(UTF_8)));
            producer.flush();
        }
        node.awaitCount(2);
        assertEquals(List.of("x/y ", "x/y 21"), node.words());
        Await.that("there is a note", LIMIT, () -> !node.ask(() -> node.notes).isEmpty());
    }

    @Test
    void two_hundred_thousand_messages_arrive_once_in_the_order_of_each_name() throws Exception {
        Node node = node().read(0, 0, 0);
        node.tell(() -> node.log.wanted(true));
        int count = 200_000;
        int names = 100;
        node.publish(count, names);
        node.awaitStored(count);
        node.awaitCount(count);
        node.assertInOrder(count, names);
        assertTrue(node.rooms.get() > 0, "the quota was never used up");
    }

    @Test
    void nothing_acknowledged_is_lost_and_nothing_comes_twice_when_kafka_is_stopped_and_started() throws Exception {
        Sandbox own = Sandbox.start(SandboxSettings.forTests());
        opened.add(own);
        own.createTopic(topic, PARTITIONS);
        Node node = node(own.kafkaAddress(), 1 << 20, 1 << 20).read(0, 0, 0);
        node.tell(() -> node.log.wanted(true));
        int count = 60_000;
        node.publish(count, 10);
        node.awaitStored(10_000);
        own.stopKafka();
        int stored = node.stored.get();
        assertTrue(stored < count, "all had arrived before Kafka was stopped");
        own.startKafka();
        node.awaitStored(count);
        node.awaitCount(count);
        node.assertInOrder(count, 10);
        assertEquals(count, consumed(own.kafkaAddress()).size());
        assertEquals(List.of(), node.ask(() -> node.ends));
    }

    @Test
    void a_message_that_kafka_finds_too_large_is_refused_and_the_others_are_stored() throws Exception {
        SharedSandbox.get().createTopic(topic, PARTITIONS, Map.of("max.message.bytes", "10000"));
        Node node = node(SharedSandbox.get().kafkaAddress(), 1 << 20, 1 << 20).read(0, 0, 0);
        node.tell(() -> node.log.wanted(true));
        node.tell(() -> {
            for (int i = 0; i < 300; i++) {
                assertTrue(node.publish(message("a", new byte[i == 150 ? 20_000 : 100])));
            }
        });
        node.awaitStored(299);
        node.awaitCount(299);
        List<String> notes = node.ask(() -> List.copyOf(node.notes));
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).startsWith(ReasonCode.QUOTA_EXCEEDED.code() + " "), notes.get(0));
        assertTrue(node.append(message("a", "after it")));
        node.awaitStored(300);
    }

    @Test
    void a_message_that_no_request_can_carry_is_refused_without_asking_kafka() throws Exception {
        Node node = node();
        assertTrue(node.append(message("a", new byte[2 << 20])));
        Await.that("it is refused", LIMIT, () -> !node.ask(() -> node.notes).isEmpty());
    }

    @Test
    void ends_are_behind_all_that_was_acknowledged_and_reading_from_the_beginning_gets_there() throws Exception {
        Node node = node();
        int count = 5_000;
        node.publish(count, 10);
        node.awaitStored(count);
        long[] ends = node.ends();
        assertEquals(count, LongStream.of(ends).sum());
        for (int i = 0; i < ends.length; i++) {
            long at = 0;
            while (at < ends[i]) {
                Chunk chunk = node.chunk(i, at);
                assertEquals(at, chunk.from());
                assertEquals(i, chunk.partition());
                assertFalse(chunk.sparse());
                assertTrue(chunk.messages().size() <= ChunkMaker.MOST_MESSAGES);
                node.tell(() -> node.keep(chunk));
                at = chunk.next();
            }
            assertEquals(ends[i], at);
        }
        node.assertInOrder(count, 10);
    }

    @Test
    void a_chunk_can_be_read_again_from_the_middle_by_whoever_is_further_behind() throws Exception {
        Node node = node();
        node.publish(3_000, 1);
        node.awaitStored(3_000);
        int partition = fullest(node.ends());
        for (long at : new long[] {0, 1_500, 7, 2_999, 0}) {
            Chunk chunk = node.chunk(partition, at);
            assertEquals(at, chunk.from());
            assertEquals(at, chunk.messages().get(0).offset());
        }
    }

    private static int fullest(long[] ends) {
        int most = 0;
        for (int i = 0; i < ends.length; i++) {
            most = ends[i] > ends[most] ? i : most;
        }
        return most;
    }

    @Test
    void what_waits_at_the_end_is_read_when_it_comes() throws Exception {
        Node node = node();
        CompletableFuture<Chunk> first = new CompletableFuture<>();
        node.tell(() -> {
            for (int i = 0; i < PARTITIONS; i++) {
                node.log.read(i, 0, first::complete);
            }
        });
        assertTrue(node.append(message("a", "1")));
        assertEquals(
                "a",
                first.get(LIMIT, TimeUnit.SECONDS).messages().get(0).message().topic());
    }

    @Test
    void where_retention_has_removed_an_offset_a_chunk_begins_later() throws Exception {
        Node node = node();
        node.publish(1_000, 1);
        node.awaitStored(1_000);
        int partition = fullest(node.ends());
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(600)))
                    .all()
                    .get(LIMIT, TimeUnit.SECONDS);
        }
        assertEquals(600, node.chunk(partition, 0).from());
        node.read(0, 0, 0);
        node.tell(() -> node.log.wanted(true));
        node.awaitCount(400);
        assertEquals(1, node.ask(() -> node.notes.size()));
    }

    @Test
    void without_subscribers_only_retained_messages_come_and_every_chunk_beyond_an_end_asked_for_later_is_whole()
            throws Exception {
        Node node = node().read(0, 0, 0);
        node.tell(() -> {
            for (int i = 0; i < 1_000; i++) {
                assertTrue(node.publish(i % 100 == 7 ? retained("r", "" + i) : message("a", "" + i)));
            }
        });
        node.awaitStored(1_000);
        node.awaitCount(10);
        AtomicBoolean more = new AtomicBoolean(true);
        AtomicInteger sent = new AtomicInteger();
        Runnable publishing = new Runnable() {
            @Override
            public void run() {
                sent.addAndGet(node.publish(message("a", "x")) ? 1 : 0);
                if (more.get()) {
                    node.thread.execute(this);
                }
            }
        };
        node.thread.execute(publishing);
        Await.that("there is traffic", LIMIT, () -> sent.get() > 1_000);
        CompletableFuture<long[]> asked = new CompletableFuture<>();
        node.tell(() -> {
            node.log.wanted(true);
            node.log.ends(asked::complete);
        });
        long[] ends = asked.get(LIMIT, TimeUnit.SECONDS);
        int before = sent.get();
        Await.that("there is more traffic", LIMIT, () -> sent.get() > before + 1_000);
        more.set(false);
        node.awaitStored(1_000 + sent.get());
        node.awaitReached(node.ends());
        List<Chunk> chunks = node.ask(() -> List.copyOf(node.chunks));
        assertTrue(chunks.stream().anyMatch(Chunk::sparse));
        assertTrue(chunks.stream().anyMatch(chunk -> chunk.next() > ends[chunk.partition()]));
        for (Chunk chunk : chunks) {
            assertTrue(chunk.next() <= ends[chunk.partition()] || !chunk.sparse(), chunk.from() + " " + chunk.next());
        }
    }

    @Test
    void the_tail_waits_while_the_node_takes_nothing() throws Exception {
        Node node = node().read(0, 0, 0);
        node.keeps.set(false);
        node.tell(() -> node.log.wanted(true));
        CountDownLatch busy = new CountDownLatch(1);
        node.thread.execute(() -> awaitQuietly(busy));
        int count = 20_000;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, "a".getBytes(UTF_8), new byte[1_000]));
            }
            producer.flush();
        }
        Await.that("the tail waits", LIMIT, () -> node.log.untaken() >= 1 << 20);
        assertTrue(node.log.untaken() < 4 << 20, node.log.untaken() + " bytes");
        assertEquals(0, node.count.get());
        busy.countDown();
        node.awaitCount(count);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void more_partitions_end_the_life_in_a_clear_line() throws Exception {
        Node node = node().read(0, 0, 0);
        // The first look sees what there was.
        Await.that("topics are watched", LIMIT, () -> node.log.watching());
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5)))
                    .all()
                    .get(LIMIT, TimeUnit.SECONDS);
        }
        Await.that("the life ends", LIMIT, () -> !node.ask(() -> node.ends).isEmpty());
        assertEquals(
                List.of("the topic '" + topic + "' has 5 partitions now, so keys go to others than before;"
                        + " start the broker again"),
                node.ask(() -> List.copyOf(node.ends)));
    }

    @Test
    void a_deleted_topic_ends_the_life_and_is_not_made_again_by_accident() throws Exception {
        Node node = node().read(0, 0, 0);
        assertTrue(node.append(message("a", "1")));
        node.awaitStored(1);
        Await.that("topics are watched", LIMIT, () -> node.log.watching());
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get(LIMIT, TimeUnit.SECONDS);
            node.append(message("a", "2"));
            Await.that("the life ends", LIMIT, () -> !node.ask(() -> node.ends).isEmpty());
            assertEquals(1, node.ask(() -> node.ends.size()));
            assertFalse(admin.listTopics().names().get(LIMIT, TimeUnit.SECONDS).contains(topic));
        }
        assertEquals(1, node.stored.get());
    }

    @Test
    void a_name_that_leads_to_no_topic_is_refused() throws Exception {
        Path file = folder.resolve("routes.yaml");
        Files.writeString(file, "routes:\n  - mqtt: 'sites/{site}/#'\n    kafka: '" + prefix + "-{site}'\n");
        SharedSandbox.get().createTopic(topic, PARTITIONS);
        Node node = new Node();
        node.log = KafkaLog.open(
                LogSettings.of(kafka(SharedSandbox.get().kafkaAddress()), Routes.read(file, prefix)),
                node.thread,
                node);
        assertTrue(node.append(message("sites/x/a", "1")));
        assertTrue(node.append(message("elsewhere", "1")));
        node.awaitStored(1);
        Await.that("it is refused", LIMIT, () -> !node.ask(() -> node.notes).isEmpty());
        assertTrue(node.ask(() -> node.notes.get(0)).contains(prefix + "-x"), node.notes.get(0));
    }

    @Test
    void closes_within_seconds_while_kafka_is_away() throws Exception {
        Sandbox own = Sandbox.start(SandboxSettings.forTests());
        opened.add(own);
        own.createTopic(topic, PARTITIONS);
        Node node = node(own.kafkaAddress(), 1 << 20, 1 << 20).read(0, 0, 0);
        own.stopKafka();
        node.append(message("a", "1"));
        node.tell(() -> {
            node.log.ends(ends -> {});
            node.log.read(0, 0, chunk -> {});
        });
        long begun = System.nanoTime();
        node.log.close();
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(5));
        assertEquals(0, node.stored.get());
        assertEquals(List.of(), node.ask(() -> node.ends));
    }

    @Test
    void the_life_has_one_identity() throws Exception {
        Node node = node();
        Identity life = node.log.life();
        assertEquals(0, life.epoch());
        assertEquals(life, node.log.life());
        assertTrue(node.append(message("a", "1")));
        node.awaitStored(1);
        try (Admin admin = admin()) {
            TopicPartition place = node.log.places().get(fullest(node.ends()));
            assertEquals(
                    life.producerId(),
                    admin.describeProducers(List.of(place))
                            .partitionResult(place)
                            .get(LIMIT, TimeUnit.SECONDS)
                            .activeProducers()
                            .get(0)
                            .producerId());
        }
    }

    @Test
    void a_transaction_that_stays_open_holds_nobody_back() throws Exception {
        Node node = node().read(0, 0, 0);
        node.tell(() -> node.log.wanted(true));
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedSandbox.get().kafkaAddress(), "transactional.id", prefix),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        opened.add(producer);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, "a".getBytes(UTF_8), "open".getBytes(UTF_8)));
        producer.flush();
        assertTrue(node.append(message("a", "mine")));
        node.awaitCount(2);
        assertEquals(2, LongStream.of(node.ends()).sum());
        producer.abortTransaction();
        assertEquals(List.of("a mine", "a open"), node.words());
    }

    @Test
    void a_fence_ends_the_life_once_and_nothing_is_acknowledged_or_stored_after_it() throws Exception {
        Node node = node().read(0, 0, 0);
        assertTrue(node.append(message("a", "before")));
        node.awaitStored(1);
        fence(node.log.life().producerId());
        node.tell(() -> {
            for (int i = 0; i < 100; i++) {
                assertTrue(node.publish(message("n/" + i, "after")));
            }
        });
        Await.that("the life ends", LIMIT, () -> !node.ask(() -> node.ends).isEmpty());
        assertTrue(node.append(message("a", "later")));
        assertEquals(List.of("fenced: another node has taken over"), node.ask(() -> List.copyOf(node.ends)));
        node.log.close();
        assertEquals(1, node.stored.get());
        assertEquals(
                1 + PARTITIONS, consumed(SharedSandbox.get().kafkaAddress()).size());
    }

    private void fence(long producerId) throws Exception {
        KafkaNetwork<Fence.Spot> network = new KafkaNetwork<>(
                kafka(SharedSandbox.get().kafkaAddress(), "acks", "all", "enable.idempotence", "true")
                        .properties(),
                false);
        opened.add(network::close);
        List<Fence.Spot> spots = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new Fence.Spot(topic, partition))
                .toList();
        Fence.Words words = new Fence.Words("#fence".getBytes(UTF_8), new byte[0], List.of(), 1_700_000_000_000L);
        assertEquals(
                PARTITIONS,
                new Fence(network.settings(), network)
                        .put(producerId, spots, words, Duration.ofSeconds(LIMIT))
                        .size());
    }
}
