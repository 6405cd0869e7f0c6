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
            ends(4, "wants TLS (--tls, --ca) and SASL", read(broker, List.of(), List.of("-g", "g")));
        }
    }

    @Test
    void the_tool_and_its_views_say_within_seconds_what_does_not_suit_the_listener(@TempDir Path folder)
            throws IOException {
        String password =
                Files.writeString(folder.resolve("right"), Sandbox.PASSWORD).toString();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.securedKafka())) {
            sandbox.createTopic("t", 1);
            List<String> login = List.of("--username", Sandbox.USER, "--password-file", password);
            List<String> ca =
                    List.of("--ca", sandbox.certificates().certificate().toString());
            for (List<String> tool : List.of(
                    List.of("t", "-e"),
                    List.of("t", "-g", "g"),
                    List.of("groups"),
                    List.of("lag", "g"),
                    List.of("offsets"))) {
                soon(8, "does not use TLS", tool, sandbox.kafkaAddress(), ca);
                soon(4, "wants SASL (", tool, sandbox.secureKafkaAddress(), ca);
                soon(4, "wants TLS (", tool, sandbox.secureKafkaAddress(), login);
                soon(5, "does not ask for a login", tool, sandbox.kafkaAddress(), login);
                soon(4, "connection refused", tool, "127.0.0.1:1", List.of());
            }
        }
    }

    private static void soon(int status, String words, List<String> tool, String broker, List<String> security) {
        long begun = System.nanoTime();
        ends(
                status,
                words,
                Child.run(Stream.of(tool, List.of("-b", broker), security)
                        .flatMap(List::stream)
                        .toArray(String[]::new)));
        assertTrue(System.nanoTime() - begun < 9_000_000_000L, tool + " at " + broker);
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
