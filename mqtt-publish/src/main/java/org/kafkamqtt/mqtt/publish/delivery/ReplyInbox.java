package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kafkamqtt.mqtt.Message;

/**
 * The first message that arrives and is not a retained one.
 *
 * <p>Thread-safe: threads of the connection put in, the publishing thread waits.
 */
public final class ReplyInbox {
    private static final long LOOK_MILLIS = 200;

    private final CompletableFuture<Message> first = new CompletableFuture<>();

    void add(Message message) {
        if (!message.retain()) {
            first.complete(message);
        }
    }

    /** Waits for it; empty if none comes in time, or a failure ends the run instead. */
    public Optional<Message> await(Duration limit, EarlyEnd end) throws InterruptedException {
        long last = System.nanoTime() + limit.toNanos();
        while (end.failure().isEmpty()) {
            long left = last - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                long look = Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
                return Optional.of(first.get(look, TimeUnit.NANOSECONDS));
            } catch (TimeoutException | ExecutionException e) {
                // looked at again
            }
        }
        return Optional.empty();
    }
}
