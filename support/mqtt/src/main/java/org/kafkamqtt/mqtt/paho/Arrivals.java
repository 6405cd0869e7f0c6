package org.kafkamqtt.mqtt.paho;

import java.util.concurrent.CompletableFuture;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.wire.Inbound;

/** What comes over one network connection, bypassing Paho. Thread-safe. */
final class Arrivals implements Inbound {
    private final long epoch;
    private final CompletableFuture<Boolean> answer;
    private final Presence<PahoLine> presence;
    private final Outbox outbox;
    private final ConnectionListener listener;
    private volatile boolean accepted;

    /**
     * What comes over a connection that is being made.
     *
     * @param epoch its number
     * @param answer completed when the broker accepts it
     */
    Arrivals(
            long epoch,
            CompletableFuture<Boolean> answer,
            Presence<PahoLine> presence,
            Outbox outbox,
            ConnectionListener listener) {
        this.epoch = epoch;
        this.answer = answer;
        this.presence = presence;
        this.outbox = outbox;
        this.listener = listener;
    }

    @Override
    public void accepted() {
        accepted = true;
    }

    @Override
    public void published(String topic, byte[] payload, int qos, boolean retain, boolean duplicate, int packetId) {
        presence.progressed();
        listener.arrived(new Message(topic, payload, Qos.of(qos), retain, duplicate, packetId, epoch));
    }

    @Override
    public void written(long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            outbox.acknowledged(sequences[i]);
        }
    }

    @Override
    public void torn(long[] sequences, int count) {
        for (int i = 0; i < count; i++) {
            outbox.fail(
                    sequences[i],
                    new Failure(ExitStatus.UNREACHABLE, "the connection broke while the message was written"));
        }
    }

    @Override
    public void broken(Throwable why) {
        if (presence.brokenBy() == null) {
            presence.blame(why);
        }
        if (accepted) {
            // Paho may have stopped the thread that would report it.
            answer.completeExceptionally(why);
        }
    }
}
