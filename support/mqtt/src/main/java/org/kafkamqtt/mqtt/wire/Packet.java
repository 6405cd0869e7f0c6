package org.kafkamqtt.mqtt.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers and shapes of MQTT 3.1.1 packets (section 2.2). */
final class Packet {
    static final int CONNECT = 1;
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int PUBCOMP = 7;
    static final int SUBSCRIBE = 8;
    static final int SUBACK = 9;
    static final int UNSUBSCRIBE = 10;
    static final int UNSUBACK = 11;
    static final int PINGREQ = 12;
    static final int PINGRESP = 13;
    static final int DISCONNECT = 14;

    private static final String[] NAMES = {
        "",
        "CONNECT",
        "CONNACK",
        "PUBLISH",
        "PUBACK",
        "PUBREC",
        "PUBREL",
        "PUBCOMP",
        "SUBSCRIBE",
        "SUBACK",
        "UNSUBSCRIBE",
        "UNSUBACK",
        "PINGREQ",
        "PINGRESP",
        "DISCONNECT"
    };

    private Packet() {}

    static int type(byte first) {
        return first >> 4 & 0x0f;
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    /** The size of the fixed header of this complete packet: the first byte and one to four of length. */
    static int headerSize(byte[] packet) {
        int size = 2;
        while ((packet[size - 1] & 0x80) != 0) {
            size++;
        }
        return size;
    }

    /** The length that the fixed header of this packet, whole or only its beginning, announces for what follows it. */
    static int announced(byte[] packet) {
        int length = 0;
        for (int i = 1, shift = 0; i < headerSize(packet); i++, shift += 7) {
            length |= (packet[i] & 0x7f) << shift;
        }
        return length;
    }

    /** A packet from its first byte and the rest after the length. */
    static byte[] of(int first, byte[] rest) {
        return of(first, rest.length, rest);
    }

    /** A packet from its first byte, the length it announces and the beginning of the rest. */
    static byte[] of(int first, int length, byte[] rest) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream(rest.length + 5);
        packet.write(first);
        length(packet, length);
        packet.writeBytes(rest);
        return packet.toByteArray();
    }

    /** The standard's name of a packet type; its number if it does not exist. */
    static String name(int type) {
        return type < 1 || type >= NAMES.length ? "packet of type " + type : NAMES[type];
    }

    static void length(ByteArrayOutputStream out, int length) {
        int left = length;
        do {
            int digit = left & 0x7f;
            left >>>= 7;
            out.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
    }

    static void string(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    static void string(ByteArrayOutputStream out, String text) {
        string(out, text.getBytes(StandardCharsets.UTF_8));
    }
}
