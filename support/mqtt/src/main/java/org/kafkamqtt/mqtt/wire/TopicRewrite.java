package org.kafkamqtt.mqtt.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Packets with their topics in another spelling ({@link TopicCode}); a packet that does not need it stays the same array. */
final class TopicRewrite {
    private TopicRewrite() {}

    /** A PUBLISH, or the beginning of one with its whole topic, with the topic respelt. */
    static byte[] publish(byte[] packet, int at, UnaryOperator<String> spelling) {
        int length = Packet.u16(packet, at);
        if (ascii(packet, at + 2, length)) {
            return packet;
        }
        String topic = new String(packet, at + 2, length, StandardCharsets.UTF_8);
        String respelt = spelling.apply(topic);
        if (respelt.equals(topic)) {
            return packet;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream(packet.length + 16);
        Packet.string(rest, respelt);
        int behindTopic = Packet.announced(packet) - 2 - length;
        int announced = rest.size() + behindTopic;
        rest.write(packet, at + 2 + length, packet.length - at - 2 - length);
        return Packet.of(packet[0], announced, rest.toByteArray());
    }

    /** A SUBSCRIBE or UNSUBSCRIBE with its filters as the broker should see them; each is followed by a number of bytes. */
    static byte[] list(byte[] packet, int at, int following) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(packet.length);
        rest.write(packet, at, 2);
        int i = at + 2;
        while (i + 1 < packet.length) {
            int length = Packet.u16(packet, i);
            Packet.string(rest, TopicCode.decoded(new String(packet, i + 2, length, StandardCharsets.UTF_8)));
            i += 2 + length;
            rest.write(packet, i, following);
            i += following;
        }
        byte[] respelt = Packet.of(packet[0], rest.toByteArray());
        return Arrays.equals(respelt, packet) ? packet : respelt;
    }

    /** Whether certainly nothing needs respelling: printable ASCII only. */
    static boolean ascii(byte[] bytes, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] < ' ' || bytes[i] == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
