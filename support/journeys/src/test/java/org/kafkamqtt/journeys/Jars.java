package org.kafkamqtt.journeys;

import java.nio.file.Path;
import java.util.List;
import org.kafkamqtt.sandbox.trial.Child;

/** Shell lines that start the packaged jars by their names. */
final class Jars {
    private Jars() {}

    /** Runs one shell line in which {@code kafka-producer}, say, stands for the packaged jar; the status is that of any failure. */
    static Child shell(String line) {
        StringBuilder script = new StringBuilder("set -o pipefail\n");
        for (String tool : List.of(
                "kafka-producer",
                "kafka-consumer",
                "kafka-topics",
                "mqtt-publish",
                "mqtt-subscribe",
                "mqtt-broker",
                "balancer")) {
            Path jar = Child.root().resolve(tool).resolve("target").resolve(tool + ".jar");
            script.append(tool.replace('-', '_'))
                    .append("() { '")
                    .append(Path.of(System.getProperty("java.home"), "bin", "java"))
                    .append("' -XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar '")
                    .append(jar)
                    .append("' \"$@\"; }\n");
        }
        String named = line.replaceAll(
                "\\b(kafka|mqtt)-(producer|consumer|topics|publish|subscribe|broker)(?=\\s|$)", "$1_$2");
        return Child.program(List.of("bash", "-c", script + named));
    }

    /** Runs a shell line to its end. */
    static Child.Ended run(String line) {
        try (Child child = shell(line)) {
            return child.endInput().ended(60);
        }
    }
}
