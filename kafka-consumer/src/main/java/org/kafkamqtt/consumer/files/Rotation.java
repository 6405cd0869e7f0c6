package org.kafkamqtt.consumer.files;

import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;

/**
 * When a file is closed and the next one started.
 *
 * @param bytes after this many, 1 or more
 * @param nanos after this much time, 1 or more
 */
public record Rotation(long bytes, long nanos) {
    public static final Rotation NEVER = new Rotation(Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Reads a size such as {@code 100MB} or a duration such as {@code 1h}.
     *
     * @throws Failure status 2 if it is neither
     */
    public static Rotation parse(String text) {
        boolean time = text.matches(".*[0-9](ns|us|ms|s|m|h|d)");
        long amount = time ? Quantity.duration(text, "s").toNanos() : Quantity.bytes(text);
        if (amount < 1) {
            throw Failure.usage("--rotate " + text + " is neither a size such as 100MB nor a duration such as 1h");
        }
        return time ? new Rotation(Long.MAX_VALUE, amount) : new Rotation(amount, Long.MAX_VALUE);
    }

    boolean full(long size) {
        return size >= bytes;
    }

    boolean due(long size, long age) {
        return size >= bytes || age >= nanos;
    }
}
