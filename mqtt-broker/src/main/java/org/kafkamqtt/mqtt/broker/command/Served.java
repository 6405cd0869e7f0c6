package org.kafkamqtt.mqtt.broker.command;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Version;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import org.kafkamqtt.mqtt.broker.serve.Broker;
import org.kafkamqtt.mqtt.broker.serve.BrokerSettings;

/** The broker of this process, which is asked to end by a signal. */
final class Served implements Serving {
    private final Broker broker;
    private final CompletableFuture<String> stopped;

    private Served(Broker broker, CompletableFuture<String> stopped) {
        this.broker = broker;
        this.stopped = stopped;
    }

    /** As {@link Serving.Starter} says. */
    static Serving start(BrokerSettings settings, Console console) throws InterruptedException {
        CompletableFuture<String> stopped = new CompletableFuture<>();
        Starting starting = new Starting(Thread.currentThread());
        console.stop().onRequest(() -> {
            stopped.complete("");
            starting.interrupt();
        });
        try {
            return new Served(Broker.start(settings, Version.of("mqtt-broker").version(), console::say), stopped);
        } finally {
            starting.done();
        }
    }

    /** A thread that is interrupted only while it starts a broker. Thread-safe. */
    private static final class Starting {
        private final Thread thread;
        private boolean done;

        Starting(Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (!done) {
                thread.interrupt();
            }
        }

        synchronized void done() {
            done = true;
            // What came at the last moment must not disturb the orderly end.
            boolean unused = Thread.interrupted();
        }
    }

    @Override
    public List<ListenAddress> addresses() {
        return broker.addresses();
    }

    @Override
    public void await() {
        String line = (String) CompletableFuture.anyOf(stopped, broker.ended()).join();
        if (!stopped.isDone()) {
            throw new Failure(ExitStatus.FAILED, line);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
