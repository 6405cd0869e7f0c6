package org.kafkamqtt.mqtt.broker.command;

import java.util.List;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import org.kafkamqtt.mqtt.broker.serve.BrokerSettings;

/** A broker that serves clients. Whoever started it closes it, which tells the clients and waits until they are gone. */
interface Serving extends AutoCloseable {
    /** Starts one. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts a broker, and returns when it serves.
         *
         * @throws Exception if it cannot, or the end is asked for before it can
         */
        Serving start(BrokerSettings settings, Console console) throws Exception;
    }

    /** Where clients connect, with ports, in the order of the settings. */
    List<ListenAddress> addresses();

    /**
     * Waits until the end is asked for.
     *
     * @throws Exception if it cannot serve any longer, such as after another broker has taken its place
     */
    void await() throws Exception;

    @Override
    void close();
}
