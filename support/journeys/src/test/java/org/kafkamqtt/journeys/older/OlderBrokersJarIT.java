package org.kafkamqtt.journeys.older;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    private String arrived() {
        try (Child consumer =
                Child.jar("kafka-consumer", "kafka-consumer", "-b", kafka.address(), "-t", topic, "-e", "-q")) {
            Child.Ended ended = consumer.ended(LIMIT_SECONDS);
            assertEquals(0, ended.status(), ended.err());
            return ended.out();
        }
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
}
