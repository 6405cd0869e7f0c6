package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Child;

/**
 * Every JSON line that a tool writes fits the schema.
 *
 * <p>{@code json-lines.sh} makes all of them, each into a file named {@code DEFINITION.WHAT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonLinesJarIT {
    private static final Path SCRIPT = Child.root().resolve("support/journeys/src/test/resources/pages/json-lines.sh");

    private final Path folder;

    JsonLinesJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void make_the_lines() {
        Sandbox sandbox = SharedSandbox.get();
        Map<String, String> environment = Map.of(
                "PATH",
                Child.root().resolve("bin") + ":" + System.getenv("PATH"),
                "KAFKA_BOOTSTRAP_SERVERS",
                sandbox.kafkaAddress(),
                "MQTT_PORT",
                sandbox.mqttAddress().replaceFirst(".*:", ""),
                "XDG_STATE_HOME",
                folder.resolve("state").toString(),
                "XDG_CACHE_HOME",
                Pages.CACHE.toString(),
                "JAVA_OPTS",
                "-XX:TieredStopAtLevel=1");
        String command = "cd '" + folder + "' && exec bash '" + SCRIPT + "'";
        try (Child child = Child.program(List.of("bash", "-c", command), environment)) {
            Child.Ended ended = child.endInput().ended(150);
            assertEquals(0, ended.status(), ended.err());
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String definition(Path file) {
        return file.getFileName().toString().replaceFirst("\\..*", "");
    }

    Stream<String> names() {
        return files().stream().map(file -> file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void each_line_fits_its_definition(String name) throws IOException {
        JsonSchema schema = JsonSchema.of(definition(Path.of(name)));
        List<String> lines = Files.readAllLines(folder.resolve(name));
        assertFalse(lines.isEmpty());
        lines.forEach(line -> assertEquals("", schema.wrong(line)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void records_and_messages_fit_what_is_read(String name) throws IOException {
        if (!Set.of("record", "dryRun", "failedRecord", "message", "messageWithJson")
                .contains(definition(Path.of(name)))) {
            return;
        }
        JsonSchema schema = JsonSchema.of("input");
        Files.readAllLines(folder.resolve(name)).forEach(line -> assertEquals("", schema.wrong(line)));
    }

    @Test
    void every_definition_has_a_line() {
        Set<String> missing = new TreeSet<>(JsonSchema.definitions());
        missing.removeAll(Set.of("base64", "base64Input", "header", "input", "messageProperties"));
        files().forEach(file -> missing.remove(definition(file)));
        assertEquals(Set.of(), missing);
    }

    @Test
    void every_form_of_bytes_is_among_them() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            all.append(Files.readString(file));
        }
        for (String form : List.of(
                "\"keyEncoding\":\"base64\"",
                "\"valueEncoding\":\"base64\"",
                "\"key\":null",
                "\"value\":null",
                "{\"key\":\"h\",\"value\":\"1\"},{\"key\":\"h\",\"value\":null}",
                "\"encoding\":\"base64\"",
                "\"payload_b64\"",
                "\"payload\":null",
                "\"payload\":{",
                "\"expectedPartition\":",
                "\"delivery\":",
                "\"mid\":")) {
            assertTrue(all.indexOf(form) >= 0, form);
        }
    }
}
