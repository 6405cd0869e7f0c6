package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** The connection of one client, as its session sees it. Only the node's thread calls it. */
public interface Wire {
    /** Writes a packet after all before it; it leaves by the end of the node's turn. */
    void send(Packet packet, ProtocolVersion version);

    /**
     * Writes a PUBLISH in the same way.
     *
     * @param message that it is made of: those who get the same message in the same way get the same bytes
     */
    void publish(Message message, Publish packet, ProtocolVersion version);

    /** Whether the client reads what it is sent; if not, only acknowledgements are sent to it. */
    boolean writable();

    /** Whether anything is read from the client. It begins with yes; no means not even the next packet that has come already. */
    void reading(boolean wanted);

    /** Closes the connection when all that was written has left, or cannot leave; nothing is read any more. */
    void close();

    /** Who is at the other end, for the log, such as {@code 127.0.0.1:50412}. */
    String peer();
}
