package org.kafkamqtt.console.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;

/**
 * Points in time as users type them: milliseconds (13 digits), seconds (10 digits or fewer), ISO dates and times,
 * {@code now}, and durations before now such as {@code -1h}.
 *
 * <p>A date alone is midnight UTC; a time without an offset is local, as on the user's clock.
 */
public final class TimeWords {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern AGO = Pattern.compile("-[0-9.]+(ms|s|m|h|d)");
    private static final int LONGEST_SECONDS = 10;

    private final long nowMillis;

    /** @param nowMillis what {@code now} means, in milliseconds since 1970 */
    public TimeWords(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /** Milliseconds since 1970, or nothing if the text is not a time. */
    public Optional<Long> millis(String text) {
        if (text.equals("now")) {
            return Optional.of(nowMillis);
        }
        if (DIGITS.matcher(text).matches()) {
            long number = Long.parseLong(text);
            return Optional.of(text.length() <= LONGEST_SECONDS ? number * 1000 : number);
        }
        return AGO.matcher(text).matches() ? ago(text) : iso(text);
    }

    private Optional<Long> ago(String text) {
        try {
            return Optional.of(
                    nowMillis - Quantity.duration(text.substring(1), "s").toMillis());
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> iso(String text) {
        try {
            return Optional.of(parsed(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long parsed(String text) {
        if (text.length() == "2026-01-31".length()) {
            return LocalDate.parse(text)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        }
        String time = text.replace(' ', 'T');
        boolean placed = time.endsWith("Z") || time.matches(".*T.*[+-][0-9:]+");
        return placed
                ? OffsetDateTime.parse(time).toInstant().toEpochMilli()
                : LocalDateTime.parse(time)
                        .atZone(ZoneId.systemDefault())
                        .toInstant()
                        .toEpochMilli();
    }
}
