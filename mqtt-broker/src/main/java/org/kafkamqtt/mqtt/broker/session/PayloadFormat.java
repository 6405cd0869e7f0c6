package org.kafkamqtt.mqtt.broker.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** Whether a payload is what its Payload Format Indicator says (MQTT 5.0 section 3.3.2.3.2). */
final class PayloadFormat {
    private static final int TEXT = 1;

    private PayloadFormat() {}

    static boolean holds(Properties properties, Payload payload) {
        return properties.isEmpty()
                || properties.number(Property.PAYLOAD_FORMAT, 0) != TEXT
                || isAscii(payload)
                || isText(payload);
    }

    private static boolean isAscii(Payload payload) {
        byte[] bytes = payload.array();
        int end = payload.offset() + payload.length();
        for (int i = payload.offset(); i < end; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Payload payload) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.array(), payload.offset(), payload.length()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
