package org.kafkamqtt.console.text;

import java.math.BigDecimal;
import java.time.Duration;

/** Lengths of time in words for people. */
public final class Seconds {
    private static final int DIGITS_OF_NANOS = 9;

    private Seconds() {}

    /** Such as {@code 5 s} and {@code 0.05 s}: with no more digits than needed. */
    public static String text(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), DIGITS_OF_NANOS).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }

    /** Such as {@code 5 s} and {@code 50 ms}: milliseconds unless they make whole seconds. */
    public static String orMillis(Duration time) {
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
