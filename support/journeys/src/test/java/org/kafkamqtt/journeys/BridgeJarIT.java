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
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** MQTT to Kafka and back, by pipe. */
class BridgeJarIT {
    private final Sandbox sandbox = SharedSandbox.get();
    private final String host = sandbox.mqttAddress().replaceFirst(":.*", "");
    private final String port = sandbox.mqttAddress().replaceFirst(".*:", "");
    private final String mqtt = " -h " + host + " -p " + port + " ";
    private final String kafka = " -b " + sandbox.kafkaAddress() + " ";
    private final Path folder;

    BridgeJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void messages_cross_to_kafka_with_topic_qos_and_retain_and_come_back_the_same() throws IOException {
        String topic = "bridge-" + UUID.randomUUID();
        sandbox.createTopic(topic, 3);
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

    @Test
    void mosquittos_json_is_read_too() throws IOException {
        String topic = "json-" + UUID.randomUUID();
        sandbox.createTopic(topic, 1);
        Path file = Files.writeString(
                folder.resolve("lines"),
                """
                {"tst":"2026-01-02T03:04:05.678900+0100","topic":"a/b","qos":1,"retain":0,"payloadlen":2,"mid":1,"payload":"hi"}
                {"tst":"2026-01-02T03:04:05.678900+0100","topic":"a/b","qos":0,"retain":true,"payloadlen":0,"payload":null}
                """);
        assertEquals(
                0,
                Jars.run("kafka-producer" + kafka + "-t " + topic + " -J -q < " + file)
                        .status());
        Child.Ended read = Jars.run("kafka-consumer" + kafka + "-t " + topic + " -e -q -f '%k=%s %h\\n'");
        assertEquals(
                "a/b=hi mqtt.topic=a/b,mqtt.qos=1,mqtt.retain=false\na/b= mqtt.topic=a/b,mqtt.qos=0,mqtt.retain=true\n",
                read.out());
    }
}
