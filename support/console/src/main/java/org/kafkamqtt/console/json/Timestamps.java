package org.kafkamqtt.console.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Points in time as people and programs write them: milliseconds since 1970, or ISO 8601 with an offset.
 *
 * <p>Kafka has none before 1970; -1 means that a record has no timestamp.
 */
public final class Timestamps {
    /** Some tools write the offset without a colon. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?");
    private static final long NONE = -1;

    private Timestamps() {}

    /**
     * A time typed by a user, in milliseconds since 1970.
     *
     * @throws MalformedLine if it is none that Kafka can hold
     */
    public static long parse(String text) throws MalformedLine {
        if (NUMBER.matcher(text).matches()) {
            return notNegative(whole(text), text);
        }
        try {
            return notNegative(OffsetDateTime.parse(text, TIME).toInstant().toEpochMilli(), text);
        } catch (DateTimeException e) {
            throw new MalformedLine("'" + text
                    + "' is neither milliseconds nor an ISO time with an offset, such as 2026-11-23T12:00:00Z");
        } catch (ArithmeticException e) {
            throw beyond(text);
        }
    }

    /**
     * A time that a program wrote as a number, empty for -1.
     *
     * @throws MalformedLine if it is none that Kafka can hold
     */
    public static OptionalLong number(String text) throws MalformedLine {
        long millis = whole(text);
        return millis == NONE ? OptionalLong.empty() : OptionalLong.of(notNegative(millis, text));
    }

    private static long whole(String text) throws MalformedLine {
        try {
            // Not by BigInteger: 1e999999999 must cost nothing.
            return new BigDecimal(text).longValueExact();
        } catch (NumberFormatException e) {
            throw new MalformedLine("'" + text + "' is not a number of milliseconds");
        } catch (ArithmeticException e) {
            if (text.matches("[-+]?[0-9]+")) {
                throw beyond(text);
            }
            throw new MalformedLine("'" + text + "' is not a whole number of milliseconds");
        }
    }

    private static MalformedLine beyond(String text) {
        return new MalformedLine("'" + text + "' is beyond Kafka's largest timestamp, " + Long.MAX_VALUE);
    }

    private static long notNegative(long millis, String text) throws MalformedLine {
        if (millis < 0) {
            throw new MalformedLine("'" + text + "' is before 1970, which Kafka cannot hold");
        }
        return millis;
    }
}
