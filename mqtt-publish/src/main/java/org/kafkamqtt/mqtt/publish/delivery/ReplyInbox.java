package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.kafkamqtt.mqtt.Message;

/**
 * The first message that arrives, is not a retained one, and is an answer.
 *
 * <p>Thread-safe: threads of the connection put in, the publishing thread waits.
 */
public final class ReplyInbox {
    private static final long LOOK_MILLIS = 200;

    private final CompletableFuture<Message> first = new CompletableFuture<>();
    private final Predicate<Message> answers;

    /** One that takes every message for an answer. */
    public ReplyInbox() {
        this(message -> true);
    }

    /** @param answers whether a message is an answer; asked by threads of the connection */
    public ReplyInbox(Predicate<Message> answers) {
        this.answers = answers;
    }

    void add(Message message) {
        if (!message.retain() && answers.test(message)) {
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
