package org.kafkamqtt.console.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;

/** Durations and sizes as users type them: {@code 500ms}, {@code 5s}, {@code 1.5h}, {@code 64KiB}, {@code 100MB}. */
public final class Quantity {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ns", BigDecimal.ONE,
            "us", BigDecimal.valueOf(1_000L),
            "ms", BigDecimal.valueOf(1_000_000L),
            "s", BigDecimal.valueOf(1_000_000_000L),
            "m", BigDecimal.valueOf(60_000_000_000L),
            "h", BigDecimal.valueOf(3_600_000_000_000L),
            "d", BigDecimal.valueOf(86_400_000_000_000L));
    private static final Map<String, BigDecimal> BYTES = Map.of(
            "", BigDecimal.ONE,
            "b", BigDecimal.ONE,
            "kb", BigDecimal.valueOf(1_000),
            "mb", BigDecimal.valueOf(1_000_000),
            "gb", BigDecimal.valueOf(1_000_000_000),
            "k", BigDecimal.valueOf(1_024),
            "kib", BigDecimal.valueOf(1_024),
            "mib", BigDecimal.valueOf(1_048_576),
            "gib", BigDecimal.valueOf(1_073_741_824));

    private Quantity() {}

    /**
     * A length of time; a bare number is in the unit given.
     *
     * @param bareUnit one of {@code ns us ms s m h d}
     * @throws Failure status 2 if the text is not a duration
     */
    public static Duration duration(String text, String bareUnit) {
        Matcher matcher = matched(text, "duration such as 500ms, 5s or 1h");
        String unit = matcher.group(2).isEmpty() ? bareUnit : matcher.group(2).toLowerCase(Locale.ROOT);
        return Duration.ofNanos(scaled(text, matcher, NANOS.get(unit), "duration such as 500ms, 5s or 1h"));
    }

    /**
     * A number of bytes: {@code KB MB GB} by thousands, {@code KiB MiB GiB K} by 1,024.
     *
     * @throws Failure status 2 if the text is not a size
     */
    public static long bytes(String text) {
        Matcher matcher = matched(text, "size such as 64KiB or 100MB");
        BigDecimal unit = BYTES.get(matcher.group(2).toLowerCase(Locale.ROOT));
        return scaled(text, matcher, unit, "size such as 64KiB or 100MB");
    }

    private static Matcher matched(String text, String expected) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches()) {
            throw refused(text, expected);
        }
        return matcher;
    }

    private static long scaled(
            String text, Matcher matcher, @org.jspecify.annotations.Nullable BigDecimal unit, String expected) {
        if (unit == null) {
            throw refused(text, expected);
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(unit)
                    .toBigInteger()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw refused(text, expected);
        }
    }

    private static Failure refused(String text, String expected) {
        return Failure.usage("'" + text + "' is not a " + expected);
    }
}
