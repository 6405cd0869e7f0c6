package org.kafkamqtt.mqtt.subscribe;

import java.util.function.IntSupplier;
import org.kafkamqtt.console.metrics.Pulse;
import org.kafkamqtt.console.metrics.Samples;
import org.kafkamqtt.console.metrics.Vitals;
import org.kafkamqtt.mqtt.subscribe.receive.Reception;

/**
 * A run as Prometheus sees it: what the writing thread counted by its last note, once a second, and what the network knows now.
 *
 * <p>The writing thread takes the notes; any thread may ask.
 */
final class SubscribeVitals implements Vitals {
    private final String broker;
    private final Reception reception;
    private final IntSupplier intake;
    private final Delays delays;
    private volatile Noted noted = new Noted(new Summary(0, 0, 0, 0, 0, 0), 0, 0);

    /**
     * Counts at one moment.
     *
     * @param bytes of the payloads written
     * @param waiting messages that wait for room in the output, or for being taken from it
     */
    private record Noted(Summary summary, long bytes, long waiting) {}

    /**
     * Knows of nothing yet.
     *
     * @param broker its address
     * @param intake messages that wait for the writing thread
     */
    SubscribeVitals(String broker, Reception reception, IntSupplier intake, Delays delays) {
        this.broker = broker;
        this.reception = reception;
        this.intake = intake;
        this.delays = delays;
    }

    /** How far the run is now. */
    void note(Summary summary, long bytes, long waiting) {
        noted = new Noted(summary, bytes, waiting);
    }

    @Override
    public void tell(Samples samples) {
        Noted last = noted;
        Summary counts = last.summary;
        samples.counter("messages_received", "Messages received from the broker, repeats left out", counts.received());
        samples.counter("messages_written", "Messages written to the output", counts.written());
        samples.counter(
                "messages_acknowledged",
                "Messages of QoS 1 and 2 that were acknowledged to the broker, since the output has them",
                counts.acknowledged());
        samples.counter("messages_failed", "Messages that a command refused", counts.refused());
        samples.counter("messages_skipped", "Messages left out by filters or limits", counts.leftOut());
        samples.counter(
                "messages_dropped", "Messages of QoS 0 dropped because the output was too slow", counts.dropped());
        samples.counter("written_bytes", "Bytes of payload written to the output", last.bytes);
        samples.gauge(
                "messages_waiting",
                "Messages received that are not written yet, or at QoS 1 and 2 not acknowledged",
                last.waiting + intake.getAsInt());
        delays.all()
                .ifPresent(latencies -> samples.times(
                        "acknowledgement_latency_seconds",
                        "Time from receiving a message of QoS 1 or 2 to acknowledging it",
                        latencies));
        samples.counter("reconnects", "Connections to the broker that were made again", reception.reconnects());
    }

    @Override
    public Pulse pulse() {
        Noted last = noted;
        Summary counts = last.summary;
        return new Pulse(
                broker,
                "message",
                reception.connected(),
                last.waiting + intake.getAsInt(),
                counts.written() + counts.acknowledged() + counts.leftOut() + counts.refused(),
                counts.refused() + counts.dropped() + reception.reconnects());
    }
}
