package org.kafkamqtt.consumer.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Parses an {@code -f} format: kcat's tokens, rpk's where they do not clash ({@code %T} is the timestamp, as in kcat), and
 * modifiers in braces right after a token. An unknown token or modifier is an error with its place, and so is a second
 * modifier. Not thread-safe; it lives for one call of {@link #parse}.
 */
public final class TemplateParser {
    private final String format;
    private final byte[] nullText;
    private final boolean coloured;
    private final Surroundings around;
    private final List<RecordFormat> pieces = new ArrayList<>();
    private int at;

    private TemplateParser(String format, byte[] nullText, boolean coloured, Surroundings around) {
        this.format = format;
        this.nullText = nullText;
        this.coloured = coloured;
        this.around = around;
    }

    /**
     * The format as pieces.
     *
     * @param nullText what is written for a null key, value or header value
     * @param coloured whether tokens other than the value are written in colour
     * @param around provides {@code %B %[ %| %]}
     * @throws Failure status 2 for an unknown token, modifier or escape
     */
    public static Template parse(String format, byte[] nullText, boolean coloured, Surroundings around) {
        return new TemplateParser(format, nullText, coloured, around).parse();
    }

    private Template parse() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            int end = percent < 0 ? format.length() : percent;
            if (end > at) {
                byte[] literal = Escapes.bytes(format.substring(at, end));
                pieces.add((out, record) -> out.add(literal));
            }
            at = end;
            if (percent >= 0) {
                token(percent);
            }
        }
        return new Template(pieces);
    }

    private void token(int percent) {
        if (percent + 1 == format.length()) {
            throw refused(percent, "has a lone % at its end: write %% for a percent sign");
        }
        char letter = format.charAt(percent + 1);
        at = percent + 2;
        boolean itself = letter == '%' || letter == '{' || letter == '}';
        String modifier = itself ? "" : modifier(percent);
        RecordFormat piece = piece(letter, modifier, percent);
        if (!modifier.isEmpty() && at < format.length() && format.charAt(at) == '{') {
            throw refused(at, "has a second modifier for one token: write %{ for a literal brace");
        }
        Colour colour = coloured ? colour(letter) : null;
        pieces.add(colour == null ? piece : colour.of(piece));
    }

    /** None for values and for what is not part of the record. */
    private static @Nullable Colour colour(char letter) {
        return switch (letter) {
            case 'k' -> Colour.NAME;
            case 't' -> Colour.TOPIC;
            case 'T', 'd' -> Colour.TIME;
            case 'h', 'a' -> Colour.OTHER;
            case 'p', 'o', 'S', 'V', 'K', 'e', 'D', 'H', 'i', 'B', '[', '|', ']' -> Colour.NUMBER;
            default -> null;
        };
    }

    /** What is in braces after the token, empty if nothing is; square brackets may contain braces. */
    private String modifier(int percent) {
        if (at >= format.length() || format.charAt(at) != '{') {
            return "";
        }
        int depth = 0;
        for (int i = at + 1; i < format.length(); i++) {
            char c = format.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '}' && depth == 0) {
                String modifier = format.substring(at + 1, i);
                if (modifier.isEmpty()) {
                    throw refused(at, "has nothing between { and }: write %{ for a literal brace");
                }
                at = i + 1;
                return modifier;
            }
        }
        throw refused(percent, "has no } for the { of the token");
    }

    private RecordFormat piece(char letter, String modifier, int percent) {
        return switch (letter) {
            case '%', '{', '}' -> (out, record) -> out.add(letter);
            case 's', 'v' -> value(modifier, percent);
            case 'k' -> key(modifier, percent);
            case 'S', 'V' -> number(modifier, percent, LogRecord::valueLength);
            case 'K' -> number(modifier, percent, LogRecord::keyLength);
            case 'R' -> number(none(modifier, percent, "big32"), percent, LogRecord::valueLength);
            case 't' -> text(modifier, percent, new TopicBytes());
            case 'p' -> number(modifier, percent, LogRecord::partition);
            case 'o' -> number(modifier, percent, LogRecord::offset);
            case 'T' -> number(modifier, percent, LogRecord::timestamp);
            case 'e' -> number(modifier, percent, LogRecord::leaderEpoch);
            case 'D' -> number(modifier, percent, LogRecord::deliveries);
            case 'H' -> number(modifier, percent, record -> record.headers().size());
            case 'h' -> modifier.isEmpty() ? new HeaderList(nullText) : header(modifier, modifier(percent), percent);
            case 'd' -> time(modifier, percent);
            case 'i' -> number(modifier, percent, new Counter());
            case 'B' -> number(modifier, percent, home(percent));
            case 'a' -> attribute(modifier, percent);
            case '[' ->
                number(modifier, percent, record -> around.ends().beginning(record.topic(), record.partition()));
            case '|', ']' -> number(modifier, percent, record -> around.ends().end(record.topic(), record.partition()));
            case 'x', 'y', 'A' -> throw untold(letter, percent);
            default ->
                throw refused(
                        percent,
                        "has an unknown token %" + letter + ": use %s %v %S %V %R %k %K %T %t %p %o %h %h{NAME}"
                                + " %H %d %e %i %D %B %a{timestamp-type} %[ %| %] %%");
        };
    }

    private NumberOf home(int percent) {
        PlacementCheck check = around.placement();
        if (check == null) {
            throw refused(
                    percent, "uses %B, where a balancer would put the record: name it with --verify-balancer NAME");
        }
        return check::home;
    }

    private RecordFormat attribute(String modifier, int percent) {
        return switch (modifier) {
            case "timestamp-type" -> (out, record) -> out.add(type(record).name);
            case "timestamp-type;number" -> (out, record) -> out.addNumber(type(record).id);
            case "compression", "transactional-bit", "control-bit" ->
                throw refused(percent, "uses {" + modifier + "}, which Kafka's Java client does not reveal");
            case "" -> throw refused(percent, "has %a without its attribute: use %a{timestamp-type}");
            default -> throw refused(percent, "has an unknown attribute {" + modifier + "}: use timestamp-type");
        };
    }

    /** Tokens of rpk and kcl for what Kafka's Java client does not reveal to a consumer. */
    private Failure untold(char letter, int percent) {
        String words = letter == 'A'
                ? "the time when a share group takes the record back, which is the same for all records"
                : "the producer's id and epoch, which Kafka's Java client does not reveal";
        return refused(percent, "uses %" + letter + ", " + words);
    }

    private static TimestampType type(LogRecord record) {
        if (!record.timed()) {
            return TimestampType.NO_TIMESTAMP_TYPE;
        }
        return record.logAppendTime() ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    }

    private RecordFormat key(String modifier, int percent) {
        TextModifier written = TextModifier.parse(modifier, words -> refused(percent, words));
        return (out, record) -> {
            if (record.keyLength() < 0) {
                out.add(nullText);
            } else {
                written.add(out, record.keyArray(), record.keyOffset(), record.keyLength());
            }
        };
    }

    private RecordFormat value(String modifier, int percent) {
        TextModifier written = TextModifier.parse(modifier, words -> refused(percent, words));
        return (out, record) -> {
            if (record.valueLength() < 0) {
                out.add(nullText);
            } else {
                written.add(out, record.valueArray(), record.valueOffset(), record.valueLength());
            }
        };
    }

    private RecordFormat text(String modifier, int percent, BytesOf part) {
        TextModifier written = TextModifier.parse(modifier, words -> refused(percent, words));
        return (out, record) -> {
            byte[] bytes = part.of(record);
            if (bytes == null) {
                out.add(nullText);
            } else {
                written.add(out, bytes, 0, bytes.length);
            }
        };
    }

    private RecordFormat number(String modifier, int percent, NumberOf part) {
        NumberModifier written = NumberModifier.parse(modifier, words -> refused(percent, words));
        return (out, record) -> written.add(out, part.of(record));
    }

    /** Returns the modifier of a token that already determines how it is written, and takes none. */
    private String none(String modifier, int percent, String itself) {
        if (!modifier.isEmpty()) {
            throw refused(percent, "has a modifier {" + modifier + "} after a token that takes none");
        }
        return itself;
    }

    /** {@code %h{NAME}}, and how it is written: {@code %h{NAME}{hex}} or {@code %h{NAME|hex}}. */
    private RecordFormat header(String named, String modifier, int percent) {
        int pipe = named.indexOf('|');
        if (pipe >= 0 && !modifier.isEmpty()) {
            throw refused(percent, "has two modifiers for one header, {" + named + "} and {" + modifier + "}");
        }
        String name = pipe < 0 ? named : named.substring(0, pipe);
        return text(pipe < 0 ? modifier : named.substring(pipe + 1), percent, record -> record.lastHeader(name));
    }

    private RecordFormat time(String modifier, int percent) {
        TimeFormat time = TimeFormat.parse(modifier, words -> refused(percent, words));
        return (out, record) -> out.add(time.text(record.timestamp()));
    }

    private Failure refused(int percent, String words) {
        return Failure.usage("the format '" + format + "' " + words + " (character " + (percent + 1) + ")");
    }

    /** Topic names as bytes, the last one remembered. */
    private static final class TopicBytes implements BytesOf {
        private String last = "";
        private byte[] bytes = {};

        @Override
        public byte[] of(LogRecord record) {
            if (!record.topic().equals(last)) {
                last = record.topic();
                bytes = last.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
            return bytes;
        }
    }

    /** Counts the records it is asked for, from 1. */
    private static final class Counter implements NumberOf {
        private long count;

        @Override
        public long of(LogRecord record) {
            return ++count;
        }
    }

    /** All headers as {@code name=value,name=value}, as kcat writes them. */
    private static final class HeaderList implements RecordFormat {
        private static final byte[] NULL = {'N', 'U', 'L', 'L'};

        private final byte[] absent;

        HeaderList(byte[] nullText) {
            absent = nullText.length == 0 ? NULL : nullText;
        }

        @Override
        public void add(Bytes out, LogRecord record) {
            boolean first = true;
            for (var header : record.headers()) {
                if (!first) {
                    out.add(',');
                }
                byte[] value = header.value();
                out.add(header.key()).add('=').add(value == null ? absent : value);
                first = false;
            }
        }
    }
}
