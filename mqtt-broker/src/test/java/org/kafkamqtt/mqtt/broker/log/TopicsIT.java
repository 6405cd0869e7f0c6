package org.kafkamqtt.mqtt.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** What {@link Topics} does on a real broker. */
@Timeout(120)
class TopicsIT {
    private static final int LIMIT = 30;

    private final String prefix = "t" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> notes = new ArrayList<>();

    private long prepare(String address, int replicas, int minInSync) throws InterruptedException {
        TreeMap<String, Setting> settings = new TreeMap<>(Map.of("bootstrap.servers", new Setting(address, "-b")));
        KafkaSettings kafka = new KafkaSettings(ClientKind.PRODUCER, settings, Duration.ofSeconds(3), false);
        return Topics.prepare(kafka, prefix, Routes.standard(prefix), 5, replicas, minInSync, 1_000_000, notes::add);
    }

    private long prepare(int replicas, int minInSync) throws InterruptedException {
        return prepare(SharedSandbox.get().kafkaAddress(), replicas, minInSync);
    }

    @Test
    void creates_what_is_missing_says_so_and_finds_it_the_next_time() throws Exception {
        long largest = prepare(1, 1);
        assertTrue(largest > 1_000_000 && largest < 1 << 20, "" + largest);
        assertEquals(4, notes.size(), notes.toString());
        assertTrue(notes.contains("created the topic '" + prefix + ".messages' with 5 partitions"), notes.toString());
        assertTrue(notes.get(3).endsWith("has 1 replica: what is acknowledged is lost with its disk"), notes.get(3));
        notes.clear();
        assertEquals(largest, prepare(-1, -1));
        assertEquals(1, notes.size());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", SharedSandbox.get().kafkaAddress()))) {
            Map<String, TopicDescription> found = admin.describeTopics(
                            List.of(prefix + ".messages", prefix + ".retained", prefix + ".nodes"))
                    .allTopicNames()
                    .get(LIMIT, TimeUnit.SECONDS);
            List<Integer> counts = new ArrayList<>();
            new TreeMap<>(found)
                    .values()
                    .forEach(topic -> counts.add(topic.partitions().size()));
            assertEquals(List.of(5, 1, 4), counts);
            ConfigResource nodes = new ConfigResource(ConfigResource.Type.TOPIC, prefix + ".nodes");
            assertEquals(
                    "compact",
                    Objects.requireNonNull(admin.describeConfigs(List.of(nodes))
                                    .all()
                                    .get(LIMIT, TimeUnit.SECONDS)
                                    .get(nodes))
                            .get("cleanup.policy")
                            .value());
        }
    }

    @Test
    void a_compacted_topic_of_messages_is_refused() {
        SharedSandbox.get().createTopic(prefix + ".messages", 1, Map.of("cleanup.policy", "compact"));
        Failure failure = assertThrows(Failure.class, () -> prepare(1, 1));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().contains("is compacted"), failure.sentence());
    }

    @Test
    void a_small_topic_of_messages_says_how_large_packets_may_be() throws Exception {
        SharedSandbox.get().createTopic(prefix + ".messages", 1, Map.of("max.message.bytes", "10000"));
        assertEquals(10_000 - 512, prepare(1, 1));
    }

    @Test
    void more_replicas_than_brokers_is_refused_in_words() {
        Failure failure = assertThrows(Failure.class, () -> prepare(3, 2));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().startsWith("cannot create the topic '" + prefix), failure.sentence());
    }

    @Test
    void a_cluster_that_does_not_answer_is_said_within_the_time_for_the_first_contact() {
        Failure failure = assertThrows(Failure.class, () -> prepare("localhost:" + FreePorts.next(), 1, 1));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
    }
}
