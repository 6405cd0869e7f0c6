package org.kafkamqtt.mqtt.protocol.codec;

import java.util.Arrays;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.packet.Payload;

/** Bytes of a packet that are read from front to back and never beyond their end. Every method refuses what is missing. */
final class Input {
    private static final int LONGEST_NUMBER = 4;

    private final byte[] bytes;
    private final int to;
    private int at;

    Input(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    int left() {
        return to - at;
    }

    /** Goes on; where it was. */
    private int take(int length) {
        if (length > to - at) {
            throw ProtocolError.malformed("the packet ends too early");
        }
        int from = at;
        at += length;
        return from;
    }

    int oneByte() {
        return bytes[take(1)] & 0xFF;
    }

    int twoBytes() {
        int from = take(2);
        return (bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF;
    }

    long fourBytes() {
        return (long) twoBytes() << 16 | twoBytes();
    }

    /** A variable byte integer, 0 to 268,435,455. */
    int variable() {
        int number = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            int next = oneByte();
            number |= (next & 0x7F) << 7 * i;
            if (next < 0x80) {
                if (i > 0 && next == 0) {
                    throw ProtocolError.malformed("a number has more bytes than need be");
                }
                return number;
            }
        }
        throw ProtocolError.malformed("a number has more than 4 bytes");
    }

    String text() {
        int from = take(twoBytes());
        return Utf8.text(bytes, from, at);
    }

    String name() {
        int from = take(twoBytes());
        return Utf8.name(bytes, from, at);
    }

    /** A topic name that is perhaps empty. */
    String topic(TopicCache cache) {
        int from = take(twoBytes());
        return cache.topic(bytes, from, at);
    }

    byte[] binary() {
        int from = take(twoBytes());
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** The next ones on their own. */
    Input part(int length) {
        int from = take(length);
        return new Input(bytes, from, at);
    }

    /** Bytes of a length that is written before them, lent. */
    Payload sized() {
        int from = take(twoBytes());
        return new Payload(bytes, from, at - from);
    }

    /** All that is left, lent. */
    Payload rest() {
        int from = take(left());
        return new Payload(bytes, from, at - from);
    }

    /** Refuses what is left over. */
    void end() {
        if (at < to) {
            throw ProtocolError.malformed("the packet has " + left() + " bytes too many");
        }
    }
}
