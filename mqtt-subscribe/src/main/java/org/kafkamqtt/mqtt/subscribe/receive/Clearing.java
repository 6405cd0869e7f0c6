package org.kafkamqtt.mqtt.subscribe.receive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * The clearing of retained messages: an empty retained message is published to each topic that had one
 * (MQTT 3.1.1 section 3.3.1.3).
 *
 * <p>Thread-safe: the writing thread clears, threads of the connection report.
 */
public final class Clearing {
    private static final int WINDOW = 20;
    private static final long SETTLE_SECONDS = 10;
    private static final byte[] NOTHING = {};

    private final Semaphore window = new Semaphore(WINDOW);
    /** The topics that were cleared, each with the echoes that are still to come. */
    private final Map<String, Long> cleared = new HashMap<>();

    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private long sequence;

    /** Asks the broker to forget what it keeps for the topic; waits while too many such requests are under way. */
    public void clear(String topic, Connection connection) throws InterruptedException {
        if (cleared.putIfAbsent(topic, Long.MAX_VALUE) == null) {
            window.acquire();
            connection.publish(new Publication(sequence++, Words.topicName(topic), NOTHING, Qos.AT_LEAST_ONCE, true));
        }
    }

    /** Whether a message is the echo of our own clearing, at most once for each subscription. */
    public boolean isEcho(Arrival message, List<Subscription> subscriptions) {
        Long left = cleared.get(message.topic());
        if (left == null || left == 0 || message.retained() || message.payload().length > 0) {
            return false;
        }
        long matching = subscriptions.stream()
                .filter(subscription -> subscription.filter().matches(message.topic()))
                .count();
        cleared.put(message.topic(), Math.min(left, Math.max(1, matching)) - 1);
        return true;
    }

    void cleared() {
        window.release();
    }

    void failed(Failure why) {
        failure.compareAndSet(null, why);
        window.release();
    }

    /**
     * Waits until the broker has answered all requests.
     *
     * @throws Failure status 27 if it does not in time, or that of the first request that failed
     */
    public void awaitAll() throws InterruptedException {
        if (!window.tryAcquire(WINDOW, SETTLE_SECONDS, TimeUnit.SECONDS)) {
            throw new Failure(
                    ExitStatus.TIMED_OUT, "the broker did not confirm the removal of retained messages in time");
        }
        Failure first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
