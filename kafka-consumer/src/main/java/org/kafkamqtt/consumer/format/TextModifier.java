package org.kafkamqtt.consumer.format;

import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;

/** How bytes are written: as they are, {@code hex}, {@code base64}, {@code base64raw}, {@code json} or {@code unpack[...]}. */
interface TextModifier {
    void add(Bytes out, byte[] bytes, int offset, int length);

    static TextModifier parse(String name, Refusal refusal) {
        return switch (name) {
            case "" -> Bytes::add;
            case "hex" -> Bytes::addHex;
            case "base64" -> Bytes::addBase64;
            case "base64raw" -> TextModifier::unpadded;
            case "json" -> TextModifier::json;
            default -> unpack(name, refusal);
        };
    }

    private static void unpadded(Bytes out, byte[] bytes, int offset, int length) {
        out.addBase64(bytes, offset, length);
        out.shrinkTo(out.size() - (3 - length % 3) % 3);
    }

    private static void json(Bytes out, byte[] bytes, int offset, int length) {
        if (Utf8.isValid(bytes, offset, length)) {
            out.addJson(bytes, offset, length);
        } else {
            out.add('"').addBase64(bytes, offset, length).add('"');
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
