package org.kafkamqtt.journeys.older;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** kafka-producer and kafka-consumer against brokers of earlier years. */
@ParameterizedClass
@EnumSource
class OlderBrokersJarIT {
    private static final int LINES = 10_000;
    private static final int LIMIT_SECONDS = 120;
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // set before the tests of a release, or none of them runs
    private static OlderKafka kafka;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Release release;

    private final String topic = "t" + TOPICS.incrementAndGet();

    @BeforeParameterizedClassInvocation
    static void start(Release release, @TempDir Path folder) throws IOException {
        // What the project's own checks run must not pass by being left out.
        assumeTrue(
                release.fetched() || System.getenv("CI") != null,
                "no jars: 'mvn package -f support/older/...' fetches them");
        kafka = new OlderKafka(release, Files.createDirectories(folder.resolve(release.name())));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private Child producer(String... more) {
        List<String> args = new ArrayList<>(List.of(
                // These brokers do not know a default number of replicas.
                "-b", kafka.address(), "-t", topic, "--create", "1:1", "--summary", "json"));
        args.addAll(List.of(more));
        return Child.jar("kafka-producer", "kafka-producer", args.toArray(String[]::new));
    }

    private Child consumer(String... more) {
        List<String> args = new ArrayList<>(List.of("-b", kafka.address(), "-t", topic, "-q"));
        args.addAll(List.of(more));
        return Child.jar("kafka-consumer", "kafka-consumer", args.toArray(String[]::new));
    }

    private String read(String... more) {
        try (Child consumer = consumer(more)) {
            Child.Ended ended = consumer.ended(LIMIT_SECONDS);
            assertEquals(0, ended.status(), ended.err());
            return ended.out();
        }
    }

    /** Read alone, in a group, and through the Kafka client: it is the same. */
    private String arrived() {
        String alone = read("-e");
        assertEquals(read("-e", "--kafka-client"), alone);
        assertEquals(alone, read("-e", "-g", topic));
        assertEquals("", read("-e", "-g", topic));
        return alone;
    }

    private static void allAcknowledged(Child.Ended ended) {
        assertEquals(0, ended.status(), ended.err());
        assertTrue(ended.err().contains("\"acknowledged\":" + LINES + ",\"failed\":0,"), ended.err());
    }

    @ParameterizedTest
    @CsvSource({"none,all", "none,1", "lz4,all", "lz4,1", "zstd,all", "gzip,all", "snappy,all"})
    void lines_arrive_once_and_in_order(String codec, String acks) {
        String sent = lines(0, LINES);
        try (Child producer = producer("-z", codec, "--acks", acks)) {
            allAcknowledged(producer.type(sent).endInput().ended(LIMIT_SECONDS));
        }
        assertEquals(sent, arrived());
    }

    @Test
    void a_restart_of_the_broker_in_the_middle_loses_and_repeats_nothing() {
        try (Child producer = producer("--report-format", "%o\\n", "-u")) {
            producer.type(lines(0, LINES / 2));
            Await.that(
                    "the first half is acknowledged",
                    LIMIT_SECONDS,
                    () -> producer.out().lines().count() == LINES / 2);
            kafka.restart();
            producer.type(lines(LINES / 2, LINES)).endInput();
            allAcknowledged(producer.ended(LIMIT_SECONDS));
        }
        assertEquals(lines(0, LINES), arrived());
    }

    @ParameterizedTest
    @CsvSource({"0.9.0,none", "0.9.0,gzip", "0.10.2,none", "0.10.2,lz4", "0.10.2,snappy"})
    void records_that_are_stored_in_old_formats_are_read_alike(String format, String codec) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, 1, (short) 1).configs(Map.of("message.format.version", format))))
                    .all()
                    .get();
        }
        try (Child producer = producer("-z", codec, "-K", ":", "-X", "enable.idempotence=false")) {
            allAcknowledged(producer.type(lines(0, LINES).replace("line ", "key:line "))
                    .endInput()
                    .ended(LIMIT_SECONDS));
        }
        assertEquals(lines(0, LINES), arrived());
        String json = read("-e", "-J", "-o", "777");
        assertEquals(read("-e", "-J", "-o", "777", "--kafka-client"), json);
        assertEquals(LINES - 777, json.lines().count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void who_follows_through_a_restart_of_the_broker_misses_and_repeats_nothing(boolean grouped) {
        try (Child producer = producer()) {
            allAcknowledged(producer.type(lines(0, LINES)).endInput().ended(LIMIT_SECONDS));
        }
        List<String> words = new ArrayList<>(List.of("-u"));
        if (grouped) {
            words.addAll(List.of("-g", topic));
        }
        try (Child follower = consumer(words.toArray(String[]::new))) {
            awaitLines(follower, LINES);
            kafka.restart();
            try (Child producer = producer()) {
                allAcknowledged(
                        producer.type(lines(LINES, 2 * LINES)).endInput().ended(LIMIT_SECONDS));
            }
            awaitLines(follower, 2 * LINES);
            assertEquals(lines(0, 2 * LINES), follower.out());
        }
    }

    private static void awaitLines(Child follower, int count) {
        Await.that(
                count + " lines are read",
                LIMIT_SECONDS,
                () -> follower.out().lines().count() >= count);
    }
}
