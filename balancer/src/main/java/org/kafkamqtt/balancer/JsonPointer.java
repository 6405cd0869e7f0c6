package org.kafkamqtt.balancer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds one member in JSON bytes (RFC 6901 over RFC 8259) without building a tree.
 *
 * <p>Thread-safe. Text that is not JSON has no members.
 */
final class JsonPointer {
    private final String[] steps;

    /** @throws BalancerException if the pointer is neither empty nor begins with a slash */
    JsonPointer(String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new BalancerException("JSON pointer '" + pointer + "' must begin with '/', such as /device/id");
        }
        steps = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        Arrays.setAll(steps, i -> steps[i].replace("~1", "/").replace("~0", "~"));
    }

    /** The text of a string, or the JSON text of any other value except null; null if there is no value. */
    byte @Nullable [] find(byte[] json) {
        try {
            return new Scan(json).find(steps);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return null;
        }
    }

    /** One pass over one text; reaching its end too early means that it is not JSON. The searching thread owns it. */
    private static final class Scan {
        private final byte[] json;
        private int at;

        Scan(byte[] json) {
            this.json = json;
        }

        byte @Nullable [] find(String[] steps) {
            blanks();
            for (String step : steps) {
                if (!(json[at] == '{' ? intoMember(step) : json[at] == '[' && intoElement(step))) {
                    return null;
                }
            }
            int from = at;
            if (json[at] == '"') {
                return string().getBytes(StandardCharsets.UTF_8);
            }
            skip();
            byte[] text = Arrays.copyOfRange(json, from, at);
            return new String(text, StandardCharsets.UTF_8).equals("null") ? null : text;
        }

        private boolean intoMember(String name) {
            at++;
            blanks();
            while (json[at] != '}') {
                boolean found = string().equals(name);
                blanks();
                at++;
                blanks();
                if (found) {
                    return true;
                }
                skip();
                comma();
            }
            return false;
        }

        private boolean intoElement(String step) {
            if (!step.matches("0|[1-9]\\d{0,8}")) {
                return false;
            }
            at++;
            blanks();
            for (int left = Integer.parseInt(step); json[at] != ']'; left--) {
                if (left == 0) {
                    return true;
                }
                int before = at;
                skip();
                comma();
                if (at == before) {
                    // Neither an element nor the end of the array: this is not JSON.
                    return false;
                }
            }
            return false;
        }

        private void comma() {
            blanks();
            if (json[at] == ',') {
                at++;
                blanks();
            }
        }

        private void blanks() {
            while (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t') {
                at++;
            }
        }

        private void skip() {
            if (json[at] == '"') {
                string();
                return;
            }
            int depth = 0;
            do {
                byte b = json[at];
                if (b == '"') {
                    string();
                    continue;
                }
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                if (depth < 0) {
                    return;
                }
                at++;
            } while (at < json.length && (depth > 0 || !ends(json[at])));
        }

        private static boolean ends(byte b) {
            return b == ',' || b == '}' || b == ']' || b <= ' ';
        }

        private String string() {
            StringBuilder text = new StringBuilder();
            int plain = ++at;
            while (json[at] != '"') {
                if (json[at] == '\\') {
                    text.append(new String(json, plain, at - plain, StandardCharsets.UTF_8));
                    escape(text);
                    plain = at;
                } else {
                    at++;
                }
            }
            text.append(new String(json, plain, at++ - plain, StandardCharsets.UTF_8));
            return text.toString();
        }

        private void escape(StringBuilder text) {
            byte letter = json[at + 1];
            at += 2;
            switch (letter) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    text.append((char) Integer.parseInt(new String(json, at, 4, StandardCharsets.US_ASCII), 16));
                    at += 4;
                }
                default -> text.append((char) letter);
            }
        }
    }
}
