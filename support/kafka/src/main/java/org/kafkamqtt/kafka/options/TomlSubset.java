package org.kafkamqtt.kafka.options;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.TextFile;

/**
 * The part of TOML 1.0 that a file of properties needs: comments, tables, dotted and quoted keys, one-line strings,
 * numbers and booleans. Anything else is refused with its line, never misread.
 */
final class TomlSubset {
    private static final String BASIC = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String LITERAL = "'[^']*'";
    private static final String KEY = "(?:[A-Za-z0-9_-]+|" + BASIC + "|" + LITERAL + ")";
    private static final String DOTTED = KEY + "(?:\\s*\\.\\s*" + KEY + ")*";
    private static final Pattern TABLE = Pattern.compile("\\[\\s*(" + DOTTED + ")\\s*]\\s*(?:#.*)?");
    private static final Pattern PAIR = Pattern.compile("(" + DOTTED + ")\\s*=\\s*(" + BASIC + "|" + LITERAL
            + "|[+-]?[0-9][0-9_]*(?:\\.[0-9_]+)?|true|false)\\s*(?:#.*)?");
    private static final Pattern ONE_KEY = Pattern.compile(KEY);

    private TomlSubset() {}

    /**
     * All values under their full dotted names.
     *
     * @throws Failure status 2 with file and line if there is anything else
     */
    static Map<String, String> read(TextFile file) {
        Map<String, String> values = new LinkedHashMap<>();
        String table = "";
        int number = 0;
        for (String raw : file.lines()) {
            String line = raw.strip();
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher heading = TABLE.matcher(line);
            Matcher pair = PAIR.matcher(line);
            if (heading.matches()) {
                table = dotted(heading.group(1)) + ".";
            } else if (pair.matches()) {
                String name = table + dotted(pair.group(1));
                String value = value(pair.group(2)).orElseThrow(badEscape(file, number));
                if (values.put(name, value) != null) {
                    throw file.wrong(number, "'" + name + "' is set twice");
                }
            } else {
                // The rest of the line may be a password.
                throw file.wrong(
                        number, "expected [table] or key = \"value\", found: " + line.replaceFirst("=.*", "= ..."));
            }
        }
        return values;
    }

    private static Supplier<Failure> badEscape(TextFile file, int number) {
        return () -> file.wrong(number, "this string has a backslash before something other than n, t, r, \" or \\");
    }

    private static String dotted(String key) {
        StringBuilder name = new StringBuilder();
        Matcher part = ONE_KEY.matcher(key);
        while (part.find()) {
            name.append(name.isEmpty() ? "" : ".").append(word(part.group()).orElse(part.group()));
        }
        return name.toString();
    }

    /** A bare value is a number or a boolean; only numbers may group their digits with underscores. */
    private static Optional<String> value(String text) {
        char first = text.charAt(0);
        return first == '"' || first == '\'' ? word(text) : Optional.of(text.replace("_", ""));
    }

    private static Optional<String> word(String text) {
        return switch (text.charAt(0)) {
            case '\'' -> Optional.of(text.substring(1, text.length() - 1));
            case '"' -> unescaped(text.substring(1, text.length() - 1));
            default -> Optional.of(text);
        };
    }

    /** Empty if there is an unknown escape. */
    private static Optional<String> unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char letter = text.charAt(++i);
            switch (letter) {
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case 'r' -> plain.append('\r');
                case '"', '\\' -> plain.append(letter);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(plain.toString());
    }
}
