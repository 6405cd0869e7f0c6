package org.kafkamqtt.mqtt.subscribe.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * The format of {@code -F}: text with the tokens of mosquitto_sub.
 *
 * <p>Tokens begin with {@code %}, times with {@code @}, escapes with a backslash (mosquitto_sub's manual, "Output
 * format"). Those of MQTT 5 properties ({@link PropertyLetter}) write no more than blanks or zeros where there are none, as before
 * MQTT 5.
 */
public final class Format {
    private static final String KNOWN_TOKENS = "%A %C %D %d %E %F %f %I %J %j %l %m %P %p %q %R %r %S %t %U %X %x %%";

    private final String text;
    private final ArrivalTime time;
    private final boolean pretty;
    private final List<LineFormat> pieces = new ArrayList<>();
    private final Bytes literal = new Bytes(64);
    private int at;

    private Format(String text, ArrivalTime time, boolean pretty) {
        this.text = text;
        this.time = time;
        this.pretty = pretty;
    }

    /**
     * Reads a format.
     *
     * @param pretty whether JSON is spread over lines
     * @throws Failure status 2, with the position, for a token that does not exist or ends early
     */
    public static LineFormat of(String text, ArrivalTime time, boolean pretty) {
        return new Format(text, time, pretty).read();
    }

    private LineFormat read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '%' -> token();
                case '@' -> time();
                case '\\' -> escape();
                default -> plain();
            }
        }
        endLiteral();
        LineFormat[] all = pieces.toArray(LineFormat[]::new);
        return (message, out) -> {
            for (LineFormat piece : all) {
                piece.write(message, out);
            }
        };
    }

    private void plain() {
        int end = at;
        while (end < text.length() && "%@\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        literal.add(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
        at = end;
    }

    private void endLiteral() {
        if (literal.size() > 0) {
            pieces.add(LineFormat.constant(literal.toArray()));
            literal.clear();
        }
    }

    private void add(LineFormat piece) {
        endLiteral();
        pieces.add(piece);
    }

    private void escape() {
        char letter = letterAt(at + 1, at, "escape", "\\\\ \\0 \\a \\e \\n \\r \\t \\v");
        int place = "\\0aenrtv".indexOf(letter);
        if (place < 0) {
            throw unknown(at, 2, "escape", "\\\\ \\0 \\a \\e \\n \\r \\t \\v");
        }
        literal.add("\\\0\u0007\u001b\n\r\t\u000b".charAt(place));
        at += 2;
    }

    private void time() {
        char letter = letterAt(at + 1, at, "time", "@@, @N and the letters of strftime");
        if (letter == '@') {
            literal.add('@');
        } else if (letter == 'N') {
            add((message, out) -> new Width(false, true, 9, -1, (char) 0).number(message.nanos(), out));
        } else {
            Function<ZonedDateTime, String> part = TimeLetter.of(letter)
                    .orElseThrow(() -> unknown(at, 2, "time", "@@, @N and the letters of strftime"));
            add((message, out) -> out.add(part.apply(time.zoned(message))));
        }
        at += 2;
    }

    private void token() {
        int begin = at;
        at++;
        boolean left = skip('-');
        boolean zeros = skip('0');
        int least = number(0);
        int most = skip('.') ? number(-1) : -1;
        char separator = separator(most);
        Width width = new Width(left, zeros, least, most, separator);
        char letter = letterAt(at, begin, "token", KNOWN_TOKENS);
        at++;
        if (letter == '%') {
            literal.add('%');
        } else {
            add(piece(letter, width, begin));
        }
    }

    private LineFormat piece(char letter, Width width, int begin) {
        return switch (letter) {
            case 't' ->
                width.equals(Width.NONE)
                        ? (message, out) -> out.add(message.topic())
                        : (message, out) -> width.text(message.topic(), out);
            case 'p' -> (message, out) -> width.payload(message.payload(), out);
            case 'x' -> (message, out) -> width.hex(message.payload(), false, out);
            case 'X' -> (message, out) -> width.hex(message.payload(), true, out);
            case 'l' -> (message, out) -> width.number(message.payload().length, out);
            case 'm' -> (message, out) -> width.number(message.messageId(), out);
            case 'q' -> (message, out) -> width.number(message.qos(), out);
            case 'r' -> (message, out) -> width.number(message.retained() ? 1 : 0, out);
            case 'I' -> (message, out) -> width.text(time.text(message), out);
            case 'U' -> (message, out) -> width.text(unixTime(message), out);
            case 'f' ->
                (message, out) -> width.uncut().text(floating(message.payload(), Float.BYTES, width.most()), out);
            case 'd' ->
                (message, out) -> width.uncut().text(floating(message.payload(), Double.BYTES, width.most()), out);
            case 'j' -> new JsonLine(time, false, pretty);
            case 'J' -> new JsonLine(time, true, pretty);
            case 'A', 'C', 'D', 'E', 'F', 'P', 'R', 'S' -> PropertyLetter.of(letter, width);
            default -> throw unknown(begin, at - begin, "token", KNOWN_TOKENS);
        };
    }

    private static String unixTime(Arrival message) {
        return String.format(Locale.ROOT, "%d.%09d", message.seconds(), message.nanos());
    }

    /** The payload as a number in this machine's byte order; nothing if its length differs. */
    private static String floating(byte[] payload, int size, int digits) {
        if (payload.length != size) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
        double number = size == Float.BYTES ? bytes.getFloat() : bytes.getDouble();
        return String.format(Locale.ROOT, "%." + (digits < 0 ? 6 : digits) + "f", number);
    }

    /** The separator of hexadecimal groups comes between the precision and the letter. */
    private char separator(int most) {
        if (most > 0 && at + 1 < text.length() && "xX".indexOf(text.charAt(at + 1)) >= 0) {
            char candidate = text.charAt(at);
            if (!Character.isLetterOrDigit(candidate) && candidate < 0x80) {
                at++;
                return candidate;
            }
        }
        return 0;
    }

    private boolean skip(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private int number(int otherwise) {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at - begin > 4) {
            throw Failure.usage(
                    "-F: a width has at most 4 digits, found more at character " + (begin + 1) + " of '" + text + "'");
        }
        return at == begin ? otherwise : Integer.parseInt(text.substring(begin, at));
    }

    private char letterAt(int place, int begin, String kind, String known) {
        if (place >= text.length()) {
            throw unknown(begin, text.length() - begin, kind, known);
        }
        return text.charAt(place);
    }

    private Failure unknown(int begin, int length, String kind, String known) {
        return Failure.usage("-F: '" + text.substring(begin, Math.min(text.length(), begin + length))
                + "' at character " + (begin + 1) + " of '" + text + "' is not a " + kind + ": use " + known);
    }
}
