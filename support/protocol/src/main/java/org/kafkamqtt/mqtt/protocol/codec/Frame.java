package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/** Where a packet ends, by its fixed header alone (MQTT 5.0 section 2.1). */
public final class Frame {
    private static final int LONGEST_LENGTH = 4;

    private Frame() {}

    /**
     * The bytes of the packet that begins here, its fixed header included; 0 if more bytes are needed to know that.
     *
     * @param from where the packet begins
     * @param to where the bytes that are known end
     * @throws ProtocolError if its length is not written as it must be
     */
    public static long size(byte[] bytes, int from, int to) {
        long length = 0;
        for (int i = 0; i < LONGEST_LENGTH; i++) {
            int at = from + 1 + i;
            if (at >= to) {
                return 0;
            }
            length |= (long) (bytes[at] & 0x7F) << 7 * i;
            if (bytes[at] >= 0) {
                if (i > 0 && bytes[at] == 0) {
                    throw new ProtocolError(ReasonCode.MALFORMED_PACKET, "the remaining length is longer than need be");
                }
                return 2 + i + length;
            }
        }
        throw new ProtocolError(ReasonCode.MALFORMED_PACKET, "the remaining length has more than 4 bytes");
    }
}
