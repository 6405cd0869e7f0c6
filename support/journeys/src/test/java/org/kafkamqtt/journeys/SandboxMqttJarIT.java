package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** The sandbox with our own MQTT broker on its Kafka. */
class SandboxMqttJarIT {
    private final Path folder;

    SandboxMqttJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "KILL, 137"})
    void its_messages_are_records_and_the_broker_ends_with_it(String signal, int status) throws IOException {
        Path ready = folder.resolve("ready");
        try (Child sandbox = Child.jar(
                "support/sandbox",
                "sandbox",
                "--mqtt=kafka",
                "--kafka-port=0",
                "--mqtt-port=0",
                "--ready-file=" + ready)) {
            Await.that("both brokers", 90, () -> Files.exists(ready) || !sandbox.alive());
            String[] addresses = Files.readString(ready).split("[=\n]", -1);
            int port = Integer.parseInt(addresses[3].replaceFirst(".*:", ""));
            Child.Ended sent = Jars.run("mqtt-publish -h localhost -p " + port + " -t a/b -m 21.5 -q 1");
            assertEquals(0, sent.status(), sent.err());
            Child.Ended read = Jars.run("kafka-consumer -b " + addresses[1] + " -t mqtt.messages -e -q -f '%k %s'");
            assertEquals("a/b 21.5", read.out(), read.err());
            sandbox.signal(signal);
            assertEquals(status, sandbox.ended(30).status());
            Await.that("the end of the MQTT broker", 30, () -> !answers(port));
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
