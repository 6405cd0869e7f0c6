package org.kafkamqtt.console.into;

/**
 * How many lines from the first one on are settled, in whatever order they were settled.
 *
 * <p>Beyond those it keeps one bit for each line up to the last that is settled, and no object for any. Not thread-safe.
 */
public final class SettledLines {
    private static final int BITS = Long.SIZE;

    /** A ring of bits, a power of two long: line n has bit n - 1 of an endless row. Those of leading lines do not count. */
    private long[] words = new long[16];

    private long leading;
    /** The last line that is settled. */
    private long last;

    /**
     * A line is settled; once more does nothing.
     *
     * @param line counted from 1
     */
    public void settle(long line) {
        if (line <= leading) {
            return;
        }
        if (line == leading + 1) {
            settleTo(line);
            return;
        }
        reach(line);
        words[slot(line - 1)] |= 1L << (line - 1);
        last = Math.max(last, line);
    }

    /** This line is settled with all before it. */
    public void settleTo(long line) {
        if (line > leading) {
            lead(line);
            while (leading < last && goOn()) {
                // the next word may go on with settled ones
            }
        }
    }

    /** The number of leading lines that are settled. */
    public long leading() {
        return leading;
    }

    /** Counts the settled lines right after the leading ones as leading; whether they reach the end of a word. */
    private boolean goOn() {
        int used = (int) (leading % BITS);
        int more = Long.numberOfTrailingZeros(~(words[slot(leading)] >>> used));
        // Zeros are shifted in from above, so that no more are found than the word has left.
        lead(leading + more);
        return used + more == BITS;
    }

    /** Moves on, and clears the words left behind for their next use. */
    private void lead(long line) {
        long firstWord = leading / BITS;
        long pastWords = Math.min(line / BITS, firstWord + words.length);
        for (long word = firstWord; word < pastWords; word++) {
            words[(int) (word & (words.length - 1))] = 0;
        }
        leading = line;
        last = Math.max(last, line);
    }

    private void reach(long line) {
        long span = (line - 1) / BITS - leading / BITS + 1;
        if (span <= words.length) {
            return;
        }
        if (span > 1 << 30) {
            throw new IllegalArgumentException("line " + line + " is too far from line " + leading);
        }
        long[] old = words;
        words = new long[Integer.highestOneBit((int) span - 1) * 2];
        for (long word = leading / BITS; word < leading / BITS + old.length; word++) {
            words[(int) (word & (words.length - 1))] = old[(int) (word & (old.length - 1))];
        }
    }

    private int slot(long bit) {
        return (int) ((bit / BITS) & (words.length - 1));
    }
}
