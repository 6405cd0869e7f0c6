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
 * <p>Only the ports are others than those on the pages, so that nothing else on the machine is in the way.
 */
class PagesJarIT {
    private static final int SECONDS = 150;

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
        List<String> lines = Pages.lines(page).stream()
                .map(line -> line.startsWith("sandbox ")
                        ? line.replaceFirst("sandbox", "sandbox --kafka-port 0 --mqtt-port 0")
                        : line.replace("localhost:9093", sandbox.kafkaAddress())
                                .replace("localhost:1883", "localhost:" + mqttPort))
                .toList();
        Path clone = clone(folder);
        Child.Ended ended = Pages.run(page, lines, clone, environment(folder), SECONDS);
        for (String name : NAMES) {
            Files.delete(clone.resolve(name));
        }
        assertEquals(0, ended.status(), () -> end(ended.err()));
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
