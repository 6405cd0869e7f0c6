package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** Messages with properties of MQTT 5 from a broker through Kafka to the broker again, and past mqtt-broker. */
class PropertiesRoadJarIT {
    private static final int EXPIRY = 100_000;

    /** Of all properties that a publisher may give; what is no UTF-8, what repeats, what JSON has to escape. */
    private static final List<String> PROPERTIES = List.of(
            "\"user-properties\":[{\"b\":\"2\"},{\"a\":\"\u00e9 \\\"\\\\\"},{\"b\":\"\"},{\"\":\"1\"}],\"content-type\":\"text/plain\","
                    + "\"response-topic\":\"answers/7\",\"correlation-data_b64\":\"AP/+\",\"payload-format-indicator\":1",
            "\"payload-format-indicator\":0,\"content-type\":\"\",\"correlation-data\":\"a\\u0000b\"",
            "\"user-properties\":{\"only\":\"\u20ac\"}");

    private final Path folder;
    private final String kafka = " -b " + SharedSandbox.get().kafkaAddress() + " ";
    private final String name = "properties-" + UUID.randomUUID();

    PropertiesRoadJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void mosquittoIsInstalled() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
    }

    private Path lines() throws IOException {
        return Files.write(
                folder.resolve("lines"),
                IntStream.range(0, PROPERTIES.size())
                        .mapToObj(i -> "{\"topic\":\"" + name + "/" + i + "\",\"qos\":1,\"retain\":0,\"properties\":{"
                                + PROPERTIES.get(i) + ",\"message-expiry-interval\":" + EXPIRY + "},\"payload\":\"p" + i
                                + "\"}")
                        .toList());
    }

    /** What a subscriber writes of what the shell line publishes. */
    private Path heard(int port, String from, String publish) {
        Path out = folder.resolve("heard-" + UUID.randomUUID());
        Path log = folder.resolve("log-" + UUID.randomUUID());
        try (Child subscriber = Jars.shell("mqtt-subscribe -V 5 -h 127.0.0.1 -p " + port + " -t '" + from
                + "' -q 1 -J -C " + PROPERTIES.size() + " -W 60 -d >" + out + " 2>" + log)) {
            Await.that("the subscription", 30, () -> MqttToolsContract.subscribed(log));
            Child.Ended sent = Jars.run(publish);
            assertEquals(0, sent.status(), sent.err());
            Child.Ended got = subscriber.ended(70);
            assertEquals(0, got.status(), got.err());
        }
        return out;
    }

    private static String publish(int port, Path lines) {
        return "mqtt-publish -V 5 -h 127.0.0.1 -p " + port + " -q 1 -J < " + lines;
    }

    /** The properties in these lines, but for the expiry, which has gone on. */
    private static List<String> properties(Path lines) throws IOException {
        return Files.readAllLines(lines).stream()
                .map(line -> line.replaceFirst(".*\"properties\":\\{(.*)},\"payload\".*", "$1"))
                .map(PropertiesRoadJarIT::withoutExpiry)
                .toList();
    }

    private static String withoutExpiry(String properties) {
        Matcher expiry = Pattern.compile(",?\"message-expiry-interval\":(\\d+)").matcher(properties);
        assertTrue(expiry.find(), properties);
        int seconds = Integer.parseInt(expiry.group(1));
        assertTrue(seconds > EXPIRY - 300 && seconds <= EXPIRY, properties);
        return expiry.replaceFirst("");
    }

    @Test
    void all_of_them_go_from_a_broker_through_kafka_to_the_broker_again() throws IOException {
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
            String filter = name + "/#";
            Path first = heard(broker.port(), filter, publish(broker.port(), lines()));
            assertEquals(PROPERTIES, properties(first));
            String topic = name;
            SharedSandbox.get().createTopic(topic, 1);
            Child.Ended in = Jars.run("kafka-producer" + kafka + "-t " + topic + " -J -q < " + first);
            assertEquals(0, in.status(), in.err());
            Path records = folder.resolve("records");
            Child.Ended out = Jars.run("kafka-consumer" + kafka + "-t " + topic + " -e -q -J > " + records);
            assertEquals(0, out.status(), out.err());
            assertEquals(PROPERTIES, properties(heard(broker.port(), filter, publish(broker.port(), records))));
        }
    }

    @Test
    void records_of_mqtt_broker_go_to_another_broker_with_them() throws IOException {
        int port = FreePorts.next();
        Path ready = folder.resolve("ready");
        try (Mosquitto other = Mosquitto.start(folder, "allow_anonymous true");
                Child broker = Jars.shell("mqtt-broker" + kafka + "--prefix " + name + " --listener mqtt://127.0.0.1:"
                        + port + " --ready-file " + ready)) {
            Await.that("the broker is ready or ends", 60, () -> Files.exists(ready) || !broker.alive());
            Child.Ended sent = Jars.run(publish(port, lines()));
            assertEquals(0, sent.status(), sent.err());
            Path records = folder.resolve("records");
            Child.Ended out = Jars.run("kafka-consumer" + kafka + "-t " + name + ".messages -e -q -J > " + records);
            assertEquals(0, out.status(), out.err());
            Path heard = heard(other.port(), name + "/#", publish(other.port(), records));
            assertEquals(sorted(PROPERTIES), sorted(properties(heard)));
            broker.signal("TERM");
        }
    }

    /** The members in the order of the alphabet: mqtt-broker has an order of its own. */
    private static List<String> sorted(List<String> properties) {
        return properties.stream()
                .map(line -> Pattern.compile(",(?=\"[a-z-]+(?:_b64)?\":)")
                        .splitAsStream(line)
                        .sorted()
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }
}
