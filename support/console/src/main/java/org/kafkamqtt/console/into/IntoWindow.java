package org.kafkamqtt.console.into;

import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;

/**
 * How much may be under way to the command of {@code --into}: written but not yet settled.
 *
 * @param lines the most lines, at least 1
 * @param bytes the most bytes, at least 1; a larger line goes alone
 */
public record IntoWindow(long lines, long bytes) {
    private static final long USUAL_BYTES = 16L << 20;

    /** Any number of lines in 16 MiB. */
    public static final IntoWindow DEFAULT = new IntoWindow(Long.MAX_VALUE, USUAL_BYTES);

    /** Refuses what is below 1. */
    public IntoWindow {
        if (lines < 1 || bytes < 1) {
            throw Failure.usage("--into-window must be at least 1");
        }
    }

    /**
     * Reads {@code N}, a number of lines, or {@code SIZE}, a number with a unit such as {@code 64MiB}.
     *
     * @throws Failure if it is neither
     */
    public static IntoWindow parse(String text) {
        String trimmed = text.strip();
        if (!trimmed.isEmpty() && trimmed.length() <= 18 && trimmed.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new IntoWindow(Long.parseLong(trimmed), USUAL_BYTES);
        }
        boolean unit = !trimmed.isEmpty() && Character.isLetter(trimmed.charAt(trimmed.length() - 1));
        try {
            return new IntoWindow(Long.MAX_VALUE, unit ? Quantity.bytes(trimmed) : 0);
        } catch (Failure e) {
            throw Failure.usage("--into-window '" + text + "' is neither a number of lines nor a size such as 64MiB");
        }
    }

    /** Whether a line of this many bytes may join the lines and bytes that are under way. */
    boolean admits(long length, long linesUnderWay, long bytesUnderWay) {
        return linesUnderWay == 0 || (linesUnderWay < lines && bytesUnderWay + length <= bytes);
    }
}
