package org.kafkamqtt.journeys.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.KafkaCluster;

/**
 * kafka-producer at full speed to three nodes that are killed, paused and robbed of their leaderships: each number that it does
 * not report as failed is in the topic once, in order, and its summary is true.
 *
 * <p>{@code bench/chaos producer} makes it long: {@code -Dproducer.seconds} for each form, {@code -Dproducer.form},
 * {@code -Dproducer.seed}, {@code -Dproducer.pause} in seconds, {@code -Dproducer.reader}; {@code -Dproducer.launcher} and
 * {@code -Dproducer.options} try another build or another way to send.
 */
class ProducerChaosJarIT {
    private static final int SECONDS = Integer.getInteger("producer.seconds", 12);
    private static final String FORMS = System.getProperty("producer.form", "small-none-10,large-lz4-10000");
    private static final long SEED = Long.getLong("producer.seed", System.nanoTime());
    private static final int PAUSE_SECONDS = Integer.getInteger("producer.pause", 6);
    private static final Reader READER = Reader.valueOf(System.getProperty("producer.reader", "KAFKA_CONSUMER"));
    private static final String LAUNCHER = System.getProperty("producer.launcher", "");
    private static final String OPTIONS = System.getProperty("producer.options", "");
    private static final int PARTITIONS = 12;
    /** What a form may send, for the disk's sake: it is there three times. */
    private static final long MOST_BYTES = 5_000_000_000L;
    /** More than the time after which a record that cannot be delivered is given up. */
    private static final int END_SECONDS = 240;

    @TempDir
    private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static KafkaCluster cluster;

    @BeforeAll
    static void start() {
        cluster = KafkaCluster.start(folder, 3);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    static List<ProducerForm> forms() {
        return ProducerForm.named(FORMS);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void what_is_not_reported_arrives_once_and_in_order(ProducerForm form) throws Exception {
        cluster.createTopic(form.name(), PARTITIONS);
        NumberedRecord records = new NumberedRecord(form.length());
        Path failures = folder.resolve(form.name() + ".failed");
        Path said = folder.resolve(form.name() + ".said");
        Process producer = producer(form, failures, said);
        try {
            NumberedFeed feed =
                    new NumberedFeed(records, producer.getOutputStream(), MOST_BYTES / Math.max(20, form.length()));
            Map<Blow, Integer> blows = feedAndStrike(form, producer, feed);
            assertTrue(producer.waitFor(END_SECONDS, TimeUnit.SECONDS), () -> "still running: " + tail(said));
            judge(form, producer.exitValue(), feed, records, failures, said, blows);
        } finally {
            producer.destroyForcibly();
        }
        cluster.deleteTopic(form.name());
    }

    private static Map<Blow, Integer> feedAndStrike(ProducerForm form, Process producer, NumberedFeed feed)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        feed.start();
        Map<Blow, Integer> blows = Blow.rain(
                cluster,
                form.name(),
                new Random(SEED),
                PAUSE_SECONDS,
                () -> System.nanoTime() > end || !feed.isAlive() || !producer.isAlive());
        feed.end();
        feed.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        return blows;
    }

    private static Process producer(ProducerForm form, Path failures, Path said) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                LAUNCHER.isEmpty() ? Child.root().resolve("bin/kafka-producer").toString() : LAUNCHER,
                "-b",
                cluster.addresses(),
                "-t",
                form.name(),
                "-K",
                ":",
                "--on-error",
                failures.toString(),
                "--summary",
                "json"));
        command.addAll(form.options());
        command.addAll(Stream.of(OPTIONS.split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(said.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_"));
        // A background run for an archive of classes would take part in the trial.
        builder.environment().put("KAFKA_MQTT_CDS", "off");
        return builder.start();
    }

    private static void judge(
            ProducerForm form,
            int status,
            NumberedFeed feed,
            NumberedRecord records,
            Path failures,
            Path said,
            Map<Blow, Integer> blows)
            throws IOException {
        JsonNode summary = new ObjectMapper().readTree(tail(said));
        BitSet failed = failed(failures, records);
        long read = summary.path("read").asLong();
        long acknowledged = summary.path("acknowledged").asLong();
        cluster.awaitInSync(form.name());
        Landed landed = new Landed(PARTITIONS, Math.toIntExact(read));
        READER.read(cluster.addresses(), form.name(), PARTITIONS, records, landed);
        Landed.Outcome outcome = landed.outcome(failed);
        double seconds = summary.path("seconds").asDouble();
        String line = "producer chaos " + form.name() + ", seed " + SEED + ", " + blows + ": " + acknowledged
                + " acknowledged of " + read + " in " + Math.round(seconds) + " s, status " + status + "; " + outcome
                + "; longest " + Math.round(summary.path("longestMs").asDouble() / 1000) + " s";
        System.out.println(line);
        assertTrue(outcome.clean(), line);
        assertEquals(feed.lines(), read, line);
        assertEquals(read - failed.cardinality(), acknowledged, line);
        assertEquals(failed.cardinality(), summary.path("failed").asLong(), line);
        assertEquals(0, summary.path("unsettled").asLong(), line);
        assertEquals(failed.isEmpty(), status == 0, line);
    }

    /** The numbers of the records that were kept as failed. */
    private static BitSet failed(Path file, NumberedRecord records) throws IOException {
        BitSet failed = new BitSet();
        if (!Files.exists(file)) {
            return failed;
        }
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode kept = mapper.readTree(line);
                byte[] value = kept.path("value").asText().getBytes(StandardCharsets.UTF_8);
                int number = Math.toIntExact(records.number(value, 0, value.length));
                assertTrue(number >= 0 && !failed.get(number), () -> "reported twice, or never sent: " + number);
                failed.set(number);
            }
        }
        return failed;
    }

    /** The last line of what was said. */
    private static String tail(Path said) {
        try {
            List<String> lines = Files.readAllLines(said);
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
