package org.kafkamqtt.kafka.append;

/**
 * What an appender needs of the network. The appender's thread owns it, but for {@link #wakeup}, which any thread may call.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public interface Network<N> extends Leaders {
    /** Whether a request may be sent to this node now; begins to connect to it if need be. */
    boolean ready(int node, long nowMs);

    /** Sends; each batch gets one {@link Lanes#answered}, in {@link #poll}. */
    void send(Shipment<N> shipment, long nowMs);

    /** Asks for a producer ID unless that is under way; {@link Lanes#identified} or {@link Lanes#fail} follows in poll. */
    void askIdentity(long nowMs);

    /**
     * Writes and reads, and passes on answers, until something has happened.
     *
     * @param most milliseconds to wait for that
     */
    void poll(long most, long nowMs);

    /** Ends a poll early. */
    void wakeup();

    /** Whether a topic whose partitions are appended to is another one than before, since this was asked last. */
    Iterable<String> changedTopics();

    /** Closes all connections at once. */
    void close();
}
