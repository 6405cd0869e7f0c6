package org.kafkamqtt.mqtt.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.broker.trial.PacketSequence;
import org.kafkamqtt.sandbox.trial.Child;

/** What docs/CONFORMANCE.md says of tests is true. */
class ConformancePageTest {
    private static final Pattern STATEMENT = Pattern.compile("^\\| (MQTT-[0-9.]+-[0-9]+) \\| .* \\| (.+) \\|$");
    private static final Pattern ROWS = Pattern.compile("\\b([0-9]+) rows?\\b");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    /** The tests of the statements of one version, by number. */
    private static Map<String, String> statements(String version) throws IOException {
        Map<String, String> found = new TreeMap<>();
        boolean here = false;
        for (String line : Files.readAllLines(Child.root().resolve("docs/CONFORMANCE.md"))) {
            if (line.startsWith("## ")) {
                here = line.startsWith("## MQTT " + version);
            }
            Matcher statement = STATEMENT.matcher(line);
            if (here && statement.matches()) {
                assertEquals(null, found.put(statement.group(1), statement.group(2)), statement.group(1) + " is twice");
            }
        }
        return found;
    }

    @Test
    void every_method_that_is_named_is_there() throws IOException {
        String page = Files.readString(Child.root().resolve("docs/CONFORMANCE.md"));
        List<String> missing = TEST.matcher(page)
                .results()
                .filter(test -> !isThere(test.group(1), test.group(2)))
                .map(test -> test.group(1) + "." + test.group(2))
                .distinct()
                .toList();
        assertEquals(List.of(), missing);
    }

    private static boolean isThere(String type, String method) {
        Path folder = Child.root().resolve("mqtt-broker/src/test/java");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(type + ".java")).anyMatch(file -> has(file, method));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean has(Path file, String method) {
        try {
            return Files.readString(file).contains(" void " + method + "(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_row_is_counted_and_there() throws IOException {
        for (String version : List.of("3.1.1", "5")) {
            Map<String, Integer> rows = new TreeMap<>();
            PacketSequence.conformance().stream()
                    .filter(sequence -> sequence.version().equals(version))
                    .forEach(sequence -> rows.merge(sequence.name().split(" ", 2)[0], 1, Integer::sum));
            Map<String, Integer> named = new TreeMap<>();
            statements(version).forEach((number, tests) -> {
                Matcher count = ROWS.matcher(tests);
                if (count.find()) {
                    named.put(number, Integer.valueOf(count.group(1)));
                }
            });
            assertEquals(rows, named, "MQTT " + version);
        }
    }

    @Test
    void every_statement_for_servers_is_listed() throws IOException {
        assertEquals(125, statements("3.1.1").size());
        assertEquals(230, statements("5").size());
    }

    @Test
    void a_row_that_stands_for_another_statement_is_there() throws IOException {
        for (String version : List.of("3.1.1", "5")) {
            Map<String, String> all = statements(version);
            all.forEach((number, tests) -> {
                Matcher other = Pattern.compile("the rows? of ([0-9.]+-[0-9]+)").matcher(tests);
                if (other.find()) {
                    assertTrue(
                            all.getOrDefault("MQTT-" + other.group(1), "").contains("row"),
                            number + " names " + other.group(1));
                }
            });
        }
    }
}
