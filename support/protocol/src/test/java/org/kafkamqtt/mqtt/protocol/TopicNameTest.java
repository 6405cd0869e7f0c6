package org.kafkamqtt.mqtt.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a/+", "#", "a\0b", "\ud83d"})
    void refuses_what_no_message_can_be_published_to(String text) {
        assertThrows(InvalidTopic.class, () -> new TopicName(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "a//b", "\ud83d\ude00/x", "a\u0001b", "\ufdd0", "$SYS/x", "spa ce"})
    void takes_everything_else(String text) {
        assertEquals(text, new TopicName(text).text());
    }

    @Test
    void says_what_is_wrong_without_control_characters() {
        InvalidTopic refusal = assertThrows(InvalidTopic.class, () -> new TopicName("a\0b"));
        assertEquals("a topic name must not contain the character U+0000: 'a\\u0000b'", refusal.getMessage());
    }

    @Test
    void is_at_most_65535_bytes_long() {
        assertDoesNotThrow(() -> new TopicName("x".repeat(65_535)));
        assertThrows(InvalidTopic.class, () -> new TopicName("x".repeat(65_536)));
        assertThrows(InvalidTopic.class, () -> new TopicName("\u00fc".repeat(32_768)));
    }
}
