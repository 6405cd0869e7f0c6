package org.kafkamqtt.producer.outlet;

import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;

/**
 * How much goes into one transaction.
 *
 * @param records at most, {@link Long#MAX_VALUE} for no limit
 * @param time from the first record on, empty for no limit
 */
public record Batch(long records, Optional<Duration> time) {
    /** The whole input in one transaction. */
    public static final Batch ALL = new Batch(Long.MAX_VALUE, Optional.empty());

    /** {@code 1000} records or {@code 5s}. */
    public static Batch parse(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            return new Batch(Long.MAX_VALUE, Optional.of(Quantity.duration(text, "s")));
        }
        long records = Long.parseLong(text);
        if (records == 0) {
            throw Failure.usage("--transaction-batch 0 would hold nothing: give 1 or more");
        }
        return new Batch(records, Optional.empty());
    }

    /** The same, with this limit of time if it has none. */
    public Batch within(Duration limit) {
        return time.isPresent() ? this : new Batch(records, Optional.of(limit));
    }

    boolean full(long held, long nanos) {
        return held >= records || time.isPresent() && nanos >= time.get().toNanos();
    }
}
