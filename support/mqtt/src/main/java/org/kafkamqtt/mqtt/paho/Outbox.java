package org.kafkamqtt.mqtt.paho;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Memory;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.ConnectionFailure;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.wire.TopicCode;

/**
 * Publications that have no fate yet.
 *
 * <p>Thread-safe. Publications are handed over under one lock, so that old ones go first; under it the session log, Paho and the
 * wire take their own locks, and handing over waits while too much waits to be written. So it is taken before any other lock,
 * and never to report a loss. What became of a publication is noted without it.
 */
final class Outbox {
    private final ConnectionSettings settings;
    private final Optional<SessionLog> log;
    private final ConnectionListener listener;
    private final Presence<PahoLine> presence;
    private final Map<Long, Pending> withoutFate = new ConcurrentHashMap<>();
    private final List<Publication> restored;
    /** Held while publications are handed over. */
    private final ReentrantLock handing = new ReentrantLock();

    Outbox(
            ConnectionSettings settings,
            Optional<SessionLog> log,
            ConnectionListener listener,
            Presence<PahoLine> presence) {
        this.settings = settings;
        this.log = log;
        this.listener = listener;
        this.presence = presence;
        this.restored = log.map(PahoStore::inFlight).orElse(List.of());
        // Paho finds them in the log by itself.
        restored.forEach(publication -> withoutFate.put(publication.sequence(), new Pending(publication, 1)));
    }

    /** What an earlier process left in flight. */
    List<Publication> restored() {
        return restored;
    }

    /** Takes a publication and hands it over if a connection is there. */
    void publish(Publication publication) {
        Pending pending = new Pending(publication, 0);
        withoutFate.put(publication.sequence(), pending);
        try {
            handing.lockInterruptibly();
        } catch (InterruptedException e) {
            // The run is ending: what is not handed over has no fate.
            Thread.currentThread().interrupt();
            return;
        }
        try {
            // While this thread waited for its turn, a connection that came back may have handed it over already.
            PahoLine now = presence.line();
            if (now != null && !pending.isHandedOver()) {
                hand(pending, now);
            }
        } finally {
            handing.unlock();
        }
    }

    /** The connection is up: what has no fate goes over it, oldest first and before anything new. */
    void handOver(PahoLine fresh) {
        handing.lock();
        try {
            presence.arrive(fresh);
            withoutFate.values().stream()
                    .sorted(Comparator.comparingLong(p -> p.publication().sequence()))
                    .filter(p -> !isPahos(p))
                    .forEach(p -> hand(p, fresh));
        } finally {
            handing.unlock();
        }
    }

    /** Whether Paho itself sends it again, as it does with everything it was given in a kept session. */
    private boolean isPahos(Pending pending) {
        return !settings.cleanSession()
                && pending.isHandedOver()
                && pending.publication().qos() != Qos.AT_MOST_ONCE;
    }

    private void hand(Pending pending, PahoLine to) {
        Publication publication = pending.publication();
        try {
            String topic = publication.topic().text();
            if (publication.qos() == Qos.AT_MOST_ONCE) {
                pending.handOver(to.epoch());
                to.wire().publish(publication.sequence(), topic, publication.payload(), publication.retain());
            } else {
                log.ifPresent(file -> file.next(publication.mark()));
                Fate fate = new Fate(publication.sequence());
                to.client().publish(TopicCode.encoded(topic), new SharedMessage(publication), null, fate);
                pending.handOver(to.epoch());
            }
        } catch (IOException e) {
            // The connection broke: it is sent again when it is back.
        } catch (MqttException e) {
            if (presence.line() != null && !isGone(e)) {
                String sentence = "cannot publish to " + publication.topic() + ": " + ConnectionFailure.words(e);
                fail(publication.sequence(), new Failure(ExitStatus.FAILED, sentence, e));
            }
        } catch (OutOfMemoryError e) {
            String message = "a message to '" + publication.topic() + "'";
            String sentence = Memory.doesNotFit(message, publication.payload().length);
            fail(publication.sequence(), new Failure(ExitStatus.FAILED, sentence, e));
        }
    }

    private static boolean isGone(MqttException e) {
        return switch (e.getReasonCode()) {
            case MqttException.REASON_CODE_CLIENT_NOT_CONNECTED,
                    MqttException.REASON_CODE_CLIENT_DISCONNECTING,
                    MqttException.REASON_CODE_CLIENT_CLOSED,
                    MqttException.REASON_CODE_CONNECTION_LOST -> true;
            default -> false;
        };
    }

    /** The publication will not arrive. */
    void fail(long sequence, Failure why) {
        if (withoutFate.remove(sequence) != null) {
            listener.failed(sequence, why);
        }
    }

    /** The publication has arrived. */
    void acknowledged(long sequence) {
        presence.progressed();
        if (withoutFate.remove(sequence) != null) {
            listener.acknowledged(sequence);
        }
    }

    boolean isEmpty() {
        return withoutFate.isEmpty();
    }

    /** Whether the broker still has to answer something that was handed over. */
    boolean isSomethingOut() {
        return withoutFate.values().stream().anyMatch(Pending::isHandedOver);
    }

    /** The broker may hang up on a message that it rejects, again and again: MQTT 3.1.1 has no other way to refuse it. */
    Failure poisoned(int times) {
        List<Publication> out = withoutFate.values().stream()
                .map(Pending::publication)
                .sorted(Comparator.comparingLong(Publication::sequence))
                .toList();
        return ConnectionFailure.poisoned(times, out, settings);
    }

    /** Reports one publication; a failure does not count: it is sent again, by Paho or by us. */
    private final class Fate implements IMqttActionListener {
        private final long sequence;

        Fate(long sequence) {
            this.sequence = sequence;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            acknowledged(sequence);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable e) {
            // Decided when the connection is back or gone for good.
        }
    }
}
