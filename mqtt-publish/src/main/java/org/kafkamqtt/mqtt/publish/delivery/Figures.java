package org.kafkamqtt.mqtt.publish.delivery;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.report.Latencies;

/** The numbers of a run. Thread-safe. */
final class Figures {
    private final Tally tally = new Tally();
    private final Latencies latencies = new Latencies();
    private final LongAdder bytes = new LongAdder();
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

    Summary summary(long nanos) {
        return new Summary(
                tally.counts(),
                bytes.sum(),
                reconnects(),
                nanos,
                latencies.millis(50),
                latencies.millis(95),
                latencies.millis(99));
    }
}
