package org.kafkamqtt.mqtt.five;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

class AliasesTest {
    private static String named(OutgoingAliases aliases, String topic) {
        OutgoingAliases.Named named = aliases.name(topic, Properties.NONE);
        return named.topic() + "/" + named.properties().number(Property.TOPIC_ALIAS, 0);
    }

    @Test
    void an_alias_is_made_when_a_topic_comes_again_and_stands_for_it_from_then_on() {
        OutgoingAliases aliases = new OutgoingAliases(10);
        assertEquals("plant/0", named(aliases, "plant"));
        assertEquals("plant/1", named(aliases, "plant"));
        assertEquals("/1", named(aliases, "plant"));
        assertEquals("other/0", named(aliases, "other"));
        assertEquals("other/2", named(aliases, "other"));
    }

    @Test
    void a_topic_that_is_no_longer_than_its_alias_has_none() {
        OutgoingAliases aliases = new OutgoingAliases(10);
        for (int i = 0; i < 3; i++) {
            assertEquals("abc/0", named(aliases, "abc"));
        }
    }

    @Test
    void an_alias_that_the_user_gave_is_left_alone() {
        OutgoingAliases aliases = new OutgoingAliases(10);
        Properties typed = Properties.builder().number(Property.TOPIC_ALIAS, 7).build();
        for (int i = 0; i < 3; i++) {
            assertEquals(new OutgoingAliases.Named("plant", typed), aliases.name("plant", typed));
        }
    }

    @Test
    void many_topics_take_no_more_memory_than_few() {
        OutgoingAliases aliases = new OutgoingAliases(65_535);
        for (int i = 0; i < 1_000; i++) {
            named(aliases, "topic" + i);
        }
        assertEquals("topic255/1", named(aliases, "topic255"));
        assertEquals("topic256/0", named(aliases, "topic256"));
    }

    private static Publish publish(String topic, int alias) {
        Properties properties = alias < 0
                ? Properties.NONE
                : Properties.builder().number(Property.TOPIC_ALIAS, alias).build();
        return new Publish(false, Qos.AT_MOST_ONCE, false, topic, 0, properties, Payload.EMPTY);
    }

    @Test
    void an_alias_of_the_broker_means_the_topic_that_it_came_with_last() {
        IncomingAliases aliases = new IncomingAliases(2);
        assertEquals("a", aliases.topic(publish("a", -1)));
        assertEquals("a", aliases.topic(publish("a", 1)));
        assertEquals("b", aliases.topic(publish("b", 2)));
        assertEquals("a", aliases.topic(publish("", 1)));
        assertEquals("c", aliases.topic(publish("c", 1)));
        assertEquals("c", aliases.topic(publish("", 1)));
    }

    @Test
    void an_alias_out_of_range_or_without_a_topic_breaks_the_rules() {
        IncomingAliases aliases = new IncomingAliases(2);
        assertEquals(
                ReasonCode.TOPIC_ALIAS_INVALID,
                assertThrows(ProtocolError.class, () -> aliases.topic(publish("a", 3)))
                        .reason());
        assertEquals(
                ReasonCode.PROTOCOL_ERROR,
                assertThrows(ProtocolError.class, () -> aliases.topic(publish("", 2)))
                        .reason());
        assertThrows(ProtocolError.class, () -> new IncomingAliases(0).topic(publish("a", 1)));
    }
}
