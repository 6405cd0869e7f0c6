package org.kafkamqtt.mqtt.subscribe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.client.Connections;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;

/** The one MQTT broker of a test JVM, and somebody who publishes there. */
final class Broker {
    private static @Nullable Sandbox shared;

    private Broker() {}

    static synchronized int port() {
        if (shared == null) {
            Sandbox started = Sandbox.start(
                    new SandboxSettings(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(0), Optional.empty()));
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "sandbox-close"));
            shared = started;
        }
        String address = shared.mqttAddress();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    static void publish(int qos, boolean retain, String topic, String... payloads) {
        publish(port(), qos, retain, topic, payloads);
    }

    /** Publishes and returns when the broker has all. */
    static void publish(int port, int qos, boolean retain, String topic, String... payloads) {
        List<byte[]> bytes = new ArrayList<>();
        for (String payload : payloads) {
            bytes.add(Samples.bytes(payload));
        }
        publish(port, qos, retain, topic, bytes);
    }

    static void publish(int port, int qos, boolean retain, String topic, List<byte[]> payloads) {
        Semaphore window = new Semaphore(20);
        Settled settled = new Settled(window);
        Connection connection = Connections.of(settings(port), settled);
        try (connection) {
            connection.open();
            long sequence = 0;
            for (byte[] payload : payloads) {
                acquire(window, 1);
                connection.publish(new Publication(sequence++, new TopicName(topic), payload, Qos.of(qos), retain));
            }
            acquire(window, 20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void acquire(Semaphore window, int permits) throws InterruptedException {
        if (!window.tryAcquire(permits, 30, TimeUnit.SECONDS)) {
            throw new AssertionError("the broker acknowledges nothing");
        }
    }

    private static ConnectionSettings settings(int port) {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", port),
                4,
                new Session("test-" + System.nanoTime(), true, true),
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                new Reconnection(false, Duration.ZERO, Duration.ofMillis(100), Duration.ofSeconds(1)),
                20,
                Optional.empty());
    }

    /** Lets the next publication go when one has arrived. */
    private record Settled(Semaphore window) implements ConnectionListener {
        @Override
        public void acknowledged(long sequence) {
            window.release();
        }

        @Override
        public void failed(long sequence, Failure why) {
            throw new AssertionError(why);
        }
    }
}
