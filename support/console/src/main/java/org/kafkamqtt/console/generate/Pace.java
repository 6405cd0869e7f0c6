package org.kafkamqtt.console.generate;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;

/**
 * How fast to go: a number of records or bytes in a unit of time, counted from the beginning, so that a pause is caught up
 * by at most a tenth of a second's worth.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
public final class Pace {
    private static final Pattern FORM = Pattern.compile("([0-9.]+)\\s*([A-Za-z]*)(?:/(s|m|h))?");
    private static final long LONGEST_DEBT = TimeUnit.MILLISECONDS.toNanos(100);

    private final double nanosPerUnit;
    private final boolean bytes;
    /** When the next record is due, in nanoseconds of {@link System#nanoTime}; fractions kept apart. */
    private long due = System.nanoTime();

    private double fraction;

    private Pace(double nanosPerUnit, boolean bytes) {
        this.nanosPerUnit = nanosPerUnit;
        this.bytes = bytes;
    }

    /**
     * {@code 500/s}, {@code 500} (a second), {@code 30/m}, {@code 2MB/s}.
     *
     * @throws Failure status 2 if it is not a rate
     */
    public static Pace parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw refused(text);
        }
        long second = TimeUnit.SECONDS.toNanos(1);
        String unit = matcher.group(3) == null ? "s" : matcher.group(3);
        double period = second * (unit.equals("s") ? 1.0 : unit.equals("m") ? 60.0 : 3600.0);
        boolean bytes = !matcher.group(2).isEmpty();
        double amount = bytes ? Quantity.bytes(matcher.group(1) + matcher.group(2)) : number(text, matcher.group(1));
        if (!(amount > 0)) {
            throw refused(text);
        }
        return new Pace(period / amount, bytes);
    }

    private static double number(String text, String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw refused(text);
        }
    }

    private static Failure refused(String text) {
        return Failure.usage("--rate '" + text + "' is not a rate such as 500/s or 2MB/s");
    }

    /** Waits until a record of this size is due; ends early when the user wants to stop. */
    public void await(long size, Stop stop) throws InterruptedException {
        long now = System.nanoTime();
        if (now - due > LONGEST_DEBT) {
            due = now - LONGEST_DEBT;
        }
        if (due - now > 0) {
            stop.await(due - now, TimeUnit.NANOSECONDS);
        }
        double step = nanosPerUnit * (bytes ? size : 1) + fraction;
        long whole = (long) step;
        fraction = step - whole;
        due += whole;
    }
}
