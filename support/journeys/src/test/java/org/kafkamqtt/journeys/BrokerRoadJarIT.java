package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;

/**
 * Lines from mqtt-publish over mqtt-broker to mqtt-subscribe, counted at both ends and in Kafka.
 *
 * <p>{@code -Dbroker.lines=100000} makes it long.
 */
class BrokerRoadJarIT {
    private static final int LINES = Integer.getInteger("broker.lines", 10_000);
    private static final int LIMIT_SECONDS = 60 + LINES / 500;

    private final Path folder;
    private final String kafka = SharedSandbox.get().kafkaAddress();
    private final String prefix = "road-" + UUID.randomUUID();
    private final int port = FreePorts.next();

    BrokerRoadJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private static List<String> lines(int qos) {
        return IntStream.rangeClosed(1, LINES)
                .mapToObj(i -> "qos " + qos + " line " + i)
                .toList();
    }

    @Test
    void every_line_arrives_once_and_in_order_and_is_a_record() throws IOException {
        Path ready = folder.resolve("ready");
        try (Child broker = Child.jar(
                "mqtt-broker",
                "mqtt-broker",
                "-b",
                kafka,
                "--prefix",
                prefix,
                "--listener",
                "mqtt://127.0.0.1:" + port,
                "--ready-file",
                ready.toString())) {
            Await.that("the broker is ready or ends", 60, () -> Files.exists(ready) || !broker.alive());
            for (int qos = 0; qos <= 2; qos++) {
                assertEquals(lines(qos), heard(qos), "QoS " + qos);
            }
            Child.Ended count = Jars.run("kafka-consumer -b " + kafka + " -t " + prefix + ".messages -e -q | wc -l");
            assertEquals(Integer.toString(3 * LINES), count.out().trim(), count.err());
            broker.signal("TERM");
            assertEquals(143, broker.ended(30).status());
        }
    }

    /** What a subscriber writes of all lines, and of no more than these. */
    private List<String> heard(int qos) throws IOException {
        Path in = Files.write(folder.resolve("in-" + qos), lines(qos));
        Path out = folder.resolve("out-" + qos);
        Path log = folder.resolve("log-" + qos);
        String options = " -h 127.0.0.1 -p " + port + " -t road/" + qos + " -q " + qos;
        try (Child subscriber = Jars.shell(
                "mqtt-subscribe" + options + " -C " + LINES + " -W " + LIMIT_SECONDS + " -d >" + out + " 2>" + log)) {
            Await.that("the subscription", 30, () -> MqttToolsContract.subscribed(log));
            try (Child publisher = Jars.shell("mqtt-publish" + options + " -l < " + in)) {
                Child.Ended sent = publisher.ended(LIMIT_SECONDS);
                assertEquals(0, sent.status(), sent.err());
            }
            Child.Ended got = subscriber.ended(LIMIT_SECONDS);
            assertEquals(0, got.status(), got.err());
        }
        return Files.readAllLines(out);
    }
}
