package org.kafkamqtt.console.text;

import java.util.Optional;

/**
 * The rule by which every tool reports bad lines, records or messages: the first ones one by one, the rest as a count, so
 * that a bad file does not flood the terminal. Used by one thread, or under a lock.
 */
public final class FirstFew {
    /** How many are named. */
    public static final int NAMED = 20;

    private long count;

    /** Counts one more; returns whether it is to be reported. */
    public boolean next() {
        return ++count <= NAMED;
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    /** The last line, such as {@code 4980 more failed}, if some were not named. */
    public Optional<String> rest(String deed) {
        return count > NAMED ? Optional.of((count - NAMED) + " more " + deed) : Optional.empty();
    }
}
