package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;

/** The listener that asks for TLS and a password. */
class SecuredJarIT {
    @Test
    void reads_with_the_right_password_and_says_what_is_wrong_otherwise(@TempDir Path folder) throws IOException {
        String right =
                Files.writeString(folder.resolve("right"), Sandbox.PASSWORD).toString();
        String wrong = Files.writeString(folder.resolve("wrong"), "wrong").toString();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.securedKafka())) {
            sandbox.createTopic("t", 1);
            send(sandbox);
            String broker = sandbox.secureKafkaAddress();
            String ca = sandbox.certificates().certificate().toString();
            for (String mechanism : List.of("SCRAM-SHA-256", "PLAIN")) {
                List<String> login = List.of("--ca", ca, "--sasl-mechanism", mechanism, "--username", Sandbox.USER);
                Child.Result read = read(broker, login, List.of("-e", "--password-file", right));
                assertEquals(new Child.Result(0, "line\n", ""), read);
                Child.Result grouped = read(broker, login, List.of("-e", "-g", mechanism, "--password-file", right));
                assertEquals(new Child.Result(0, "line\n", ""), grouped);
                ends(5, "not authenticated by " + broker, read(broker, login, List.of("--password-file", wrong)));
            }
            ends(8, "--ca", read(broker, List.of("--tls"), List.of()));
            ends(4, "wants SASL or TLS", read(broker, List.of(), List.of("-g", "g")));
        }
    }

    private static Child.Result read(String broker, List<String> login, List<String> more) {
        return Child.run(Stream.of(List.of("-b", broker, "t"), login, more)
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private static void ends(int status, String words, Child.Result result) {
        assertEquals(status, result.status(), result.err());
        assertTrue(result.err().contains(words), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertEquals("", result.out());
    }

    private static void send(Sandbox sandbox) {
        Map<String, Object> settings = Map.of("bootstrap.servers", sandbox.kafkaAddress());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", "line".getBytes(UTF_8))).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
