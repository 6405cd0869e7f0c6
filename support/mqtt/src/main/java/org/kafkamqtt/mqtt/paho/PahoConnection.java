package org.kafkamqtt.mqtt.paho;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Dialling;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;
import org.kafkamqtt.mqtt.wire.Wire;

/**
 * A connection kept by Paho's asynchronous client on our own wire.
 *
 * <p>Paho keeps the state of QoS 1 and 2 with the broker, and the pings. Without a kept session each attempt has its own client
 * and what has no fate is published again; in a kept session one client lives as long as the connection and sends again by
 * itself, under the old packet identifiers. QoS 0 has no state and bypasses Paho.
 *
 * <p>Thread-safe: each part owns its state and guards it. Locks are taken in the order {@link Outbox} or {@link Confirmations}, then
 * {@link Presence}; those of the session log, of Paho and of the wire come after the one of the outbox and make no callbacks.
 */
public final class PahoConnection implements Connection {
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.client.mqttv3");
    /** Uses the generator of the calling thread: another thread's has no seed here, and every process would wait alike. */
    private static final RandomGenerator CHANCE =
            () -> ThreadLocalRandom.current().nextLong();
    /** For disconnecting when the run was told to end at once. */
    private static final Duration HURRY = Duration.ofMillis(400);

    private final ConnectionSettings settings;
    private final Optional<SessionLog> log;
    private final ConnectionListener listener;
    private final Answers answers = new Answers();
    private final Presence<PahoLine> presence;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final Confirmations confirmations;
    private final Clients clients;
    private final Dialling dialling;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A connection that is not open yet; it closes the log at its end. */
    public PahoConnection(ConnectionSettings settings, Optional<SessionLog> log, ConnectionListener listener) {
        this.settings = settings;
        this.log = log;
        this.listener = listener;
        PAHO.setLevel(Level.OFF);
        boolean sharedName = !settings.session().generated();
        presence =
                new Presence<>(answers, new ShortLives(settings.reconnection(), sharedName, CHANCE), System::nanoTime);
        outbox = new Outbox(settings, log, listener, presence);
        subscriptions = new Subscriptions(settings, listener, presence, answers);
        confirmations = new Confirmations(presence);
        clients = new Clients(settings, log, outbox.restored().size(), this::latestWire, this::threadDied);
        dialling = new Dialling(
                settings,
                listener,
                presence,
                new Owed(outbox, subscriptions),
                new Attempts(settings, listener, presence, answers, clients, outbox, subscriptions, confirmations),
                System::nanoTime,
                CHANCE);
    }

    private @Nullable Wire latestWire() {
        PahoLine latest = presence.latest();
        return latest == null ? null : latest.wire();
    }

    private void threadDied(Throwable cause) {
        new DeadThreads(presence, dialling).died(cause);
    }

    @Override
    public void open() throws InterruptedException {
        dialling.open();
    }

    @Override
    public List<Publication> restored() {
        return outbox.restored();
    }

    @Override
    public void publish(Publication publication) {
        outbox.publish(publication);
    }

    @Override
    public List<Granted> subscribe(List<Subscription> wanted) throws InterruptedException {
        return subscriptions.subscribe(wanted);
    }

    @Override
    public void unsubscribe(List<TopicFilter> filters) throws InterruptedException {
        subscriptions.unsubscribe(filters);
    }

    @Override
    public void acknowledge(Message message) {
        confirmations.acknowledge(message);
    }

    @Override
    public void interrupt(String why) {
        dialling.interrupt(why);
    }

    @Override
    public void cancel() {
        answers.cancel();
        dialling.cancel();
    }

    @Override
    public void close(Duration limit) {
        if (closed.getAndSet(true)) {
            return;
        }
        Optional<PahoLine> there = presence.end();
        Duration left = answers.isCancelled() && limit.compareTo(HURRY) > 0 ? HURRY : limit;
        Optional<Wire> last = Optional.ofNullable(latestWire());
        try {
            last.ifPresent(wire -> wire.goodbyeWithin(left));
            there.ifPresent(line -> Clients.disconnect(line.client(), left));
            boolean needed = log.isPresent() && !outbox.isEmpty();
            boolean useless = !settings.cleanSession() && settings.session().generated() && !needed;
            if (there.isPresent() && useless) {
                Arrivals nothing = new Arrivals(0, new CompletableFuture<>(), presence, outbox, listener);
                clients.deleteSession(nothing, left);
            }
        } finally {
            last.ifPresent(Wire::abort);
            clients.end();
            log.ifPresent(SessionLog::close);
        }
    }
}
