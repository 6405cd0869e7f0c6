package org.kafkamqtt.journeys;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** The arrows between the modules point one way: read off the compiled classes. */
class ArrowsTest {
    private static final Map<String, String> FORBIDDEN = Map.ofEntries(
            entry(
                    "balancer",
                    "org\\.slf4j|picocli|org\\.eclipse\\.paho|org\\.kafkamqtt\\.(?!balancer)|org\\.kafkamqtt\\.balancer\\.cli"),
            entry("balancer/cli", "org\\.eclipse\\.paho|org\\.apache\\.kafka|org\\.kafkamqtt\\.(?!balancer|console)"),
            entry("support/console", "org\\.apache\\.kafka|org\\.eclipse\\.paho|org\\.kafkamqtt\\.(?!console)"),
            entry("support/kafka", "org\\.eclipse\\.paho|org\\.kafkamqtt\\.(?!console|kafka)"),
            entry("support/protocol", "(?!java\\.|org\\.jspecify\\.|org\\.kafkamqtt\\.mqtt\\.protocol|not found)\\S+"),
            entry(
                    "support/mqtt",
                    "org\\.apache\\.kafka|org\\.kafkamqtt\\.(?!console|mqtt)|org\\.kafkamqtt\\.mqtt\\.(publish|subscribe|broker)"),
            entry("kafka-producer", "org\\.eclipse\\.paho|org\\.kafkamqtt\\.(consumer|mqtt|sandbox)"),
            entry("kafka-consumer", "org\\.eclipse\\.paho|org\\.kafkamqtt\\.(producer|mqtt|sandbox)"),
            entry("kafka-topics", "org\\.eclipse\\.paho|org\\.kafkamqtt\\.(producer|consumer|mqtt|sandbox)"),
            entry(
                    "mqtt-publish",
                    "org\\.apache\\.kafka|org\\.kafkamqtt\\.(producer|consumer|sandbox|mqtt\\.(subscribe|broker))"),
            entry(
                    "mqtt-subscribe",
                    "org\\.apache\\.kafka|org\\.kafkamqtt\\.(producer|consumer|sandbox|mqtt\\.(publish|broker))"),
            entry(
                    "mqtt-broker",
                    "org\\.eclipse\\.paho|org\\.kafkamqtt\\.(producer|consumer|topics|sandbox|mqtt\\.(?!protocol|broker))"));

    @Test
    void no_module_sees_what_it_must_not() {
        Path root = Path.of("../..").toAbsolutePath().normalize();
        FORBIDDEN.forEach((module, packages) -> {
            Path classes = root.resolve(module).resolve("target/classes");
            assertTrue(Files.isDirectory(classes), () -> classes + " is built");
            assertEquals(List.of(), seen(classes, Pattern.compile("-> +(" + packages + ").*")), module);
        });
    }

    @Test
    void the_check_itself_sees_an_arrow() {
        List<String> seen = seen(Path.of("../console/target/classes"), Pattern.compile("-> +picocli.*"));
        assertFalse(seen.isEmpty());
    }

    private static List<String> seen(Path classes, Pattern arrow) {
        StringWriter out = new StringWriter();
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        assertEquals(
                0,
                jdeps.run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "--ignore-missing-deps",
                        "--multi-release",
                        "17",
                        "-verbose:class",
                        "-filter:none",
                        classes.toString()),
                out::toString);
        return out.toString()
                .lines()
                .map(String::strip)
                .filter(line -> arrow.matcher(line).find())
                .toList();
    }
}
