package org.kafkamqtt.journeys.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A way to read numbers, and what came of it: of each partition, in order. Not thread-safe. */
abstract class ConsumerForm implements AutoCloseable {
    /** One of its options; commits come often, so that something is under way when a member is struck. */
    static final int EVERY = 100;

    private final String name;
    private final Crew crew;

    ConsumerForm(String name, Crew crew) {
        this.name = name;
        this.crew = crew;
    }

    @Override
    public String toString() {
        return name;
    }

    Crew crew() {
        return crew;
    }

    /** All there is so far. */
    abstract Map<Integer, List<String>> read();

    /** Whether each is there once: what a killed member has printed cannot be taken back. */
    boolean exact() {
        return true;
    }

    @Override
    public void close() {
        crew.close();
    }

    /**
     * Starts one by its name: {@code files}, {@code copy}, {@code output}, or {@code follow} without a group.
     *
     * @param more options for all
     * @param folder for files
     */
    static ConsumerForm started(
            String name, String addresses, String topic, int members, List<String> more, Path folder) {
        List<String> words = new ArrayList<>(List.of("-b", addresses, topic));
        if (!name.equals("follow")) {
            words.addAll(List.of("-g", "chaos-" + name));
            words.addAll(more);
        }
        return switch (name) {
            case "files" -> new InFiles(words, topic, members, folder.resolve("out"));
            case "copy" -> new Copied(words, addresses, topic + "-copy", members);
            case "output" -> new Printed(words, members);
            case "follow" -> new Printed(words, 0);
            default -> throw new IllegalArgumentException("no form is called " + name);
        };
    }

    private static List<String> with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    private static void add(Map<Integer, List<String>> read, int partition, String value) {
        read.computeIfAbsent(partition, key -> new ArrayList<>()).add(value);
    }

    /** By {@code --out}. */
    private static final class InFiles extends ConsumerForm {
        private final String topic;
        private final Path out;

        InFiles(List<String> words, String topic, int members, Path out) {
            super("files", new Crew(with(words, "--out", out.toString(), "--rotate", "20KB", "-K", ":"), members));
            this.topic = topic;
            this.out = out;
        }

        @Override
        Map<Integer, List<String>> read() {
            Map<Integer, List<String>> read = new HashMap<>();
            if (!Files.isDirectory(out)) {
                return read;
            }
            // The sealed files of a partition sort by offset and before the one that is open: digits come before
            // letters.
            try (DirectoryStream<Path> files = Files.newDirectoryStream(out, topic + "-*.*")) {
                List<Path> sorted = new ArrayList<>();
                files.forEach(sorted::add);
                sorted.sort(null);
                for (Path file : sorted) {
                    new String(Files.readAllBytes(file), UTF_8).lines().forEach(line -> addLine(read, line));
                }
                return read;
            } catch (IOException e) {
                // A file was renamed while it was looked at.
                return Map.of();
            }
        }
    }

    private static void addLine(Map<Integer, List<String>> read, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            add(read, Integer.parseInt(line.substring(0, colon)), line.substring(colon + 1));
        }
    }

    /** By {@code --to-topic}. */
    private static final class Copied extends ConsumerForm {
        private final Map<Integer, List<String>> read = new HashMap<>();
        private final KafkaConsumer<byte[], byte[]> reader;

        Copied(List<String> words, String addresses, String target, int members) {
            super("copy", new Crew(with(words, "--to-topic", target), members));
            reader = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            addresses,
                            "group.id",
                            target,
                            "auto.offset.reset",
                            "earliest",
                            "isolation.level",
                            "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            reader.subscribe(List.of(target));
        }

        @Override
        Map<Integer, List<String>> read() {
            // One poll brings 500 records, which would make a look the limit of a long trial.
            ConsumerRecords<byte[], byte[]> more;
            do {
                more = reader.poll(Duration.ofMillis(200));
                for (ConsumerRecord<byte[], byte[]> record : more) {
                    add(read, Integer.parseInt(new String(record.key(), UTF_8)), new String(record.value(), UTF_8));
                }
            } while (!more.isEmpty());
            return read;
        }

        @Override
        public void close() {
            super.close();
            reader.close();
        }
    }

    /** On standard output. */
    private static final class Printed extends ConsumerForm {
        Printed(List<String> words, int members) {
            super(
                    members == 0 ? "follow" : "output",
                    new Crew(with(words, members == 0 ? "-u" : "--commit-every=" + EVERY, "-K", ":"), members));
        }

        @Override
        Map<Integer, List<String>> read() {
            Map<Integer, List<String>> read = new HashMap<>();
            crew().output().forEach(line -> addLine(read, line));
            return read;
        }

        @Override
        boolean exact() {
            return !crew().grouped();
        }
    }
}
