package org.kafkamqtt.mqtt.publish.source;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.kafkamqtt.console.failure.Failure;

/** How the input spells payloads. */
public enum PayloadCode {
    RAW {
        @Override
        public byte[] payload(byte[] spelt) {
            return spelt;
        }
    },
    HEX {
        @Override
        public byte[] payload(byte[] spelt) throws BadMessage {
            try {
                String digits = new String(spelt, StandardCharsets.ISO_8859_1).replaceAll("[\\s:]+|0x", "");
                return HexFormat.of().parseHex(digits);
            } catch (IllegalArgumentException e) {
                throw new BadMessage("is not hexadecimal: " + e.getMessage());
            }
        }
    },
    BASE64 {
        @Override
        public byte[] payload(byte[] spelt) throws BadMessage {
            try {
                String text = new String(spelt, StandardCharsets.ISO_8859_1).strip();
                return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
            } catch (IllegalArgumentException e) {
                throw new BadMessage("is not base64: " + e.getMessage());
            }
        }
    };

    public abstract byte[] payload(byte[] spelt) throws BadMessage;

    public static PayloadCode parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "raw", "text" -> RAW;
            case "hex" -> HEX;
            case "base64" -> BASE64;
            default -> throw Failure.usage("unknown --encoding '" + text + "': use raw, hex or base64");
        };
    }
}
