package org.kafkamqtt.mqtt.paho;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClientPersistence;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Credentials;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.upkeep.ConnectionFailure;
import org.kafkamqtt.mqtt.wire.ConnectPacket;
import org.kafkamqtt.mqtt.wire.HeldPayloads;
import org.kafkamqtt.mqtt.wire.Inbound;
import org.kafkamqtt.mqtt.wire.PahoExecutor;
import org.kafkamqtt.mqtt.wire.Pulse;
import org.kafkamqtt.mqtt.wire.TopicCode;
import org.kafkamqtt.mqtt.wire.Wire;
import org.kafkamqtt.mqtt.wire.WireFactory;
import org.kafkamqtt.mqtt.wire.WireModule;
import org.kafkamqtt.mqtt.wire.WireOptions;

/**
 * Paho's clients and their wires: a client for each attempt, or in a kept session one for all of them.
 *
 * <p>Not thread-safe; the thread that makes an attempt owns it, one attempt at a time. Only the end may come from any thread.
 */
final class Clients {
    private static final long SETTLE_MILLIS = 1_000;
    /** Packets besides publications of QoS 1 and 2, such as subscriptions. */
    private static final int BESIDE = 16;

    private final ConnectionSettings settings;
    private final Optional<SessionLog> log;
    private final int restored;
    private final PahoExecutor executor;
    private final Supplier<@Nullable Wire> wire;
    private @Nullable Client kept;

    /**
     * One of Paho's clients.
     *
     * @param payloads of QoS 2 messages, which it does not see
     */
    record Client(MqttAsyncClient paho, HeldPayloads payloads) {}

    /**
     * No client yet.
     *
     * @param restored how many publications an earlier process left in flight
     * @param wire the one that is checked for signs of life, if there is one
     * @param died called with the exception that ended one of Paho's threads
     */
    Clients(
            ConnectionSettings settings,
            Optional<SessionLog> log,
            int restored,
            Supplier<@Nullable Wire> wire,
            Consumer<Throwable> died) {
        this.settings = settings;
        this.log = log;
        this.restored = restored;
        this.wire = wire;
        this.executor = new PahoExecutor(died);
    }

    /** The client for an attempt; a new one reports to the callback that {@code news} makes from its payloads. */
    Client forAttempt(Function<HeldPayloads, MqttCallback> news) {
        Client known = kept;
        if (known != null) {
            return known;
        }
        HeldPayloads payloads = new HeldPayloads();
        MqttClientPersistence store = log.<MqttClientPersistence>map(file -> new PahoStore(file, payloads::of))
                .orElseGet(NoStore::new);
        try {
            MqttAsyncClient paho = make(store);
            paho.setCallback(news.apply(payloads));
            paho.setManualAcks(true);
            Client fresh = new Client(paho, payloads);
            if (!settings.cleanSession()) {
                kept = fresh;
            }
            return fresh;
        } catch (MqttException e) {
            throw ConnectionFailure.of(e, settings);
        }
    }

    private MqttAsyncClient make(MqttClientPersistence store) throws MqttException {
        return new MqttAsyncClient(
                WireFactory.URI, TopicCode.encoded(settings.clientId()), store, new Pulse(executor, wire), executor);
    }

    /** A wire for one attempt. */
    WireModule wire(Inbound inbound, HeldPayloads payloads) {
        return wire(inbound, payloads, settings.cleanSession());
    }

    private WireModule wire(Inbound inbound, HeldPayloads payloads, boolean clean) {
        return new WireModule(settings.link(), packet(clean), inbound, payloads, settings.trace());
    }

    private ConnectPacket packet(boolean clean) {
        return new ConnectPacket(
                settings.protocolLevel(),
                settings.clientId(),
                clean,
                settings.keepAlive(),
                settings.credentials().map(Credentials::user),
                settings.credentials().flatMap(Credentials::password),
                settings.will()
                        .map(w -> new ConnectPacket.WillMessage(
                                w.topic().text(), w.payload(), w.qos().level(), w.retain())));
    }

    /** The options for Paho's connect. */
    WireOptions options(WireModule over) {
        return options(over, settings.cleanSession());
    }

    private WireOptions options(WireModule over, boolean clean) {
        WireOptions options = new WireOptions(over);
        options.setMqttVersion(settings.protocolLevel());
        options.setCleanSession(clean);
        options.setKeepAliveInterval(settings.keepAlive());
        options.setMaxInflight(settings.window() + restored + BESIDE);
        return options;
    }

    /** Waits until Paho's threads of an earlier connection have ended, for at most this time or until it is given up. */
    void awaitQuiet(Duration limit, BooleanSupplier givenUp) throws InterruptedException {
        executor.awaitQuiet(limit, givenUp);
    }

    /** Disconnects. */
    static void disconnect(MqttAsyncClient paho, Duration limit) {
        try {
            paho.disconnect(Math.min(SETTLE_MILLIS, limit.toMillis()), null, null)
                    .waitForCompletion(limit.toMillis());
        } catch (MqttException e) {
            // It is over either way.
        }
    }

    /** Ends a client that has not noticed its end. */
    static void endForcibly(MqttAsyncClient deaf) {
        try {
            deaf.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // It has ended one way or the other.
        }
    }

    /** Connects once more with a clean session, so that the broker keeps none under an identifier nobody will use again. */
    void deleteSession(Inbound inbound, Duration limit) {
        try {
            WireModule last = wire(inbound, new HeldPayloads(), true);
            MqttAsyncClient paho = make(new NoStore());
            paho.connect(options(last, true), null, null).waitForCompletion(limit.toMillis());
            disconnect(paho, limit);
        } catch (MqttException e) {
            // The broker will forget it in its own time.
        }
    }

    /** Ends Paho's threads. */
    void end() {
        executor.shutdownNow();
    }
}
