package org.kafkamqtt.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.topics.KafkaScript.Ended;

/**
 * Kafka's own {@code kafka-topics.sh} and ours give the same answers on the same broker, and leave the same topics.
 *
 * <p>Words that change something are given to both, with a topic for each: {@code TOPIC} stands for it. What they print must be
 * the same but for its name and ID, and so must what Kafka's script describes afterwards. Where both fail, Kafka's status is 1;
 * ours says more.
 */
class KafkaScriptIT {
    private final String broker = SharedSandbox.get().kafkaAddress();
    private final String theirs = "their-" + UUID.randomUUID();
    private final String ours = "oursx-" + UUID.randomUUID();

    private static String[] words(String line, String topic) {
        return Stream.of(line.split(" "))
                .map(word -> word.replace("TOPIC", topic))
                .toArray(String[]::new);
    }

    private static String plain(String text, String topic) {
        return text.replace(topic, "TOPIC").replaceAll("TopicId: \\S+", "TopicId: ID");
    }

    /** Both do it, to a topic each. */
    private void both(String line) {
        Ended their = KafkaScript.theirs(broker, words(line, theirs));
        Ended our = KafkaScript.ours(broker, words(line, ours));
        assertEquals(their.status() == 0, our.status() == 0, () -> line + ": " + their + our);
        if (their.status() == 0) {
            assertEquals(plain(their.out(), theirs), plain(our.out(), ours), line);
        }
        // The script does not wait until brokers know what was accepted.
        Await.that("the same after " + line, 30, () -> described(theirs).equals(described(ours)));
    }

    private String described(String topic) {
        return plain(
                KafkaScript.theirs(broker, "--describe", "--topic", topic, "--if-exists")
                        .out(),
                topic);
    }

    /** Both look at the same. */
    private void same(String line) {
        Ended their = KafkaScript.theirs(broker, words(line, theirs));
        Ended our = KafkaScript.ours(broker, words(line, theirs));
        assertEquals(their.status() == 0, our.status() == 0, () -> line + ": " + their + our);
        if (their.status() == 0) {
            assertEquals(their.out(), our.out(), line);
        }
    }

    @Test
    void topics_are_created_described_altered_and_deleted_alike() {
        both("--create --topic TOPIC --partitions 3 --replication-factor 1 --config retention.ms=3600000"
                + " --config cleanup.policy=compact");
        assertTrue(described(ours).contains("PartitionCount: 3"), described(ours));
        both("--create --topic TOPIC --partitions 3");
        both("--create --topic TOPIC --partitions 5 --if-not-exists");
        for (String line : List.of(
                "--describe --topic TOPIC",
                "--describe --topic TOPIC --exclude-internal",
                "--describe --topic TOPIC --topics-with-overrides",
                "--describe --topic TOPIC --under-replicated-partitions",
                "--describe --topic TOPIC --unavailable-partitions",
                "--describe --topic TOPIC --under-min-isr-partitions",
                "--describe --topic TOPIC --at-min-isr-partitions",
                "--describe --topic TOPIC --at-min-isr-partitions --under-replicated-partitions",
                "--describe --topic-id AAAAAAAAAAAAAAAAAAAAAA --topic TOPIC",
                "--list --topic TOPIC",
                "--list --topic their-.*",
                "--list --topic TOPIC,oursx-.*",
                "--list")) {
            same(line);
        }
        // Asked by ID, the script does not ask for replicas that are eligible to lead.
        Ended byId = KafkaScript.theirs(broker, "--describe", "--topic-id", id(theirs));
        assertEquals(
                byId.out().replace("N/A", ""),
                KafkaScript.ours(broker, "--describe", "--topic-id", id(theirs)).out());
        both("--alter --topic TOPIC --partitions 5");
        assertTrue(described(ours).contains("PartitionCount: 5"), described(ours));
        both("--alter --topic TOPIC --partitions 5");
        both("--alter --topic TOPIC --partitions 2");
        both("--alter --topic TOPIC --partitions 7 --replica-assignment " + ids(7));
        same("--describe --topic TOPIC");
        assertEquals(
                0, KafkaScript.theirs(broker, "--delete", "--topic", theirs).status());
        Ended deleted = KafkaScript.ours(broker, "--delete", "--topic", ours, "--yes");
        assertEquals(new Ended(0, ""), deleted);
        assertEquals("", described(ours));
        assertEquals(described(theirs), described(ours));
    }

    /** The only broker, for each partition. */
    private String ids(int partitions) {
        return Stream.generate(() -> Integer.toString(brokerId()))
                .limit(partitions)
                .collect(Collectors.joining(","));
    }

    private int brokerId() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            return admin.describeCluster().nodes().get().iterator().next().id();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String id(String topic) {
        return KafkaScript.theirs(broker, "--describe", "--topic", topic)
                .out()
                .replaceFirst("(?s).*TopicId: (\\S+).*", "$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--create --topic TOPIC --partitions 0",
                "--create --topic TOPIC --replication-factor 5",
                "--create --topic TOPIC --config nonsense=1",
                "--create --topic TOPIC --config retention.ms=soon",
                "--create --topic TOPIC --config retention.ms",
                "--create --topic bad/TOPIC",
                "--create --topic TOPIC --replica-assignment 99",
                "--create --topic TOPIC --replica-assignment 1 --partitions 1",
                "--create",
                "--create --list",
                "--create --topic TOPIC --if-exists",
                "--describe --topic TOPIC",
                "--describe --topic-id BBBBBBBBBBBBBBBBBBBBBB",
                "--describe --topic ( ",
                "--alter --topic TOPIC --partitions 3",
                "--alter --topic TOPIC",
                "--delete --topic TOPIC --yes",
                "--list --partitions 3"
            })
    void what_one_refuses_the_other_refuses(String line) {
        Ended their = KafkaScript.theirs(broker, words(line.replace(" --yes", ""), theirs));
        Ended our = KafkaScript.ours(broker, words(line, ours));
        assertFalse(their.status() == 0, their::toString);
        assertFalse(our.status() == 0, our::toString);
        assertEquals("", described(ours));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--describe --topic TOPIC --if-exists",
                "--alter --topic TOPIC --partitions 3 --if-exists",
                "--list --topic TOPIC",
                "--create --topic TOPIC",
                "--create --topic TOPIC --partitions 2 --replication-factor 1"
            })
    void what_one_does_without_a_word_the_other_does(String line) {
        both(line);
    }

    @Test
    void a_pattern_deletes_what_it_deletes_there() {
        for (String name : List.of(theirs + ".a", theirs + ".b", ours + ".a", ours + ".b")) {
            assertEquals(
                    0, KafkaScript.theirs(broker, "--create", "--topic", name).status());
        }
        KafkaScript.theirs(broker, "--delete", "--topic", theirs + ".*");
        assertEquals(
                0,
                KafkaScript.ours(broker, "--delete", "--topic", ours + ".*", "--yes")
                        .status());
        assertEquals(
                "\n",
                KafkaScript.theirs(broker, "--list", "--topic", ours + ".*").out());
        same("--list --topic TOPIC.*");
    }
}
