package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Child;

/** The bridge by pipe on the sandbox, and the lines of others. */
class BridgeJarIT extends BridgeContract {
    private final Sandbox sandbox = SharedSandbox.get();
    private final String kafka = " -b " + sandbox.kafkaAddress() + " ";
    private final Path folder;

    BridgeJarIT(@TempDir Path folder) {
        super(SharedSandbox.get(), folder);
        this.folder = folder;
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
