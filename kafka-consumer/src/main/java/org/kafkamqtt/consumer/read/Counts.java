package org.kafkamqtt.consumer.read;

import org.kafkamqtt.console.Tally;

/** How many records a run has taken and handled. Not thread-safe; the reading thread owns it. */
final class Counts {
    private long taken;
    private long handled;
    private long takenForGood;
    private long handledForGood;

    /** These records were handled: taken, or left out by a filter. */
    void handled(long records) {
        handled += records;
    }

    /** This many of those that were handled were taken. */
    void taken(long records) {
        taken += records;
    }

    long taken() {
        return taken;
    }

    /** Makes final what was counted so far. */
    void keep() {
        takenForGood = taken;
        handledForGood = handled;
    }

    /** Goes back to the final counts. */
    void rewind() {
        taken = takenForGood;
        handled = handledForGood;
    }

    /** What became of the records, given how many of those that were taken failed. */
    Tally.Counts tally(long failed) {
        return new Tally.Counts(handled, taken, taken - failed, failed, handled - taken);
    }
}
