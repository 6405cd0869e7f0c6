package org.kafkamqtt.mqtt.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;
import org.kafkamqtt.sandbox.trial.NumberedLines;

/** {@code --resume} over {@code kill -9} of the tool, over each version of MQTT. More kills with {@code -Dkills=50}. */
@Timeout(240)
class ResumeJarIT {
    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final int LINES = 6_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private Child start(int port, String version, int qos, Path file) {
        return Child.jar(
                "mqtt-publish",
                "mqtt-publish",
                "-V",
                version,
                "-p",
                Integer.toString(port),
                "-t",
                "resumed",
                "-q",
                Integer.toString(qos),
                "--rate",
                "3000/s",
                "-l",
                "--resume",
                folder.resolve("place").toString(),
                file.toString());
    }

    @ParameterizedTest
    @CsvSource({"311, 1", "311, 2", "5, 1", "5, 2"})
    void nothing_is_lost_over_kills_of_the_tool_and_nothing_comes_twice_at_QoS_2(String version, int qos)
            throws Exception {
        assumeTrue(Mosquitto.installed(), "mosquitto is installed");
        Path file = Files.writeString(folder.resolve("lines"), NumberedLines.upTo(LINES));
        List<String> lines = Files.readAllLines(file);
        Random random = new Random(qos);
        try (Mosquitto broker = Mosquitto.keeping(folder);
                Subscriber subscriber = new Subscriber(broker.port(), "resumed", Qos.of(qos))) {
            int heard = 0;
            for (int i = 0; i < KILLS; i++) {
                try (Child child = start(broker.port(), version, qos, file)) {
                    heard = subscriber
                            .await(heard + 1 + random.nextInt(LINES / (KILLS + 2)))
                            .size();
                    child.signal("KILL");
                    assertEquals(137, child.ended(20).status(), "killed while it ran");
                }
            }
            try (Child child = start(broker.port(), version, qos, file)) {
                Child.Ended ended = child.ended(60);
                assertEquals(0, ended.status(), ended.err());
            }
            List<String> texts = subscriber.textsUpTo(
                    "the last one",
                    () -> Outcome.of(
                            "",
                            "-p",
                            Integer.toString(broker.port()),
                            "-t",
                            "resumed",
                            "-m",
                            "the last one",
                            "-q",
                            "2"));
            assertEquals(lines, List.copyOf(new LinkedHashSet<>(texts)));
            if (qos == 2) {
                assertEquals(lines.size(), texts.size());
            }
        }
    }
}
