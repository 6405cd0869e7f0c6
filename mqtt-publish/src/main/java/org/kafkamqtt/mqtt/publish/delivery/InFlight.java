package org.kafkamqtt.mqtt.publish.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publications on their way, by our own sequence: MQTT's packet identifiers repeat after 65,535.
 *
 * <p>A fate is claimed first and done once it is counted, so that a thread that waits for the last one sees it counted. Thread-safe:
 * the publishing thread adds and waits, threads of the connection claim.
 */
final class InFlight {
    private final Map<Long, Sent> unclaimed = new ConcurrentHashMap<>();
    private final AtomicLong undone = new AtomicLong();
    private long wakes;

    void add(Sent sent) {
        undone.incrementAndGet();
        unclaimed.put(sent.publication().sequence(), sent);
    }

    /** Takes out the one whose fate the caller knows; null if another thread was faster, or it was never there. */
    @Nullable
    Sent claim(long sequence) {
        return unclaimed.remove(sequence);
    }

    /** One that was claimed is accounted for. */
    void done() {
        if (undone.decrementAndGet() == 0) {
            wake();
        }
    }

    /** How many are without a fate that is accounted for. */
    long size() {
        return undone.get();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Those without a known fate, oldest first. */
    List<Sent> inOrder() {
        return unclaimed.values().stream()
                .sorted(Comparator.comparingLong(sent -> sent.publication().sequence()))
                .toList();
    }

    /** Waits until none is left, or {@link #wake} is called, or this time has passed. */
    synchronized void await(long millis) throws InterruptedException {
        long turn = wakes;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!isEmpty() && wakes == turn) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** Lets a waiting thread look at once. */
    synchronized void wake() {
        wakes++;
        notifyAll();
    }
}
