package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.publish.Samples;

class QuestionTest {
    private final Question question = new Question(new TopicFilter("answers/me"));

    private static Publication message(Properties properties) {
        return new Publication(7, Samples.TOPIC, Samples.bytes("?"), Qos.AT_LEAST_ONCE, true, Mark.START, properties);
    }

    private static Properties correlation(String data) {
        return Properties.builder()
                .bytes(Property.CORRELATION_DATA, Samples.bytes(data))
                .build();
    }

    private boolean isAnsweredWith(Properties properties) {
        return question.isAnsweredBy(
                new Message("answers/me", Samples.bytes("!"), Qos.AT_MOST_ONCE, false, false, 0, properties, 1));
    }

    @Test
    void asks_for_an_answer_with_data_that_nobody_else_has() {
        Publication asked = question.ask(message(Properties.NONE));
        assertEquals("answers/me", asked.properties().text(Property.RESPONSE_TOPIC));
        byte[] data = asked.properties().bytes(Property.CORRELATION_DATA);
        assertNotNull(data);
        Publication other = new Question(new TopicFilter("answers/me")).ask(message(Properties.NONE));
        assertFalse(Arrays.equals(data, other.properties().bytes(Property.CORRELATION_DATA)));
        assertTrue(isAnsweredWith(asked.properties()));
        assertFalse(isAnsweredWith(other.properties()));
        assertFalse(isAnsweredWith(Properties.NONE));
    }

    @Test
    void leaves_the_rest_of_the_message_as_it_is() {
        Properties own = Properties.builder().user("k", "v").build();
        Publication asked = question.ask(message(own));
        assertEquals(7, asked.sequence());
        assertEquals(Samples.TOPIC, asked.topic());
        assertTrue(asked.retain());
        assertEquals(own.user(), asked.properties().user());
    }

    @Test
    void what_a_message_says_itself_counts() {
        Properties own = Properties.builder()
                .text(Property.RESPONSE_TOPIC, "elsewhere")
                .all(correlation("mine"))
                .build();
        assertEquals(own, question.ask(message(own)).properties());
        assertTrue(isAnsweredWith(correlation("mine")));
        assertFalse(isAnsweredWith(correlation("yours")));
    }

    @Test
    void an_answer_without_correlation_data_counts_if_the_question_has_empty_one() {
        Publication asked = question.ask(message(correlation("")));
        assertArrayEquals(new byte[0], asked.properties().bytes(Property.CORRELATION_DATA));
        assertTrue(isAnsweredWith(Properties.NONE));
        assertTrue(isAnsweredWith(correlation("")));
        assertFalse(isAnsweredWith(correlation("x")));
    }

    @Test
    void nothing_answers_what_was_not_asked() {
        assertFalse(isAnsweredWith(Properties.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+", "#", "$share/g/a"})
    void what_is_not_one_topic_cannot_be_answered_to(String filter) {
        Failure failure = assertThrows(Failure.class, () -> Question.check(new TopicFilter(filter)));
        assertTrue(failure.sentence().startsWith("--wait-reply '" + filter + "' is not one topic"), failure.sentence());
    }

    @Test
    void one_topic_can_be_answered_to() {
        Question.check(new TopicFilter("a/b"));
    }
}
