package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The packages of a module and which sees which, read off its compiled classes. */
final class Packages {
    private static final Pattern ARROW = Pattern.compile("(org\\.kafkamqtt[\\w.]*) +-> +(org\\.kafkamqtt[\\w.]*)");

    private Packages() {}

    /** The folders of all modules with code of their own. */
    static Stream<String> modules() {
        return Stream.of(
                "balancer",
                "balancer/cli",
                "kafka-producer",
                "kafka-consumer",
                "kafka-topics",
                "mqtt-publish",
                "mqtt-subscribe",
                "mqtt-broker",
                "support/console",
                "support/kafka",
                "support/protocol",
                "support/mqtt",
                "support/sandbox");
    }

    /** The folder that holds all modules. */
    static Path root() {
        return Path.of("../..").toAbsolutePath().normalize();
    }

    /** Whether the package is one of the module. */
    static boolean has(String module, String name) {
        return Files.isDirectory(
                root().resolve(module).resolve("target/classes").resolve(name.replace('.', '/')));
    }

    /** What each package sees, its own name left out. */
    static Map<String, Set<String>> arrows(String module) {
        Path classes = root().resolve(module).resolve("target/classes");
        assertTrue(Files.isDirectory(classes), () -> classes + " is built");
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int status = jdeps.run(
                printer,
                printer,
                "--ignore-missing-deps",
                "--multi-release",
                "17",
                "-verbose:package",
                "-filter:none",
                classes.toString());
        assertEquals(0, status, out::toString);
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (Matcher arrow = ARROW.matcher(out.toString()); arrow.find(); ) {
            Set<String> seen = arrows.computeIfAbsent(arrow.group(1), from -> new TreeSet<>());
            if (!arrow.group(1).equals(arrow.group(2))) {
                seen.add(arrow.group(2));
            }
        }
        return arrows;
    }
}
