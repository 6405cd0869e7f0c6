package org.kafkamqtt.mqtt.broker.life;

import java.util.concurrent.TimeUnit;

/**
 * When a life last gave a sign that Kafka has acknowledged. Pure. Thread-safe.
 *
 * <p>Leaders forget a producer, and the fence against it, {@code producer.id.expiration.ms} (a day) after its last batch; whoever comes
 * back later could write what nobody expects any more. So a life that has been without a sign for an hour is over. The time of day counts,
 * since it goes on while a machine sleeps; so does the clock that never goes back, in case somebody sets the time of day back.
 */
final class LastBeat {
    static final long LONGEST_MS = TimeUnit.HOURS.toMillis(1);

    private long dayMs;
    private long clockMs;

    /**
     * A sign was given now.
     *
     * @param dayMs milliseconds since 1970
     * @param clockMs milliseconds of a clock that never goes back
     */
    LastBeat(long dayMs, long clockMs) {
        this.dayMs = dayMs;
        this.clockMs = clockMs;
    }

    /** A sign that was given at this time is acknowledged. */
    synchronized void acknowledged(long givenDayMs, long givenClockMs) {
        dayMs = givenDayMs;
        clockMs = givenClockMs;
    }

    /** Whether it was too long ago. */
    synchronized boolean tooLongAgo(long nowDayMs, long nowClockMs) {
        return nowDayMs - dayMs > LONGEST_MS || nowClockMs - clockMs > LONGEST_MS;
    }
}
