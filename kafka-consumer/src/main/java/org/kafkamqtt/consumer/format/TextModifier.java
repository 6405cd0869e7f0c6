package org.kafkamqtt.consumer.format;

import java.util.Base64;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;

/** How bytes are written: as they are, {@code hex}, {@code base64}, {@code base64raw}, {@code json} or {@code unpack[...]}. */
interface TextModifier {
    void add(Bytes out, byte[] bytes);

    static TextModifier parse(String name, Refusal refusal) {
        return switch (name) {
            case "" -> Bytes::add;
            case "hex" -> (out, bytes) -> out.addHex(bytes, 0, bytes.length);
            case "base64" -> Bytes::addBase64;
            case "base64raw" -> {
                Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
                yield (out, bytes) -> out.add(encoder.encode(bytes));
            }
            case "json" -> TextModifier::json;
            default -> unpack(name, refusal);
        };
    }

    private static void json(Bytes out, byte[] bytes) {
        if (Utf8.isValid(bytes, 0, bytes.length)) {
            out.addJson(bytes, 0, bytes.length);
        } else {
            out.add('"').addBase64(bytes).add('"');
        }
    }

    private static TextModifier unpack(String name, Refusal refusal) {
        if (name.startsWith("unpack[") && name.endsWith("]")) {
            PackFormat pack = PackFormat.parse(name.substring("unpack[".length(), name.length() - 1), refusal);
            return pack::add;
        }
        throw refusal.because(
                "has an unknown modifier {" + name + "}: use hex, base64, base64raw, json or unpack[...]");
    }
}
