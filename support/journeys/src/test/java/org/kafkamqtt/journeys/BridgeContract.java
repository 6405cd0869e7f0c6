package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Brokers;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** MQTT to Kafka and back, by pipe, on any real brokers. */
abstract class BridgeContract {
    private final Brokers brokers;
    private final String mqtt;
    private final String kafka;
    private final Path folder;

    BridgeContract(Brokers brokers, @TempDir Path folder) {
        this.brokers = brokers;
        this.mqtt = " -h " + brokers.mqttAddress().replaceFirst(":.*", "") + " -p "
                + brokers.mqttAddress().replaceFirst(".*:", "") + " ";
        this.kafka = " -b " + brokers.kafkaAddress() + " ";
        this.folder = folder;
    }

    @Test
    void messages_cross_to_kafka_with_topic_qos_and_retain_and_come_back_the_same() throws IOException {
        String topic = "bridge-" + UUID.randomUUID();
        brokers.createTopic(topic, 3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add("reading " + i + " é \" \\");
        }
        Path payloads = Files.write(folder.resolve("payloads"), lines);
        try (Child bridge = Jars.shell("mqtt-subscribe" + mqtt + "-t '" + topic + "/#' -q 1 -C 201 -W 50 -J -d 2>"
                + folder.resolve("log") + " | kafka-producer" + kafka + "-t " + topic + " -J -q")) {
            awaitSubscription(folder.resolve("log"));
            assertEquals(
                    0,
                    Jars.run("mqtt-publish" + mqtt + "-t " + topic + "/a -q 1 -l < " + payloads)
                            .status());
            assertEquals(
                    0,
                    Jars.run("printf '\\377\\000' | mqtt-publish" + mqtt + "-t " + topic + "/b -q 1 -s")
                            .status());
            Child.Ended ended = bridge.ended(60);
            assertEquals(0, ended.status(), ended.err());
        }
        Child.Ended read = Jars.run("kafka-consumer" + kafka + "-t " + topic + " -e -q -J");
        assertEquals(201, read.out().lines().count(), read.err());
        assertTrue(
                read.out().lines().allMatch(line -> line.contains("\"key\":\"mqtt.qos\",\"value\":\"1\"")), read.out());
        assertTrue(read.out().contains("\"key\":\"" + topic + "/a\""));
        assertTrue(read.out().contains("\"value\":\"/wA=\",\"valueEncoding\":\"base64\""));
        andBack(topic, lines);
    }

    private void andBack(String topic, List<String> lines) {
        Path log = folder.resolve("back");
        try (Child subscriber =
                Jars.shell("mqtt-subscribe" + mqtt + "-t '" + topic + "/a' -q 1 -C 200 -W 50 -d 2>" + log)) {
            awaitSubscription(log);
            Child.Ended back =
                    Jars.run("kafka-consumer" + kafka + "-t " + topic + " -e -q -J | mqtt-publish" + mqtt + "-J");
            assertEquals(0, back.status(), back.err());
            Child.Ended ended = subscriber.ended(60);
            assertEquals(0, ended.status(), ended.err());
            assertEquals(
                    lines.stream().sorted().toList(),
                    ended.out().lines().sorted().toList());
        }
    }

    private static void awaitSubscription(Path log) {
        Await.that("the subscription", 30, () -> ToolsContract.subscribed(log));
    }
}
