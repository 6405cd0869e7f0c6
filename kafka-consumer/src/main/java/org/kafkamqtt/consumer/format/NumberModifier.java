package org.kafkamqtt.consumer.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.text.Bytes;

/**
 * How a number is written: decimal, hexadecimal with leading zeros, or as raw bytes in either order.
 *
 * <p>The names are rpk's: {@code ascii hex64 hex32 hex16 hex8 hex4 big64 big32 big16 big8 little64 little32 little16
 * little8 byte bool}.
 */
interface NumberModifier {
    Pattern SIZED = Pattern.compile("(hex)(64|32|16|8|4)|(big|little)(64|32|16|8)");

    void add(Bytes out, long number);

    static NumberModifier parse(String name, Refusal refusal) {
        return switch (name) {
            case "", "ascii", "number" -> Bytes::addNumber;
            case "byte" -> (out, number) -> out.addByte((int) number);
            case "bool" -> (out, number) -> out.add(number == 0 ? "false" : "true");
            default -> sized(name, refusal);
        };
    }

    private static NumberModifier sized(String name, Refusal refusal) {
        Matcher matcher = SIZED.matcher(name);
        if (!matcher.matches()) {
            throw refusal.because("has an unknown number modifier {" + name
                    + "}: use ascii, hex64 to hex4, big64 to big8, little64 to little8, byte or bool");
        }
        if (matcher.group(1) != null) {
            int digits = Integer.parseInt(matcher.group(2)) / 4;
            return (out, number) -> hex(out, number, digits);
        }
        int bytes = Integer.parseInt(matcher.group(4)) / 8;
        return matcher.group(3).equals("big")
                ? (out, number) -> big(out, number, bytes)
                : (out, number) -> little(out, number, bytes);
    }

    private static void hex(Bytes out, long number, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            out.add(Character.forDigit((int) (number >> 4 * i) & 0xf, 16));
        }
    }

    private static void big(Bytes out, long number, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.addByte((int) (number >> 8 * i));
        }
    }

    private static void little(Bytes out, long number, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.addByte((int) (number >> 8 * i));
        }
    }
}
