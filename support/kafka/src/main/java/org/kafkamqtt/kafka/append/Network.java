package org.kafkamqtt.kafka.append;

import java.util.Set;
import java.util.function.Consumer;

/**
 * What an appender needs of the network. The appender's thread owns it, but for {@link #wakeup}, which any thread may call.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public interface Network<N> extends Leaders {
    /**
     * Takes answers.
     *
     * @param <N> what the owner notes about the records of a batch
     */
    interface Answers<N> {
        /** What became of a request with this batch. */
        void take(Batch<N> batch, Answer answer);
    }

    /** Whether a request may be sent to this node now; begins to connect to it if need be. */
    boolean ready(int node);

    /** Sends; each batch gets one answer, in {@link #poll}. */
    void send(Shipment<N> shipment, Answers<N> answers);

    /** Asks for a producer ID, unless that is under way; the answer comes in {@link #poll}. */
    void askIdentity(Consumer<Identity> given, Consumer<Exception> refused);

    /**
     * Writes and reads, and passes on answers, until something has happened.
     *
     * @param most milliseconds to wait for that
     */
    void poll(long most);

    /** Ends a poll early. */
    void wakeup();

    /** The topics that are not the ones any more that had their names when this was asked last. */
    Set<String> changedTopics();

    /** Closes all connections at once. */
    void close();
}
