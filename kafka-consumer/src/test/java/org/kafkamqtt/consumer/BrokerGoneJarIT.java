package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.trial.Await;

/** The broker goes: consumers go on when it is back, and do not wait for ever. */
class BrokerGoneJarIT {
    private final Sandbox sandbox = Sandbox.start(
            new SandboxSettings(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty(), Optional.empty()));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Child member(String group, String... more) {
        String[] args = {"-b", sandbox.kafkaAddress(), "-g", group, "t"};
        return Child.start(java.util.stream.Stream.concat(List.of(args).stream(), List.of(more).stream())
                .toArray(String[]::new));
    }

    private void send(String value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", sandbox.kafkaAddress());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", value.getBytes(UTF_8))).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kafka may go away between a record's output and its acknowledgement, which a member of a share group says. */
    private static boolean wentOn(Child member, boolean sharing) {
        boolean again = sharing && member.said().contains("its records are delivered again");
        return member.written().equals("before\nafter\n")
                || again && member.written().equals("before\nbefore\nafter\n");
    }

    @Test
    void members_of_both_protocols_and_of_share_groups_go_on_when_it_is_back_or_end_in_time() {
        sandbox.createTopic("t", 1);
        try (Child classic = member("classic");
                Child next = member("next", "--group-protocol", "consumer");
                Child share = member("share", "--share", "-o", "beginning");
                Child hastyClassic = member("hasty-classic", "--broker-timeout", "4s");
                Child hasty = member("hasty", "--group-protocol", "consumer", "--broker-timeout", "4s")) {
            List<Child> all = List.of(classic, next, share, hastyClassic, hasty);
            send("before");
            all.forEach(
                    child -> Await.that("a record", 60, () -> child.written().equals("before\n")));
            sandbox.stopKafka();
            for (Child child : List.of(hastyClassic, hasty)) {
                Child.Result gone = child.ended(40);
                assertEquals(4, gone.status(), gone.err());
                assertTrue(gone.err().contains(sandbox.kafkaAddress()), gone.err());
                assertEquals(1, gone.err().lines().count(), gone.err());
            }
            sandbox.startKafka();
            send("after");
            for (Child child : List.of(classic, next, share)) {
                try {
                    Await.that("the next record", 60, () -> wentOn(child, child == share));
                } catch (AssertionError e) {
                    throw new AssertionError(all.indexOf(child) + " " + child.written() + " " + child.said(), e);
                }
            }
        }
    }
}
