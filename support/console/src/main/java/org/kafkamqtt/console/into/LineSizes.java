package org.kafkamqtt.console.into;

/**
 * How many bytes are in the lines that are not settled yet.
 *
 * <p>Pure; owned by the thread that adds. A ring of where each line ends, counted in bytes from the first line.
 */
final class LineSizes {
    private long[] ends = new long[1024];
    private long added;
    private long settled;
    private long addedBytes;
    private long settledBytes;

    void add(long length) {
        if (added - settled == ends.length) {
            grow();
        }
        addedBytes += length;
        ends[slot(added++)] = addedBytes;
    }

    private void grow() {
        long[] larger = new long[ends.length * 2];
        for (long i = settled; i < added; i++) {
            larger[(int) (i & (larger.length - 1))] = ends[slot(i)];
        }
        ends = larger;
    }

    private int slot(long line) {
        return (int) (line & (ends.length - 1));
    }

    /** This many of the first lines are settled; not more than were added, and not fewer than before. */
    void settleTo(long lines) {
        if (lines > settled) {
            settledBytes = ends[slot(lines - 1)];
            settled = lines;
        }
    }

    long lines() {
        return added - settled;
    }

    long bytes() {
        return addedBytes - settledBytes;
    }
}
