package org.kafkamqtt.mqtt.upkeep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Answers of the broker that threads wait for, until they come or all waiting is cancelled for good.
 *
 * <p>Thread-safe: its monitor guards the list, and no other lock is taken under it.
 */
public final class Answers {
    private final List<CompletableFuture<?>> expected = new ArrayList<>();
    private volatile boolean cancelled;

    /** Something to wait for. */
    public synchronized <T> CompletableFuture<T> expect() {
        check();
        CompletableFuture<T> answer = new CompletableFuture<>();
        expected.add(answer);
        return answer;
    }

    public synchronized void expectNoMore(CompletableFuture<?> answer) {
        expected.removeIf(each -> each == answer);
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Throws a CancellationException if waiting has been cancelled. */
    public void check() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }

    /** Wakes all that wait, now and from now on. */
    public void cancel() {
        List<CompletableFuture<?>> waiting;
        synchronized (this) {
            cancelled = true;
            waiting = List.copyOf(expected);
        }
        waiting.forEach(each -> each.completeExceptionally(new CancellationException("cancelled")));
    }
}
