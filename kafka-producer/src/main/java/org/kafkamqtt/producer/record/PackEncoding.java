package org.kafkamqtt.producer.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers packed into bytes, with kcat's letters: {@code <} little-endian, {@code >} big-endian (from there on; big-endian
 * at first), {@code b B} 8 bits, {@code h H} 16, {@code i I} 32, {@code q Q} 64 (small letters signed), {@code c} one
 * character, {@code s} the rest as text, {@code $} nothing may follow; spaces are for readability.
 *
 * <p>The text has a word for each letter, with spaces between them.
 */
final class PackEncoding implements Encoding {
    private final String format;

    PackEncoding(String format) {
        this.format = format;
    }

    static boolean isFormat(String text) {
        return text.matches("[<>bBhHiIqQcs$ ]*[bBhHiIqQcs][<>bBhHiIqQcs$ ]*");
    }

    @Override
    public byte[] encode(String topic, byte[] text) throws BadRecord {
        String rest = new String(text, StandardCharsets.ISO_8859_1);
        ByteBuffer out = ByteBuffer.allocate(8 * format.length() + text.length);
        for (int i = 0; i < format.length(); i++) {
            char letter = format.charAt(i);
            switch (letter) {
                case ' ', '$' -> {
                    continue;
                }
                case '<' -> out.order(ByteOrder.LITTLE_ENDIAN);
                case '>' -> out.order(ByteOrder.BIG_ENDIAN);
                case 's' -> {
                    out.put(rest.getBytes(StandardCharsets.ISO_8859_1));
                    rest = "";
                }
                default -> {
                    String word = rest.stripLeading().split("\\s", 2)[0];
                    put(out, letter, word);
                    rest = rest.stripLeading().substring(word.length());
                    rest = rest.isEmpty() ? rest : rest.substring(1);
                }
            }
        }
        if (!rest.isBlank()) {
            throw new BadRecord(
                    "'" + Encodings.shortened(rest) + "' is left over after the pack format '" + format + "'");
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private void put(ByteBuffer out, char letter, String word) throws BadRecord {
        try {
            switch (letter) {
                case 'c' -> out.put((byte) character(word));
                case 'b' -> out.put(Byte.parseByte(word));
                case 'B' -> out.put((byte) unsigned(word, 0xff));
                case 'h' -> out.putShort(Short.parseShort(word));
                case 'H' -> out.putShort((short) unsigned(word, 0xffff));
                case 'i' -> out.putInt(Integer.parseInt(word));
                case 'I' -> out.putInt(Integer.parseUnsignedInt(word));
                case 'q' -> out.putLong(Long.parseLong(word));
                default -> out.putLong(Long.parseUnsignedLong(word));
            }
        } catch (NumberFormatException e) {
            throw new BadRecord("'" + Encodings.shortened(word) + "' does not fit '" + letter + "' of the pack format '"
                    + format + "'");
        }
    }

    private static int character(String word) {
        if (word.length() != 1) {
            throw new NumberFormatException(word);
        }
        return word.charAt(0);
    }

    private static int unsigned(String word, int most) {
        int number = Integer.parseInt(word);
        if (number < 0 || number > most) {
            throw new NumberFormatException(word);
        }
        return number;
    }
}
