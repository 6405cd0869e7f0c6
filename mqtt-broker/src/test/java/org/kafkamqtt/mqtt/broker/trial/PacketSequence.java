package org.kafkamqtt.mqtt.broker.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a client sends on one connection and what it expects, as {@code sequences/ORIGIN.md} describes it.
 *
 * @param name such as {@code CONNECT-12}
 * @param version {@code 3.1}, {@code 3.1.1} or {@code 5}
 * @param open whether the connection is open at the end
 */
public record PacketSequence(String name, String version, boolean open, List<Step> steps) {
    /** One thing that happens. */
    public sealed interface Step {}

    /** Bytes to send. */
    @SuppressWarnings("ArrayRecordComponent") // compared by no one
    public record Send(byte[] bytes) implements Step {}

    /** A packet that is expected. */
    @SuppressWarnings("ArrayRecordComponent") // compared by no one
    public record Expect(byte[] packet) implements Step {}

    /** A message that another client publishes. */
    @SuppressWarnings("ArrayRecordComponent") // compared by no one
    public record Publish(String topic, int qos, boolean retain, byte[] payload) implements Step {}

    public PacketSequence {
        steps = List.copyOf(steps);
    }

    /** Those of mosquitto's tests, or of the folder that {@code -Dsequences=FOLDER} names, ordered by file. */
    public static List<PacketSequence> all() {
        String named = System.getProperty("sequences");
        return in(named == null ? ours("sequences/ORIGIN.md") : Path.of(named));
    }

    /** Those that are named by the number of a statement of the specifications, the number first. */
    public static List<PacketSequence> conformance() {
        return in(ours("conformance/mqtt-5.0.tsv"));
    }

    private static List<PacketSequence> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<PacketSequence> found = files.filter(file -> file.toString().endsWith(".tsv"))
                    .sorted(Comparator.naturalOrder())
                    .flatMap(PacketSequence::of)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no sequences in " + folder.toAbsolutePath());
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ours(String file) {
        try {
            URL found = Objects.requireNonNull(PacketSequence.class.getResource("/" + file));
            return Objects.requireNonNull(Path.of(found.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<PacketSequence> of(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(row -> !row.isBlank())
                    .map(PacketSequence::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row of a file. */
    static PacketSequence parse(String row) {
        String[] columns = row.split("\t", -1);
        if (columns.length != 4 || !columns[2].matches("open|closed")) {
            throw new IllegalArgumentException("no packet sequence: " + row);
        }
        return new PacketSequence(
                columns[0],
                columns[1],
                columns[2].equals("open"),
                Stream.of(columns[3].split(" ")).map(PacketSequence::step).toList());
    }

    private static Step step(String text) {
        HexFormat hex = HexFormat.of();
        if (text.startsWith(">")) {
            return new Send(hex.parseHex(text.substring(1)));
        }
        if (text.startsWith("<")) {
            return new Expect(hex.parseHex(text.substring(1)));
        }
        String[] parts = text.split(":", -1);
        if (parts.length != 5 || !parts[0].equals("publish")) {
            throw new IllegalArgumentException("no step of a packet sequence: " + text);
        }
        return new Publish(parts[1], Integer.parseInt(parts[2]), parts[3].equals("1"), hex.parseHex(parts[4]));
    }

    @Override
    public String toString() {
        return name;
    }
}
