package org.kafkamqtt.mqtt.broker.session;

import java.util.List;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;

/** The node, as a session sees it. Only the node's thread calls it. */
public interface Home {
    /** A CONNECT was accepted: another session of the same client identifier ends before this returns. */
    void connected(ServerSession session);

    /** A client identifier that no client has. */
    String freshIdentifier();

    /** The number of a connection within the life of the node, from 1. */
    long nextConnection();

    /** The producer ID of the node's life, for {@code mqtt.from}. */
    long life();

    /**
     * A message for the log. The payload is copied before this returns, or the wire has been told to stop reading and the message
     * keeps its payload's bytes until the receipt.
     */
    void publish(ServerSession session, Message message, Receipt receipt);

    /**
     * Begins subscriptions that are checked; {@link ServerSession#subscribed} is called when all that was acknowledged until now
     * is behind them. Requests of one session are answered in their order.
     *
     * @param wanted those to begin; not those that are refused
     * @param identifier subscription identifier, 0 for none
     */
    void subscribe(ServerSession session, int packetId, List<Subscribe.Request> wanted, int identifier);

    /** Ends a subscription at once; false if there was none. */
    boolean unsubscribe(ServerSession session, String filter);

    /** Whether any client has subscribed to messages of this topic name. */
    default boolean anySubscriber(String topic) {
        return true;
    }

    /** The session can take messages again, after {@link ServerSession#offer} has refused one. */
    void roomAgain(ServerSession session);

    /** The session is over; its will, if any, was published before. */
    void ended(ServerSession session);

    /** One line for whoever runs the node. */
    void note(String line);
}
