package org.kafkamqtt.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.protocol.Qos;

class WordsTest {
    private static void assertRefused(String sentence, Executable reading) {
        Failure failure = assertThrows(Failure.class, reading);
        assertEquals(sentence, failure.sentence());
        assertEquals(ExitStatus.USAGE, failure.status());
    }

    @Test
    void refuses_what_no_message_can_be_published_to() {
        assertRefused("the topic name is empty; it needs at least one character", () -> Words.topicName(""));
        assertRefused(
                "a topic name must not contain '+': 'a/+'; wildcards belong in topic filters",
                () -> Words.topicName("a/+"));
    }

    @Test
    void refuses_what_nobody_can_subscribe_to() {
        assertRefused("'+' must be a whole level, found 'kit+chen'", () -> Words.topicFilter("kit+chen"));
        assertRefused(
                "the topic filter is longer than 65,535 bytes: '" + "x".repeat(100) + "...'",
                () -> Words.topicFilter("x".repeat(65_536)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-1", "", "one", "01"})
    void refuses_a_quality_that_does_not_exist(String text) {
        assertRefused("QoS '" + text + "' is not 0, 1 or 2", () -> Words.qos(text));
    }

    @Test
    void takes_everything_else() {
        assertEquals("a/b", Words.topicName("a/b").text());
        assertEquals("a/#", Words.topicFilter("a/#").text());
        assertEquals(Qos.EXACTLY_ONCE, Words.qos("2"));
    }
}
