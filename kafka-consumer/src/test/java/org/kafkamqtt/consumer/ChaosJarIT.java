package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.trial.Await;

/**
 * Three consumers of one group that are killed in turn while a producer writes and the broker restarts once.
 *
 * <p>{@code -Dchaos.seconds} and {@code -Dchaos.rate} make it longer and harder, {@code -Dchaos.protocol=consumer} takes the
 * groups of KIP-848, see {@code bench/chaos}.
 */
class ChaosJarIT {
    private static final int SECONDS = Integer.getInteger("chaos.seconds", 12);
    private static final int RATE = Integer.getInteger("chaos.rate", 1000);
    private static final String PROTOCOL = System.getProperty("chaos.protocol", "classic");
    private static final int PARTITIONS = 12;
    private static final int DRAIN_SECONDS = 120;

    private final Sandbox sandbox = Sandbox.start(
            new SandboxSettings(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty(), Optional.empty()));

    ChaosJarIT() {
        sandbox.createTopic("in", PARTITIONS);
        sandbox.createTopic("copy", 4);
        if (PROTOCOL.equals("consumer")) {
            shortenSession();
        }
    }

    /** Under KIP-848 the broker says how long a member may be silent, per group. */
    private void shortenSession() {
        AlterConfigOp shorter =
                new AlterConfigOp(new ConfigEntry("consumer.session.timeout.ms", "6000"), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", sandbox.kafkaAddress()))) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.GROUP, "chaos"), List.of(shorter)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void files_hold_every_record_once_and_in_order(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        try (ChaosRun run =
                new ChaosRun(sandbox, RATE, PARTITIONS, args("--out", out.toString(), "--rotate", "20KB"))) {
            run.disturb(SECONDS);
            long sent = run.sent();
            Await.that(sent + " lines in files", DRAIN_SECONDS, () -> lines(out) >= sent);
            run.endAll();
            System.out.println("chaos --out: " + run.report());
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertEquals(run.expected(partition), contents(out, partition));
            }
        }
    }

    @Test
    void a_copied_topic_holds_every_record_once_and_in_order() {
        try (ChaosRun run = new ChaosRun(sandbox, RATE, PARTITIONS, args("--to-topic", "copy"))) {
            run.disturb(SECONDS);
            long sent = run.sent();
            Map<String, List<String>> copied = new HashMap<>();
            try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
                Await.that(sent + " copies", DRAIN_SECONDS, () -> collect(consumer, copied) >= sent);
                run.endAll();
                collect(consumer, copied);
            }
            System.out.println("chaos --to-topic: " + run.report());
            for (int partition = 0; partition < PARTITIONS; partition++) {
                assertEquals(run.expected(partition), copied.get(Integer.toString(partition)));
            }
        }
    }

    @Test
    void standard_output_loses_nothing_and_repeats_no_more_than_it_says() {
        int every = 100;
        try (ChaosRun run =
                new ChaosRun(sandbox, RATE, PARTITIONS, args("--commit-every", Integer.toString(every), "-K", ":"))) {
            run.disturb(SECONDS);
            Set<String> expected = new HashSet<>();
            IntStream.range(0, PARTITIONS).forEach(partition -> run.expected(partition)
                    .forEach(value -> expected.add(partition + ":" + value)));
            Await.that(
                    "all on standard output", DRAIN_SECONDS, () -> new HashSet<>(run.output()).containsAll(expected));
            run.endAll();
            List<String> written = run.output();
            System.out.println(
                    "chaos stdout: " + run.report() + ", " + (written.size() - expected.size()) + " repeated");
            assertEquals(expected, new HashSet<>(written));
            long bound = (run.kills() + run.brokerRestarts() * 3L) * every;
            assertTrue(written.size() - expected.size() <= bound, written.size() - expected.size() + " > " + bound);
        }
    }

    private static List<String> args(String... more) {
        List<String> args = new ArrayList<>(List.of("-g", "chaos", "--group-protocol", PROTOCOL, "in"));
        if (PROTOCOL.equals("classic")) {
            args.addAll(List.of("--session-timeout", "6s"));
        }
        args.addAll(List.of(more));
        return args;
    }

    private static long lines(Path out) {
        return IntStream.range(0, PARTITIONS)
                .mapToLong(partition -> contents(out, partition).size())
                .sum();
    }

    private static List<String> contents(Path out, int partition) {
        if (!Files.isDirectory(out)) {
            return List.of();
        }
        // The sealed files sort by offset and before the one that is open: digits come before letters.
        try (var files = Files.newDirectoryStream(out, "in-" + partition + ".*")) {
            List<Path> sorted = new ArrayList<>();
            files.forEach(sorted::add);
            sorted.sort(null);
            List<String> lines = new ArrayList<>();
            for (Path file : sorted) {
                lines.addAll(new String(Files.readAllBytes(file), UTF_8).lines().toList());
            }
            return lines;
        } catch (IOException e) {
            // A file was renamed while it was looked at.
            return List.of();
        }
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", sandbox.kafkaAddress(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, 4)
                .mapToObj(p -> new TopicPartition("copy", p))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static long collect(KafkaConsumer<byte[], byte[]> consumer, Map<String, List<String>> copied) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
            copied.computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                    .add(new String(record.value(), UTF_8));
        }
        return copied.values().stream().mapToLong(List::size).sum();
    }
}
