package org.kafkamqtt.mqtt.broker.life;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Appends single records for threads that may wait, which the node's may not. Thread-safe. */
final class Storing {
    private static final long MOMENT_MS = 20;

    private final LifeLog log;
    private final Executor node;

    Storing(LifeLog log, Executor node) {
        this.log = log;
        this.node = node;
    }

    /**
     * Appends a record, and waits until it is stored.
     *
     * @param value null for a tombstone
     * @throws StoreFailed why it is not
     * @throws InterruptedException if the thread is interrupted; the record may be stored all the same
     */
    void store(String topic, int partition, byte[] key, byte @Nullable [] value)
            throws StoreFailed, InterruptedException {
        try {
            while (!ask(topic, partition, key, value).get()) {
                // There will be room when what is on its way has arrived.
                new CompletableFuture<Boolean>()
                        .completeOnTimeout(false, MOMENT_MS, TimeUnit.MILLISECONDS)
                        .get();
            }
        } catch (ExecutionException e) {
            throw new StoreFailed(e.getCause() == null ? e : e.getCause());
        }
    }

    private CompletableFuture<Boolean> ask(String topic, int partition, byte[] key, byte @Nullable [] value) {
        CompletableFuture<Boolean> stored = new CompletableFuture<>();
        try {
            node.execute(() -> append(topic, partition, key, value, stored));
        } catch (RejectedExecutionException e) {
            stored.completeExceptionally(e);
        }
        return stored;
    }

    private void append(
            String topic, int partition, byte[] key, byte @Nullable [] value, CompletableFuture<Boolean> stored) {
        try {
            boolean taken = log.append(topic, partition, key, value, new LifeLog.Outcome() {
                @Override
                public void stored() {
                    stored.complete(true);
                }

                @Override
                public void failed(Exception cause) {
                    stored.completeExceptionally(cause);
                }
            });
            if (!taken) {
                stored.complete(false);
            }
        } catch (RuntimeException e) {
            stored.completeExceptionally(e);
        }
    }
}
