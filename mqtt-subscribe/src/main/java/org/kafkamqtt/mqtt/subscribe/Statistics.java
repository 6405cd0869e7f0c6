package org.kafkamqtt.mqtt.subscribe;

import java.util.Optional;

/** A line of counts and rates at intervals. Not thread-safe; the writing thread owns it. */
final class Statistics {
    private final long everyNanos;
    private long lastLine;
    private long lastReceived;

    /** @param everyNanos between lines, {@link Long#MAX_VALUE} for none */
    Statistics(long everyNanos, long now) {
        this.everyNanos = everyNanos;
        this.lastLine = now;
    }

    /** The line, if it is due. */
    Optional<String> tick(long now, Summary summary, int waiting) {
        if (now - lastLine < everyNanos) {
            return Optional.empty();
        }
        long perSecond = Math.round((summary.received() - lastReceived) * 1e9 / (now - lastLine));
        lastLine = now;
        lastReceived = summary.received();
        return Optional.of(summary.text() + ", " + waiting + " waiting, " + perSecond + " per second");
    }
}
