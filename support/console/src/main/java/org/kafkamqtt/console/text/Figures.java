package org.kafkamqtt.console.text;

import java.time.Duration;
import java.util.Locale;

/**
 * Numbers as people read them: grouped by thousands, with a unit that fits. For terminals and pages only: what programs read
 * keeps its plain digits.
 */
public final class Figures {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Figures() {}

    /** A number with thousands separators: {@code 12,345,678}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number and what it counts: {@code 1 byte}, {@code 12,345 bytes}. */
    public static String count(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /**
     * Bytes in the unit, by powers of 1,000, that leaves one to three digits before the point: {@code 512 B}, {@code 38.2 MB}.
     *
     * @param bytes 0 or more
     */
    public static String size(double bytes) {
        int unit = 0;
        double part = bytes;
        while (unit < SIZES.length - 1 && Math.round(part * (unit == 0 ? 1 : 10)) >= (unit == 0 ? 1_000 : 10_000)) {
            part /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", part) + " " + SIZES[unit];
    }

    /**
     * A time in its two largest units: {@code 0.4 s}, {@code 8 s}, {@code 3 min 20 s}, {@code 1 h 05 min},
     * {@code 2 d 03 h}.
     *
     * @param time not negative
     */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return time.toMillis() < 950 && !time.isZero()
                    ? String.format(Locale.ROOT, "%.1f s", Math.max(0.1, time.toMillis() / 1e3))
                    : seconds + (time.toMillisPart() >= 950 ? 1 : 0) + " s";
        }
        if (seconds < 3_600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3_600, seconds / 60 % 60);
        }
        return String.format(Locale.ROOT, "%d d %02d h", seconds / 86_400, seconds / 3_600 % 24);
    }
}
