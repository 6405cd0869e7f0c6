package org.kafkamqtt.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.util.Random;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\ude00", "a\u0001", "\u0085", "\ufdd0", "\ufffd", "\uffff"})
    void lets_topics_through_that_stop_paho(String topic) {
        DataOutputStream out = new DataOutputStream(new ByteArrayOutputStream());
        assertThrows(IllegalArgumentException.class, () -> MqttWireMessage.encodeUTF8(out, topic));
        org.junit.jupiter.api.Assertions.assertDoesNotThrow(
                () -> MqttWireMessage.encodeUTF8(out, TopicCode.encoded(topic)));
        assertEquals(topic, TopicCode.decoded(TopicCode.encoded(topic)));
    }

    @Test
    void leaves_ordinary_topics_alone() {
        String topic = "home/k\u00fcche/temp 1";
        assertSame(topic, TopicCode.encoded(topic));
    }

    @Test
    void gives_every_topic_back() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder topic = new StringBuilder();
            for (int k = random.nextInt(8); k >= 0; k--) {
                int c = random.nextInt(4) == 0 ? 0xe000 + random.nextInt(0x400) : random.nextInt(0x10ffff) + 1;
                topic.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 'x' : c);
            }
            assertEquals(topic.toString(), TopicCode.decoded(TopicCode.encoded(topic.toString())));
        }
    }

    @Test
    void respells_the_filters_of_a_subscription_and_nothing_else() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(new byte[] {0, 7});
        Packet.string(rest, TopicCode.encoded("\ud83d\ude00/#"));
        rest.write(1);
        Packet.string(rest, "plain");
        rest.write(2);
        byte[] packet = Packet.of(0x82, rest.toByteArray());
        ByteArrayOutputStream real = new ByteArrayOutputStream();
        real.writeBytes(new byte[] {0, 7});
        Packet.string(real, "\ud83d\ude00/#");
        real.write(1);
        Packet.string(real, "plain");
        real.write(2);
        assertArrayEquals(Packet.of(0x82, real.toByteArray()), TopicRewrite.list(packet, Packet.headerSize(packet), 1));
    }
}
