package org.kafkamqtt.mqtt.publish.delivery;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.metrics.Pulse;
import org.kafkamqtt.console.metrics.Samples;
import org.kafkamqtt.console.metrics.Vitals;

/**
 * A run as Prometheus sees it. Thread-safe.
 *
 * @param broker its address
 * @param waiting messages without a fate, now
 * @param connected whether there is a connection, now
 */
record PublishVitals(Figures figures, String broker, LongSupplier waiting, BooleanSupplier connected)
        implements Vitals {
    @Override
    public void tell(Samples samples) {
        Tally.Counts counts = figures.tally().counts();
        samples.counter("messages_read", "Messages read from the input", counts.read());
        samples.counter("messages_sent", "Messages handed to the connection", counts.sent());
        samples.counter(
                "messages_acknowledged",
                "Messages that have arrived: acknowledged by the broker, or written to the network at QoS 0",
                counts.acknowledged());
        samples.counter("messages_failed", "Messages that did not arrive", counts.failed());
        samples.counter(
                "messages_unheard",
                "Messages that have arrived and that nobody had subscribed to, where the broker says so (MQTT 5)",
                figures.countUnheard());
        samples.counter("acknowledged_bytes", "Bytes of payload that have arrived", figures.bytes());
        samples.gauge("messages_waiting", "Messages that were sent and are not acknowledged yet", waiting.getAsLong());
        samples.times(
                "acknowledgement_latency_seconds",
                "Time from sending a message to its acknowledgement",
                figures.latencies());
        samples.counter("reconnects", "Connections to the broker that were made again", figures.reconnects());
    }

    @Override
    public Pulse pulse() {
        Tally.Counts counts = figures.tally().counts();
        return new Pulse(
                broker,
                "message",
                connected.getAsBoolean(),
                waiting.getAsLong(),
                counts.acknowledged() + counts.failed(),
                counts.failed() + figures.reconnects());
    }
}
