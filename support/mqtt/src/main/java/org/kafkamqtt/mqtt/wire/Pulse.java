package org.kafkamqtt.mqtt.wire;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.jspecify.annotations.Nullable;

/**
 * Looks for signs of life once in a keep-alive interval, as Paho's own ping sender does, but also sees what bypasses Paho.
 *
 * <p>The answer to a ping comes after a message of 60 MB that takes minutes; Paho, which sees that message only when it is
 * complete, if at all, would give up the connection, and the broker would begin the message again. Thread-safe.
 */
public final class Pulse implements MqttPingSender {
    private final ScheduledExecutorService executor;
    private final Supplier<@Nullable Wire> wire;
    private @Nullable ClientComms paho;
    private @Nullable Future<?> next;

    /**
     * A pulse of one client.
     *
     * @param wire the current connection, if there is one
     */
    public Pulse(ScheduledExecutorService executor, Supplier<@Nullable Wire> wire) {
        this.executor = executor;
        this.wire = wire;
    }

    @Override
    public synchronized void init(ClientComms comms) {
        paho = comms;
    }

    @Override
    public synchronized void start() {
        if (paho != null) {
            schedule(paho.getKeepAlive());
        }
    }

    @Override
    public synchronized void stop() {
        if (next != null) {
            next.cancel(false);
        }
    }

    @Override
    public synchronized void schedule(long delayMillis) {
        try {
            next = executor.schedule(this::look, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The connection is being closed.
        }
    }

    private void look() {
        ClientComms comms;
        synchronized (this) {
            comms = paho;
        }
        Wire now = wire.get();
        if (comms == null) {
            return;
        }
        if (now != null && now.alive()) {
            comms.getClientState().notifyReceivedBytes(1);
        }
        comms.checkForActivity();
    }
}
