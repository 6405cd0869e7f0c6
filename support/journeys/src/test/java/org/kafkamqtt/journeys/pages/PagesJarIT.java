package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Child;

/**
 * Every command of README and the manuals works by the letter, in its order, in a folder like a fresh clone.
 *
 * <p>Only the ports are others than those on the pages, so that nothing else on the machine is in the way. Where a page starts
 * {@code mqtt-broker}, that is another one than the one that its other commands talk to, with topics of its own.
 */
class PagesJarIT {
    private static final int SECONDS = 150;

    /** Where the pages have our own broker, beside that of the sandbox. */
    private static final String OWN_PORT = "1884";

    /** Folders of a clone that commands use. */
    private static final List<String> NAMES = List.of("bin", "examples", "docs", "balancer", "bench");

    private final Sandbox sandbox = SharedSandbox.get();
    private final String mqttPort = sandbox.mqttAddress().replaceFirst(".*:", "");

    static Stream<String> pages() {
        return Pages.all().stream()
                .filter(page -> PageScript.of(Pages.lines(page)).commands() > 0);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_command_works_as_it_stands_there(String page, @TempDir Path folder) throws IOException {
        List<String> typed = Pages.lines(page);
        String own = typed.stream().anyMatch(line -> line.contains(OWN_PORT))
                ? SharedSandbox.own().mqttAddress().replaceFirst(".*:", "")
                : OWN_PORT;
        List<String> lines = typed.stream().map(line -> here(line, own)).toList();
        Path clone = clone(folder);
        Child.Ended ended = Pages.run(page, lines, clone, environment(folder), SECONDS);
        for (String name : NAMES) {
            Files.delete(clone.resolve(name));
        }
        assertEquals(0, ended.status(), () -> end(ended.err()));
    }

    private String here(String line, String own) {
        if (line.startsWith("sandbox ")) {
            return line.replaceFirst("sandbox", "sandbox --kafka-port 0 --mqtt-port 0");
        }
        if (line.startsWith("mqtt-broker --listener ")) {
            return line.replaceFirst("mqtt-broker", "mqtt-broker --prefix page").replace(OWN_PORT, "0");
        }
        return line.replace("localhost:9093", sandbox.kafkaAddress())
                .replace("localhost:1883", "localhost:" + mqttPort)
                .replace("-p " + OWN_PORT + " ", "-p " + own + " ");
    }

    /** A folder that holds them, and nothing that a command could spoil. */
    private static Path clone(Path folder) throws IOException {
        Path clone = Files.createDirectory(folder.resolve("kafka-mqtt"));
        for (String name : NAMES) {
            Files.createSymbolicLink(clone.resolve(name), Child.root().resolve(name));
        }
        return clone;
    }

    /** That of somebody who has set nothing yet. */
    private Map<String, String> environment(Path folder) throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("home/.config"));
        for (String tool : List.of("mqtt-publish", "mqtt-subscribe")) {
            Files.writeString(configuration.resolve(tool), "-p " + mqttPort + "\n");
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("XDG_CONFIG_HOME", configuration.toString());
        environment.put("XDG_STATE_HOME", folder.resolve("home/state").toString());
        environment.put("XDG_CACHE_HOME", Pages.CACHE.toString());
        environment.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return environment;
    }

    /** The last lines, which hold the command that failed, what it said, and the line that names it. */
    private static String end(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
