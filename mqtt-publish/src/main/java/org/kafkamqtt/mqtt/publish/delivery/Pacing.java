package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.generate.Pace;
import org.kafkamqtt.mqtt.publish.source.Draft;

/**
 * When the next message is due: by rate, after a delay from the delivery of the last one, or at the intervals the messages
 * had when they were first sent.
 *
 * <p>Not thread-safe; the publishing thread owns it.
 */
public final class Pacing {
    private final Plan plan;
    private final Optional<Pace> rate;
    private final LongSupplier nanoTime;
    private boolean first = true;
    /** When the first message of a replay was first sent, and when it was sent here. */
    private OptionalLong firstTimestamp = OptionalLong.empty();

    private long firstNanos;

    /**
     * What the user asked for.
     *
     * @param rate as typed, if any
     * @param delay zero for none
     * @param replaySpeed 1 as recorded, 2 twice as fast; empty for as fast as possible
     */
    public record Plan(Optional<String> rate, Duration delay, OptionalDouble replaySpeed) {
        /** As fast as possible. */
        public static final Plan AT_ONCE = new Plan(Optional.empty(), Duration.ZERO, OptionalDouble.empty());

        /** @throws Failure status 2 if the rate is not a rate, or the speed is not above 0 */
        public Plan {
            rate.ifPresent(Pace::parse);
            if (replaySpeed.isPresent() && !(replaySpeed.getAsDouble() > 0)) {
                throw Failure.usage("--replay-speed must be larger than 0");
            }
        }
    }

    /** What pacing waits for. */
    interface Waiting {
        /** Waits until all messages that were published have their fate. */
        void awaitFates() throws InterruptedException;

        /** Waits this long, or until the run is to end. */
        void pause(long nanos) throws InterruptedException;

        /** The end of the run. */
        Stop stop();
    }

    /** Begins: a rate counts from now on. */
    public Pacing(Plan plan, LongSupplier nanoTime) {
        this.plan = plan;
        this.rate = plan.rate().map(Pace::parse);
        this.nanoTime = nanoTime;
    }

    void await(Draft draft, Waiting waiting) throws InterruptedException {
        if (rate.isPresent()) {
            rate.get().await(draft.payload().length, waiting.stop());
        }
        if (!plan.delay().isZero() && !first) {
            waiting.awaitFates();
            waiting.pause(plan.delay().toNanos());
        }
        if (plan.replaySpeed().isPresent() && draft.timestamp().isPresent()) {
            long left = untilReplayed(
                    draft.timestamp().getAsLong(), plan.replaySpeed().getAsDouble(), nanoTime.getAsLong());
            if (left > 0) {
                waiting.pause(left);
            }
        }
        first = false;
    }

    private long untilReplayed(long timestamp, double speed, long now) {
        if (firstTimestamp.isEmpty()) {
            firstTimestamp = OptionalLong.of(timestamp);
            firstNanos = now;
        }
        long due = firstNanos + (long) ((timestamp - firstTimestamp.getAsLong()) * 1e6 / speed);
        return due - now;
    }
}
