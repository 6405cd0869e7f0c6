package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.trial.Await;

/** The reader brings what the Kafka client brings: all records of topics that hold everything, in all formats, byte for byte. */
@Timeout(600)
class BothRoadsIT {
    private static final int PARTITIONS = 3;
    private static final long TIME = 1_767_225_600_000L;
    private static final String MIXED = "roads-mixed";
    private static final String STAMPED = "roads-stamped";
    private static final String COMPACTED = "roads-compacted";
    private static final List<String> TOPICS = List.of(MIXED, STAMPED, COMPACTED);
    private static final Pattern OFFSETS = Pattern.compile("\\.\\d{20}-\\d{20}");

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static KafkaProducer<byte[], byte[]> open;

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void fill() throws Exception {
        Feed.SANDBOX.createTopic(MIXED, PARTITIONS);
        Feed.SANDBOX.createTopic(STAMPED, PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime"));
        Feed.SANDBOX.createTopic(
                COMPACTED,
                PARTITIONS,
                Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01"));
        mix(MIXED);
        mix(STAMPED);
        compact();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Feed.BROKER))) {
            admin.deleteRecords(Map.of(new TopicPartition(MIXED, 1), RecordsToDelete.beforeOffset(123)))
                    .all()
                    .get();
        }
        // From here on nothing of these partitions is decided.
        open = Feed.producer(Map.of("transactional.id", "roads-open"));
        open.initTransactions();
        open.beginTransaction();
        for (String topic : TOPICS) {
            for (int partition = 0; partition < PARTITIONS - 1; partition++) {
                sendAll(open, List.of(new ProducerRecord<>(topic, partition, bytes("open"), bytes("open"))));
            }
            try (KafkaProducer<byte[], byte[]> plain = Feed.producer(Map.of())) {
                sendAll(plain, records(new Random(3), topic, 50));
            }
        }
    }

    @AfterAll
    static void decide() throws Exception {
        open.abortTransaction();
        open.close();
        // So that the tests can be run again in the same process.
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Feed.BROKER))) {
            admin.deleteTopics(TOPICS).all().get();
            Await.that("the topics are gone", 30, () -> {
                try {
                    return Collections.disjoint(admin.listTopics().names().get(), TOPICS);
                } catch (ExecutionException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private static void mix(String topic) throws Exception {
        Random random = new Random(18);
        for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            Map<String, Object> packed = Map.of("compression.type", codec, "batch.size", 3000);
            Map<String, Object> transactional = new HashMap<>(packed);
            transactional.put("transactional.id", topic + codec);
            try (KafkaProducer<byte[], byte[]> plain = Feed.producer(packed);
                    KafkaProducer<byte[], byte[]> producer = Feed.producer(transactional)) {
                sendAll(plain, records(random, topic, 600));
                producer.initTransactions();
                for (int i = 0; i < 12; i++) {
                    producer.beginTransaction();
                    sendAll(producer, records(random, topic, 30));
                    sendAll(plain, records(random, topic, 10));
                    if (i % 3 == 0) {
                        producer.abortTransaction();
                    } else {
                        producer.commitTransaction();
                    }
                }
            }
        }
    }

    private static void compact() throws Exception {
        Random random = new Random(7);
        Await.that("the cleaner leaves holes", 60, () -> {
            try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of("batch.size", 300))) {
                for (int i = 0; i < 400; i++) {
                    byte[] key = bytes("key " + random.nextInt(60));
                    byte[] value = random.nextInt(9) == 0 ? null : bytes("{\"temp\":" + i + "}");
                    sendAll(producer, List.of(record(random, COMPACTED, i % PARTITIONS, key, value)));
                }
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            String[] all = {"-b", Feed.BROKER, "-e", "-p", "0", "-f", "%o\n", COMPACTED};
            List<String> offsets =
                    new String(Roads.CLIENT.run(all).out(), UTF_8).lines().toList();
            return offsets.size() < Long.parseLong(offsets.get(offsets.size() - 1)) * 9 / 10;
        });
    }

    private static void sendAll(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            sent.add(producer.send(record));
        }
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(Random random, String topic, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // A compacted topic takes none without a key.
            byte[] key = topic.equals(COMPACTED) ? bytes("key") : content(random);
            records.add(record(random, topic, random.nextInt(PARTITIONS), key, content(random)));
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(
            Random random, String topic, int partition, byte[] key, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, TIME + random.nextInt(1_000_000), key, value);
        for (int i = random.nextInt(6); i < 3; i++) {
            record.headers().add("header-" + i + "-ä", content(random));
        }
        return record;
    }

    @SuppressWarnings("NullAway") // a producer takes null, whatever its parameters say
    private static byte[] content(Random random) {
        int kind = random.nextInt(12);
        if (kind == 0) {
            return null;
        }
        if (kind < 6) {
            return bytes("{\"temp\":" + random.nextInt(60) + ",\"name\":\"é " + random.nextInt() + "\"}");
        }
        byte[] content = new byte[kind == 6 ? 0 : kind == 7 ? random.nextInt(5000) : random.nextInt(40)];
        random.nextBytes(content);
        return content;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static Stream<String> formats() {
        return Stream.of(
                "",
                "-J",
                "-K :",
                "-K \\t -D \\0 -Z",
                "--null-literal nil -K =",
                "--csv",
                "--length-prefix",
                "--length-prefix -K :",
                "-f %t|%p|%o|%T|%d|%h|%H|%h{header-1-ä}|%S|%K|%e|%i|%a{timestamp-type}|%k|%s\\n",
                "-f %k{hex}%v{base64}%h{hex}%o{big64}%R\\n",
                "-f %[,%],%v{json}\\n",
                "-s value=s -J",
                "--grep v:temp",
                "--grep !k:a -J",
                "--grep h:header-1-ä=temp -J",
                "--where /temp>30",
                "--where key:/temp<=9 -J",
                "--verify-balancer murmur2 -J",
                "--dedupe value -J",
                "--color always -K :",
                "-c 77 -J");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void partitions_are_written_the_same_in_every_format(String format) {
        List<String> options = List.of(format.split(" ", -1));
        int written = 0;
        for (String topic : TOPICS) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (String level : List.of("read_committed", "read_uncommitted")) {
                    List<String> words = new ArrayList<>(
                            List.of("-e", "-p", Integer.toString(partition), "-X", "isolation.level=" + level, topic));
                    options.stream().filter(word -> !word.isEmpty()).forEach(words::add);
                    written += same(words);
                }
            }
        }
        assertTrue(written > 0, format);
    }

    private static Roads.Result run(Roads road, List<String> words) {
        List<String> all = new ArrayList<>(List.of("-b", Feed.BROKER));
        all.addAll(words);
        return road.run(all.toArray(String[]::new));
    }

    /** Returns how many bytes were written. */
    private static int same(List<String> words) {
        Roads.Result client = run(Roads.CLIENT, words);
        Roads.Result reader = run(Roads.READER, words);
        String said = String.join(" ", words) + "\n" + client.err() + reader.err();
        assertEquals(client.status(), reader.status(), said);
        assertTrue(List.of(ExitStatus.OK, ExitStatus.PARTIAL).contains(reader.status()), said);
        assertEquals(client.err(), reader.err(), said);
        assertArrayEquals(client.out(), reader.out(), said);
        return reader.out().length;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tail 7",
                "--tail 5000",
                "--tail 20 --grep v:temp",
                "-o 200",
                "-o -30",
                "-o +40",
                "-o 130:420",
                "-o 5 -o :300",
                "-o 0=150,1=200:end,2=-9",
                "-o @2026-01-01T00:05:00Z",
                "-o @2026-01-01T00:05:00Z:2026-01-01T00:10:00Z",
                "-o e@2026-01-01T00:10:00Z",
                "-o s@2026-01-01T00:15:00Z"
            })
    void ranges_times_and_tails_are_the_same_per_partition(String range) {
        for (String level : List.of("read_committed", "read_uncommitted")) {
            List<String> words = new ArrayList<>(List.of("-J", "-X", "isolation.level=" + level, MIXED));
            words.addAll(List.of(range.split(" ", -1)));
            if (!range.startsWith("--tail")) {
                words.add("-e");
            }
            assertEquals(byPartition(Roads.CLIENT, words), byPartition(Roads.READER, words));
        }
    }

    /** JSON lines by the names and numbers that they begin with. */
    private static Map<String, List<String>> byPartition(Roads road, List<String> words) {
        Roads.Result result = run(road, words);
        assertEquals(ExitStatus.OK, result.status(), result.err());
        Map<String, List<String>> lines = new TreeMap<>();
        for (String line : new String(result.out(), UTF_8).lines().toList()) {
            String place = line.substring(0, line.indexOf(",\"offset\""));
            lines.computeIfAbsent(place, key -> new ArrayList<>()).add(line);
        }
        assertTrue(!lines.isEmpty(), String.join(" ", words));
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void groups_read_the_same_by_both_roads_and_commit_the_same(String protocol) {
        for (String topic : TOPICS) {
            for (String level : List.of("read_committed", "read_uncommitted")) {
                Map<Roads, Map<String, List<String>>> read = new HashMap<>();
                for (Roads road : Roads.values()) {
                    List<String> words = List.of(
                            "-g",
                            group(topic, level, protocol, road),
                            "--group-protocol",
                            protocol,
                            "-e",
                            "-J",
                            "-X",
                            "isolation.level=" + level,
                            topic);
                    read.put(road, byPartition(road, words));
                }
                assertEquals(read.get(Roads.CLIENT), read.get(Roads.READER));
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    assertEquals(
                            Feed.committed(group(topic, level, protocol, Roads.CLIENT), topic, partition),
                            Feed.committed(group(topic, level, protocol, Roads.READER), topic, partition));
                }
            }
        }
    }

    private static String group(String topic, String level, String protocol, Roads road) {
        return String.join("-", topic, level, protocol, road.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-g"})
    void files_are_the_same(String group) throws IOException {
        for (String packing : List.of("--rotate 20KB -J", "--gzip", "-K :")) {
            Map<Roads, Path> out = new HashMap<>();
            for (Roads road : Roads.values()) {
                Path target = folder.resolve((road + group + packing).replace(' ', '_'));
                out.put(road, target);
                List<String> words = new ArrayList<>(List.of("-e", "--out", target.toString(), "--read-committed"));
                words.addAll(TOPICS);
                words.addAll(List.of(packing.split(" ", -1)));
                if (!group.isEmpty()) {
                    words.addAll(List.of("-g", "files-" + road + packing.replace(' ', '_')));
                }
                Roads.Result result = run(road, words);
                assertEquals(ExitStatus.OK, result.status(), result.err());
            }
            Map<String, String> expected = contents(out.get(Roads.CLIENT));
            assertTrue(expected.size() >= TOPICS.size() * PARTITIONS, expected.keySet()::toString);
            assertEquals(expected, contents(out.get(Roads.READER)));
        }
    }

    /** By partition: files that follow one another are one, since they are cut where a poll happened to end. */
    private static Map<String, String> contents(@Nullable Path folder) throws IOException {
        Map<String, ByteArrayOutputStream> joined = new TreeMap<>();
        if (folder == null) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(folder).sorted(Comparator.naturalOrder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(".")) {
                    joined.computeIfAbsent(OFFSETS.matcher(name).replaceFirst(""), whole -> new ByteArrayOutputStream())
                            .writeBytes(Files.readAllBytes(file));
                }
            }
        }
        Map<String, String> contents = new TreeMap<>();
        joined.forEach((name, bytes) ->
                contents.put(name, bytes.size() + " bytes, hash " + Arrays.hashCode(bytes.toByteArray())));
        return contents;
    }

    @Test
    void the_road_is_told_on_request() {
        List<String> words = List.of("-e", "-c", "1", "-p", "0", "-v", MIXED);
        assertEquals("kafka-consumer: reading through the reader", firstSaid(Roads.READER, words));
        assertEquals(
                "kafka-consumer: reading through the Kafka client, because of --kafka-client",
                firstSaid(Roads.CLIENT, words));
    }

    private static String firstSaid(Roads road, List<String> words) {
        return run(road, words).err().lines().findFirst().orElse("");
    }
}
