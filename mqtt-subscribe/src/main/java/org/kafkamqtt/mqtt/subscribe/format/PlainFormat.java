package org.kafkamqtt.mqtt.subscribe.format;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** The payload, alone or after its topic name, as it is or as hexadecimal or base64. */
public final class PlainFormat {
    private static final byte[] TOPIC_COLOUR = "\u001b[36m".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_COLOUR = "\u001b[0m".getBytes(StandardCharsets.US_ASCII);

    private PlainFormat() {}

    /** How the bytes of a payload are shown. */
    public enum Encoding {
        AS_IS,
        HEX,
        BASE64
    }

    /** The payload alone. */
    public static LineFormat payload(Encoding encoding) {
        return switch (encoding) {
            case AS_IS -> (message, out) -> out.add(message.payload());
            case HEX -> (message, out) -> out.addHex(message.payload(), 0, message.payload().length);
            case BASE64 -> (message, out) -> out.addBase64(message.payload());
        };
    }

    /** Topic name, space, payload; an empty payload as {@code (null)}, as in mosquitto_sub. */
    public static LineFormat verbose(Encoding encoding, boolean colour) {
        LineFormat topic = colour
                ? (message, out) -> out.add(TOPIC_COLOUR).add(message.topic()).add(NO_COLOUR)
                : (message, out) -> out.add(message.topic());
        LineFormat payload = payload(encoding);
        return topic.then((message, out) -> {
            out.add(' ');
            payloadOrNull(message, payload, out);
        });
    }

    private static void payloadOrNull(Arrival message, LineFormat payload, Bytes out) {
        if (message.payload().length == 0) {
            out.add("(null)");
        } else {
            payload.write(message, out);
        }
    }
}
