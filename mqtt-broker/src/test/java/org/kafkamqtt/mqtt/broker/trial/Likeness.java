package org.kafkamqtt.mqtt.broker.trial;

import java.util.Arrays;

/** How like two packets of a server are. Knows just enough of MQTT for that, and nothing of the project's codec. */
final class Likeness {
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int PUBCOMP = 7;
    private static final int SUBACK = 9;
    private static final int UNSUBACK = 11;
    private static final int DISCONNECT = 14;

    private Likeness() {}

    /** {@link Grade#EXACT}, {@link Grade#EQUIV}, {@link Grade#REASON} or {@link Grade#FAIL}. */
    static Grade of(byte[] expected, byte[] heard, boolean properties) {
        if (Arrays.equals(expected, heard)) {
            return Grade.EXACT;
        }
        if (expected[0] == heard[0] && Arrays.equals(essence(expected, properties), essence(heard, properties))) {
            return Grade.EQUIV;
        }
        return isError(expected, properties) && isError(heard, properties) ? Grade.REASON : Grade.FAIL;
    }

    static boolean isPublish(byte[] packet) {
        return type(packet) == PUBLISH;
    }

    private static int type(byte[] packet) {
        return (packet[0] & 0xF0) >> 4;
    }

    /** Whether it tells that something was not done. */
    static boolean isError(byte[] packet, boolean properties) {
        byte[] essence = essence(packet, properties);
        return switch (type(packet)) {
            case CONNACK -> essence[1] != 0;
            case DISCONNECT -> essence[0] < 0;
            case PUBACK, PUBACK + 1, PUBACK + 2, PUBCOMP -> properties && essence[2] < 0;
            case SUBACK -> essence[essence.length - 1] < 0;
            default -> false;
        };
    }

    /** What a packet says without its properties; of PUBLISH all its bytes in some order, for properties have no order. */
    private static byte[] essence(byte[] packet, boolean properties) {
        int start = 1;
        while (packet[start] < 0) {
            start++;
        }
        byte[] body = Arrays.copyOfRange(packet, start + 1, packet.length);
        int type = type(packet);
        if (type == PUBLISH) {
            Arrays.sort(body);
            return body;
        }
        if (type == CONNACK) {
            return Arrays.copyOf(body, 2);
        }
        if (type == DISCONNECT) {
            return Arrays.copyOf(body, 1);
        }
        if (type >= PUBACK && type <= PUBCOMP) {
            return Arrays.copyOf(body, 3);
        }
        if ((type == SUBACK || type == UNSUBACK) && properties) {
            int length = body[2] & 0x7F;
            int at = 3;
            for (int shift = 7; body[at - 1] < 0; shift += 7) {
                length |= (body[at++] & 0x7F) << shift;
            }
            byte[] essence = new byte[2 + body.length - at - length];
            System.arraycopy(body, 0, essence, 0, 2);
            System.arraycopy(body, at + length, essence, 2, essence.length - 2);
            return essence;
        }
        return body;
    }
}
