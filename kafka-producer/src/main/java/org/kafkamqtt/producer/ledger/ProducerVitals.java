package org.kafkamqtt.producer.ledger;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.metrics.Pulse;
import org.kafkamqtt.console.metrics.Samples;
import org.kafkamqtt.console.metrics.Vitals;
import org.kafkamqtt.kafka.BrokerLinks;

/** A run as Prometheus sees it: the counts of its ledger. Thread-safe. */
public final class ProducerVitals implements Vitals {
    private final Ledger ledger;
    private final String bootstrap;
    private final Supplier<BrokerLinks> links;
    /** The client forgets nodes that it has not used for an hour. */
    private final AtomicLong reconnects = new AtomicLong();

    /** @param links the run's connections to brokers, now */
    public ProducerVitals(Ledger ledger, String bootstrap, Supplier<BrokerLinks> links) {
        this.ledger = ledger;
        this.bootstrap = bootstrap;
        this.links = links;
    }

    @Override
    public void tell(Samples samples) {
        Tally.Counts counts = ledger.counts();
        samples.counter("records_read", "Records read from the input", counts.read());
        samples.counter("records_sent", "Records handed to the client that sends them", counts.sent());
        samples.counter(
                "records_acknowledged",
                "Records that have arrived: acknowledged, or in transactions committed",
                counts.acknowledged());
        samples.counter("records_failed", "Records that did not arrive", counts.failed());
        samples.counter(
                "records_skipped",
                "Records that were read but not sent, because the run was stopped",
                counts.skipped());
        samples.counter(
                "acknowledged_bytes", "Bytes of keys, values and headers that were acknowledged", ledger.bytes());
        samples.gauge("records_waiting", "Records that were sent and are not acknowledged yet", ledger.waiting());
        samples.times(
                "acknowledgement_latency_seconds",
                "Time from sending a record to its acknowledgement",
                ledger.latencies());
        samples.counter("reconnects", "Connections to brokers that were made again", again(links.get()));
    }

    @Override
    public Pulse pulse() {
        Tally.Counts counts = ledger.counts();
        BrokerLinks now = links.get();
        long progress = ledger.bytes() + counts.acknowledged() + counts.failed();
        return new Pulse(bootstrap, "record", now.open() > 0, ledger.waiting(), progress, counts.failed() + again(now));
    }

    private long again(BrokerLinks now) {
        return reconnects.accumulateAndGet(now.again(), Math::max);
    }
}
