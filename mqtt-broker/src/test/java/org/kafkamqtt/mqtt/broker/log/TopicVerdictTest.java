package org.kafkamqtt.mqtt.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class TopicVerdictTest {
    private static final TopicWishes WISHES =
            new TopicWishes("mqtt", new TreeSet<>(List.of("mqtt.messages", "other")), 12, 3, 2, 1);

    private static TopicFacts messages(int replicas, String... settings) {
        return topic("mqtt.messages", replicas, "delete", settings);
    }

    private static TopicFacts topic(String name, int replicas, String policy, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "cleanup.policy",
                policy,
                "min.insync.replicas",
                "2",
                "retention.ms",
                "604800000",
                "max.message.bytes",
                "1048588"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new TopicFacts(name, replicas, all);
    }

    private static List<String> warnings(TopicFacts... topics) {
        return TopicVerdict.of(WISHES, List.of(topics)).warnings();
    }

    private static String refusal(TopicFacts topic) {
        Failure failure = assertThrows(Failure.class, () -> TopicVerdict.of(WISHES, List.of(topic)));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence();
    }

    @Test
    void three_replicas_of_which_two_must_answer_are_fit() {
        assertEquals(
                List.of(),
                warnings(messages(3), topic("mqtt.retained", 3, "compact"), topic("mqtt.nodes", 3, "compact")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact", "compact,delete", "delete, compact"})
    void a_compacted_topic_of_messages_is_refused(String policy) {
        assertTrue(refusal(messages(3, "cleanup.policy", policy))
                .startsWith("the topic 'mqtt.messages' is compacted (cleanup.policy compact"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "compact,delete"})
    void a_topic_of_the_brokers_own_that_is_not_only_compacted_is_refused(String policy) {
        assertTrue(refusal(topic("mqtt.retained", 3, policy)).contains("set cleanup.policy=compact"));
    }

    @Test
    void more_replicas_in_sync_than_there_are_is_refused() {
        assertEquals(
                "the topic 'mqtt.messages' has 1 replica, but min.insync.replicas is 2: nothing would ever be acknowledged",
                refusal(messages(1)));
    }

    @Test
    void a_single_replica_is_warned_of_in_one_line_for_all_topics() {
        assertEquals(
                List.of(
                        "warning: each of the topics 'mqtt.messages', 'mqtt.nodes' has 1 replica: what is acknowledged is"
                                + " lost with its disk"),
                warnings(
                        messages(1, "min.insync.replicas", "1"),
                        topic("mqtt.nodes", 1, "compact", "min.insync.replicas", "1")));
    }

    @Test
    void one_replica_in_sync_is_warned_of() {
        assertTrue(warnings(messages(3, "min.insync.replicas", "1")).get(0).contains("min.insync.replicas 1"));
    }

    @Test
    void less_than_a_day_is_warned_of_but_not_for_ever() {
        assertEquals(List.of(), warnings(messages(3, "retention.ms", "-1")));
        assertEquals(List.of(), warnings(messages(3, "retention.ms", "86400000")));
        assertTrue(warnings(messages(3, "retention.ms", "86399999")).get(0).contains("less than a day"));
    }

    @Test
    void the_smallest_topic_of_messages_says_how_large_a_record_may_be() {
        TopicFacts small = topic("other", 3, "delete", "max.message.bytes", "5000");
        TopicFacts nodes = topic("mqtt.nodes", 3, "compact", "max.message.bytes", "10");
        assertEquals(
                5_000,
                TopicVerdict.of(WISHES, List.of(messages(3), small, nodes)).largest());
    }

    @Test
    void settings_that_are_not_told_are_not_judged() {
        TopicVerdict verdict = TopicVerdict.of(WISHES, List.of(new TopicFacts("mqtt.messages", 3, Map.of())));
        assertEquals(List.of(), verdict.warnings());
        assertEquals(Long.MAX_VALUE, verdict.largest());
    }

    @Test
    void missing_topics_are_created_as_wished() {
        Map<String, TopicWishes.Wish> all = WISHES.all();
        assertEquals(List.of("mqtt.messages", "mqtt.nodes", "mqtt.retained", "other"), List.copyOf(all.keySet()));
        assertEquals("{min.insync.replicas=2}", String.valueOf(wish("other").settings()));
        assertEquals("compact", wish("mqtt.nodes").settings().get("cleanup.policy"));
        assertEquals(1, wish("mqtt.nodes").partitions());
        assertEquals(4, wish("mqtt.retained").partitions());
        assertEquals(12, wish("mqtt.messages").partitions());
    }

    private static TopicWishes.Wish wish(String name) {
        return WISHES.all().values().stream()
                .filter(wish -> wish.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
