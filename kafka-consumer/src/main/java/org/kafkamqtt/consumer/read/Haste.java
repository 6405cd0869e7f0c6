package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.Stop;

/** Whether the end of a run is near, so that nothing new is begun, and since when. Not thread-safe; the reading thread owns it. */
final class Haste {
    private final Stop stop;
    private final LongSupplier clock;
    private final long totalNanos;
    private long begun;
    private long since;
    private boolean near;

    /**
     * The haste of a run that begins now.
     *
     * @param totalNanos how long the run may take
     */
    Haste(Stop stop, LongSupplier clock, long totalNanos) {
        this.stop = stop;
        this.clock = clock;
        this.totalNanos = totalNanos;
        this.begun = clock.getAsLong();
    }

    /** The run begins only now. */
    void begin() {
        begun = clock.getAsLong();
    }

    /** How long the run has lasted, in nanoseconds. */
    long elapsed() {
        return clock.getAsLong() - begun;
    }

    /** Whether the user wants to stop or the time is up; remembers since when. */
    boolean near() {
        if (!near && (stop.requested() || elapsed() >= totalNanos)) {
            near = true;
            since = clock.getAsLong();
        }
        return near;
    }

    /** Whether the end has been near for as long as a sink is waited for. */
    boolean outlasts(Duration patience) {
        return near() && clock.getAsLong() - since >= patience.toNanos();
    }
}
