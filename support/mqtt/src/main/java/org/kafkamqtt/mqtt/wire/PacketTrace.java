package org.kafkamqtt.mqtt.wire;

import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** A line per packet, in the words of {@code mosquitto_pub -d} and {@code mosquitto_sub -d} 2.0, which people grep. */
final class PacketTrace {
    private final String client;
    private final Consumer<String> lines;

    PacketTrace(String client, Consumer<String> lines) {
        this.client = "Client " + client;
        this.lines = lines;
    }

    /** A packet, or of a PUBLISH what comes before its payload. */
    void sending(byte[] packet) {
        int at = Packet.headerSize(packet);
        String what =
                switch (Packet.type(packet[0])) {
                    case Packet.CONNECT -> "CONNECT";
                    case Packet.PUBLISH -> publish(packet, at);
                    case Packet.PUBACK -> "PUBACK (m" + Packet.u16(packet, at) + ", rc0)";
                    case Packet.PUBREC -> "PUBREC (m" + Packet.u16(packet, at) + ", rc0)";
                    case Packet.PUBREL -> "PUBREL (m" + Packet.u16(packet, at) + ")";
                    case Packet.PUBCOMP -> "PUBCOMP (m" + Packet.u16(packet, at) + ")";
                    case Packet.SUBSCRIBE -> subscribe(packet, at);
                    case Packet.UNSUBSCRIBE -> unsubscribe(packet, at);
                    case Packet.PINGREQ -> "PINGREQ";
                    case Packet.DISCONNECT -> "DISCONNECT";
                    default -> "packet of type " + Packet.type(packet[0]);
                };
        lines.accept(client + " sending " + what);
    }

    /** A packet, or of a PUBLISH what comes before its payload. */
    void received(byte[] packet) {
        int at = Packet.headerSize(packet);
        String what =
                switch (Packet.type(packet[0])) {
                    case Packet.CONNACK -> "CONNACK (" + (packet[at + 1] & 0xff) + ")";
                    case Packet.PUBLISH -> publish(packet, at);
                    case Packet.PUBACK -> "PUBACK (Mid: " + Packet.u16(packet, at) + ", RC:0)";
                    case Packet.PUBREC -> "PUBREC (Mid: " + Packet.u16(packet, at) + ")";
                    case Packet.PUBREL -> "PUBREL (Mid: " + Packet.u16(packet, at) + ")";
                    case Packet.PUBCOMP -> "PUBCOMP (Mid: " + Packet.u16(packet, at) + ", RC:0)";
                    case Packet.SUBACK -> "SUBACK";
                    case Packet.UNSUBACK -> "UNSUBACK";
                    case Packet.PINGRESP -> "PINGRESP";
                    default -> "packet of type " + Packet.type(packet[0]);
                };
        lines.accept(client + " received " + what);
        if (Packet.type(packet[0]) == Packet.SUBACK) {
            lines.accept(suback(packet, at));
        }
    }

    private static String publish(byte[] packet, int at) {
        int topicLength = Packet.u16(packet, at);
        String topic = text(packet, at + 2, topicLength);
        int qos = packet[0] >> 1 & 3;
        int body = at + 2 + topicLength + (qos > 0 ? 2 : 0);
        int mid = qos > 0 ? Packet.u16(packet, at + 2 + topicLength) : 0;
        return "PUBLISH (d" + (packet[0] >> 3 & 1) + ", q" + qos + ", r" + (packet[0] & 1) + ", m" + mid + ", '" + topic
                + "', ... (" + (at + Packet.announced(packet) - body) + " bytes))";
    }

    private static String subscribe(byte[] packet, int at) {
        StringJoiner topics = new StringJoiner(", ");
        int i = at + 2;
        while (i + 2 < packet.length) {
            int length = Packet.u16(packet, i);
            topics.add("Topic: " + text(packet, i + 2, length) + ", QoS: " + packet[i + 2 + length]);
            i += length + 3;
        }
        return "SUBSCRIBE (Mid: " + Packet.u16(packet, at) + ", " + topics + ", Options: 0x00)";
    }

    private static String unsubscribe(byte[] packet, int at) {
        StringJoiner topics = new StringJoiner(", ");
        int i = at + 2;
        while (i + 1 < packet.length) {
            int length = Packet.u16(packet, i);
            topics.add("Topic: " + text(packet, i + 2, length));
            i += length + 2;
        }
        return "UNSUBSCRIBE (Mid: " + Packet.u16(packet, at) + ", " + topics + ")";
    }

    private static String suback(byte[] packet, int at) {
        StringJoiner codes = new StringJoiner(", ");
        for (int i = at + 2; i < packet.length; i++) {
            codes.add(Integer.toString(packet[i] & 0xff));
        }
        return "Subscribed (mid: " + Packet.u16(packet, at) + "): " + codes;
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }
}
