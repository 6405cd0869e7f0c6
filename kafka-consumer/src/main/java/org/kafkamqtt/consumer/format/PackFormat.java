package org.kafkamqtt.consumer.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.kafkamqtt.console.text.Bytes;

/**
 * Binary fields as text, by kcat's pack strings: {@code <} and {@code >} set little and big endian (big at first),
 * {@code b B h H i I q Q} are numbers of 1, 2, 4 and 8 bytes, capitals unsigned, {@code c} is one byte as it is, {@code s}
 * the rest as it is, {@code $} asserts that nothing is left; spaces are ignored.
 *
 * <p>Fields are written with a space between them. Where the bytes do not fit the string, {@code <TEXT>} shows why.
 */
public final class PackFormat {
    private static final String KNOWN = "<>bBhHiIqQcs$. ";

    private final String fields;

    private PackFormat(String fields) {
        this.fields = fields;
    }

    public static PackFormat parse(String fields, Refusal refusal) {
        for (int i = 0; i < fields.length(); i++) {
            if (KNOWN.indexOf(fields.charAt(i)) < 0) {
                throw refusal.because("has an unknown field '" + fields.charAt(i) + "' in the pack string '" + fields
                        + "': use < > b B h H i I q Q c s . $");
            }
        }
        return new PackFormat(fields);
    }

    public void add(Bytes out, byte[] bytes, int offset, int length) {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        int start = out.size();
        for (int i = 0; i < fields.length(); i++) {
            char field = fields.charAt(i);
            String trouble = trouble(field, rest.remaining());
            boolean writes = width(field) > 0 || field == 's' || !trouble.isEmpty();
            if (writes && out.size() > start) {
                out.add(' ');
            }
            if (!trouble.isEmpty()) {
                out.add(trouble);
                return;
            }
            field(out, field, rest);
        }
    }

    /** Why the field does not fit what is left, empty if it does. */
    private static String trouble(char field, int left) {
        if (width(field) > left) {
            return "<only " + bytes(left) + " left for '" + field + "'>";
        }
        return field == '$' && left > 0 ? "<" + bytes(left) + " too many>" : "";
    }

    private static String bytes(int count) {
        return count + (count == 1 ? " byte" : " bytes");
    }

    private static int width(char field) {
        return switch (field) {
            case 'b', 'B', 'c', '.' -> 1;
            case 'h', 'H' -> 2;
            case 'i', 'I' -> 4;
            case 'q', 'Q' -> 8;
            default -> 0;
        };
    }

    private static void field(Bytes out, char field, ByteBuffer rest) {
        switch (field) {
            case '<' -> rest.order(ByteOrder.LITTLE_ENDIAN);
            case '>' -> rest.order(ByteOrder.BIG_ENDIAN);
            case 'b' -> out.addNumber(rest.get());
            case 'B' -> out.addNumber(rest.get() & 0xff);
            case 'h' -> out.addNumber(rest.getShort());
            case 'H' -> out.addNumber(rest.getShort() & 0xffff);
            case 'i' -> out.addNumber(rest.getInt());
            case 'I' -> out.addNumber(rest.getInt() & 0xffff_ffffL);
            case 'q' -> out.addNumber(rest.getLong());
            case 'Q' -> out.add(Long.toUnsignedString(rest.getLong()));
            case 'c', '.' -> out.addByte(rest.get());
            case 's' -> {
                byte[] tail = new byte[rest.remaining()];
                rest.get(tail);
                out.add(tail);
            }
            default -> {}
        }
    }
}
