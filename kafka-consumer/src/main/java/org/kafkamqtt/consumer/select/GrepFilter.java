package org.kafkamqtt.consumer.select;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.text.Utf8;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Records with a part that matches a regular expression: {@code k:RE}, {@code v:RE}, {@code t:RE} for the topic, {@code h:NAME=RE}
 * for any header of that name; a leading {@code !} negates it.
 *
 * <p>Bytes that are not UTF-8 are read as Latin-1. A part that is null matches nothing.
 */
public final class GrepFilter implements RecordFilter {
    private final boolean wanted;
    private final char part;
    private final String header;
    private final Pattern pattern;

    private GrepFilter(boolean wanted, char part, String header, Pattern pattern) {
        this.wanted = wanted;
        this.part = part;
        this.header = header;
        this.pattern = pattern;
    }

    /**
     * Parses the text after {@code --grep}.
     *
     * @throws Failure status 2 if it is not such a condition
     */
    public static GrepFilter parse(String text) {
        boolean wanted = !text.startsWith("!");
        String condition = wanted ? text : text.substring(1);
        if (condition.length() < 2 || "kvth".indexOf(condition.charAt(0)) < 0 || condition.charAt(1) != ':') {
            throw refused(text, "begin it with k:, v:, t: or h:NAME=");
        }
        char part = condition.charAt(0);
        String rest = condition.substring(2);
        int equals = part == 'h' ? rest.indexOf('=') : -1;
        if (part == 'h' && equals < 1) {
            throw refused(text, "write a header as h:NAME=RE");
        }
        String header = part == 'h' ? rest.substring(0, equals) : "";
        try {
            return new GrepFilter(wanted, part, header, Pattern.compile(rest.substring(equals + 1)));
        } catch (PatternSyntaxException e) {
            throw refused(text, e.getDescription() + " at " + e.getIndex());
        }
    }

    private static Failure refused(String text, String why) {
        return Failure.usage("'--grep " + text + "' is not a condition: " + why);
    }

    @Override
    public boolean wants(LogRecord record) {
        return found(record) == wanted;
    }

    private boolean found(LogRecord record) {
        return switch (part) {
            case 'k' -> found(record.keyArray(), record.keyOffset(), record.keyLength());
            case 'v' -> found(record.valueArray(), record.valueOffset(), record.valueLength());
            case 't' -> pattern.matcher(record.topic()).find();
            default -> anyHeader(record);
        };
    }

    private boolean anyHeader(LogRecord record) {
        for (Header each : record.headers()) {
            byte[] value = each.value();
            if (value != null && each.key().equals(header) && found(value, 0, value.length)) {
                return true;
            }
        }
        return false;
    }

    private boolean found(byte[] bytes, int offset, int length) {
        if (length < 0) {
            return false;
        }
        Charset charset = Utf8.isValid(bytes, offset, length) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return pattern.matcher(new String(bytes, offset, length, charset)).find();
    }
}
