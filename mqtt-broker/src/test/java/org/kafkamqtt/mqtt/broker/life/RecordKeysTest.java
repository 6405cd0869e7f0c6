package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.protocol.TopicName;

class RecordKeysTest {
    private static String text(byte[] key) {
        return new String(key, UTF_8);
    }

    @Test
    void say_what_they_are_of() {
        assertEquals("1007", text(RecordKeys.life(1007)));
        assertEquals("#fence/1007", text(RecordKeys.fence(1007)));
        assertEquals("#copier/1007", text(RecordKeys.copier(1007)));
        assertEquals("#mark/mqtt.messages/11", text(RecordKeys.mark("mqtt.messages", 11)));
    }

    @Test
    void are_read_as_what_they_are_and_as_nothing_else() {
        assertEquals(OptionalLong.of(7), RecordKeys.lifeOf(RecordKeys.life(7)));
        assertEquals(OptionalLong.of(7), RecordKeys.fenceOf(RecordKeys.fence(7)));
        assertEquals(OptionalLong.of(7), RecordKeys.copierOf(RecordKeys.copier(7)));
        assertEquals("t/3", RecordKeys.markOf(RecordKeys.mark("t", 3)));
        assertEquals(OptionalLong.empty(), RecordKeys.lifeOf(RecordKeys.fence(7)));
        assertEquals(OptionalLong.empty(), RecordKeys.fenceOf(RecordKeys.copier(7)));
        assertEquals(OptionalLong.empty(), RecordKeys.copierOf(RecordKeys.life(7)));
        assertNull(RecordKeys.markOf(RecordKeys.copier(7)));
    }

    @Test
    void of_others_are_nothing() {
        for (String other : List.of("", "x", "-7", "1e3", "12345678901234567890", "#fence/", "#fence/x")) {
            assertEquals(OptionalLong.empty(), RecordKeys.lifeOf(other.getBytes(UTF_8)), other);
            assertEquals(OptionalLong.empty(), RecordKeys.fenceOf(other.getBytes(UTF_8)), other);
        }
        assertEquals(OptionalLong.empty(), RecordKeys.lifeOf(null));
        assertNull(RecordKeys.markOf(null));
    }

    @Test
    void that_lie_among_messages_are_no_topic_names() {
        for (byte[] key : List.of(RecordKeys.fence(7), RecordKeys.copier(7), RecordKeys.mark("t", 3))) {
            assertEquals(Optional.empty(), TopicName.from(text(key)));
            assertTrue(RecordKeys.foreignToMessages(key, 0, key.length), text(key));
        }
        byte[] name = "d/1".getBytes(UTF_8);
        assertFalse(RecordKeys.foreignToMessages(name, 0, name.length));
        assertFalse(RecordKeys.foreignToMessages(name, 0, 0));
    }
}
