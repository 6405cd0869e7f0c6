package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.generate.Pace;
import org.kafkamqtt.mqtt.publish.source.Draft;

/**
 * When the next message is due: by rate, after a delay from the delivery of the last one, or with the distances the messages
 * had when they were first sent. Not thread-safe.
 */
public final class Pacing {
    private final Optional<Pace> rate;
    private final Duration delay;
    private final double replaySpeed;
    private boolean first = true;
    private long firstTimestamp;
    private long firstNanos;

    /**
     * @param delay zero for none
     * @param replaySpeed 1 as it was, 2 twice as fast; 0 as fast as it goes
     */
    public Pacing(Optional<Pace> rate, Duration delay, double replaySpeed) {
        this.rate = rate;
        this.delay = delay;
        this.replaySpeed = replaySpeed;
    }

    void await(Draft draft, Ledger ledger, Stop stop) throws InterruptedException {
        if (rate.isPresent()) {
            rate.get().await(draft.payload().length, stop);
        }
        if (!delay.isZero() && !first) {
            ledger.settle(Duration.ofDays(2));
            stop.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        }
        if (replaySpeed > 0 && draft.timestamp().isPresent()) {
            replay(draft.timestamp().getAsLong(), stop);
        }
        first = false;
    }

    private void replay(long timestamp, Stop stop) throws InterruptedException {
        if (firstNanos == 0) {
            firstTimestamp = timestamp;
            firstNanos = System.nanoTime();
        }
        long due = firstNanos + (long) ((timestamp - firstTimestamp) * 1e6 / replaySpeed);
        long left = due - System.nanoTime();
        if (left > 0) {
            stop.await(left, TimeUnit.NANOSECONDS);
        }
    }
}
