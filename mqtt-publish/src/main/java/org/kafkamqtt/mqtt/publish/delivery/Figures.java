package org.kafkamqtt.mqtt.publish.delivery;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.report.Latencies;

/** The numbers of a run. Thread-safe. */
final class Figures {
    private final Tally tally = new Tally();
    private final Latencies latencies = new Latencies();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder unheard = new LongAdder();
    private final LongAdder denied = new LongAdder();
    private final AtomicLong connections = new AtomicLong();

    Tally tally() {
        return tally;
    }

    /** One arrived, after this many nanoseconds. */
    void acknowledged(int payload, long nanos) {
        latencies.record(nanos);
        bytes.add(payload);
        tally.acknowledged();
    }

    /** One that arrived had no subscriber. */
    void unheard() {
        unheard.increment();
    }

    /** One failed because the user has no right to publish it. */
    void denied() {
        denied.increment();
    }

    /** How many had no subscriber, as far as anybody said. */
    long countUnheard() {
        return unheard.sum();
    }

    /** The connection is up; returns whether it was up before. */
    boolean connectedAgain() {
        return connections.incrementAndGet() > 1;
    }

    Latencies latencies() {
        return latencies;
    }

    long reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    /** Of the payloads that arrived. */
    long bytes() {
        return bytes.sum();
    }

    /** @param tells whether the broker says of a message that nobody has subscribed to it */
    Summary summary(long nanos, boolean tells) {
        return new Summary(
                tally.counts(),
                tells ? OptionalLong.of(countUnheard()) : OptionalLong.empty(),
                denied.sum(),
                bytes.sum(),
                reconnects(),
                nanos,
                latencies.millis(50),
                latencies.millis(95),
                latencies.millis(99));
    }
}
