package org.kafkamqtt.producer.template;

import java.io.IOException;
import org.kafkamqtt.producer.record.BadRecord;

/**
 * Finds the end of a JSON value, whatever follows it, without checking what is inside.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
final class JsonText {
    private final ByteWindow in;
    private int at;

    private JsonText(ByteWindow in) {
        this.in = in;
    }

    /**
     * Takes the value that begins here, without the white space before it.
     *
     * @throws BadRecord if none begins here, or the input ends inside it
     */
    static byte[] take(ByteWindow in) throws IOException, BadRecord {
        while (in.has(1) && space(in.peek(0))) {
            in.take(1);
        }
        JsonText text = new JsonText(in);
        text.value();
        return in.take(text.at);
    }

    private void value() throws IOException, BadRecord {
        int first = next();
        switch (first) {
            case '{', '[' -> readNested();
            case '"' -> string();
            default -> {
                if (!word(first)) {
                    throw new BadRecord("no JSON value begins with '" + (char) first + "'");
                }
                while (in.has(at + 1) && word(in.peek(at))) {
                    at++;
                }
            }
        }
    }

    private void readNested() throws IOException, BadRecord {
        for (int depth = 1; depth > 0; ) {
            switch (next()) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> string();
                default -> {}
            }
        }
    }

    private void string() throws IOException, BadRecord {
        for (int letter = next(); letter != '"'; letter = next()) {
            if (letter == '\\') {
                at++;
            }
        }
    }

    private int next() throws IOException, BadRecord {
        if (!in.has(at + 1)) {
            throw new BadRecord("the input ends inside a JSON value");
        }
        return in.peek(at++);
    }

    /** Letters of numbers, true, false and null. */
    private static boolean word(int letter) {
        return letter >= '0' && letter <= '9'
                || letter >= 'a' && letter <= 'z'
                || letter == 'E'
                || letter == '-'
                || letter == '+'
                || letter == '.';
    }

    private static boolean space(int letter) {
        return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    }
}
