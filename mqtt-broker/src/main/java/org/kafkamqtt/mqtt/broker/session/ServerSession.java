package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Packet;

/**
 * The server's side of one connection, from before CONNECT to its end. Pure: packets and time come in, packets go to the {@link Wire},
 * requests to the {@link Home}. Not thread-safe; the node's thread owns it.
 *
 * <p>Times are milliseconds of a clock that only counts on, unless a method says otherwise.
 */
@SuppressWarnings("UnusedVariable")
public final class ServerSession {
    private final Wire wire;
    private final Home home;
    private final SessionSettings settings;

    public ServerSession(Wire wire, Home home, SessionSettings settings, long nowMs) {
        this.wire = wire;
        this.home = home;
        this.settings = settings;
    }

    // ---- from the wire

    /**
     * A packet has come.
     *
     * @param timestamp milliseconds since 1970
     */
    public void received(Packet packet, long nowMs, long timestamp) {}

    /** What came is no packet, or not one that may come. */
    public void broken(ProtocolError error, long nowMs, long timestamp) {}

    /** The connection is gone. */
    public void lost(long nowMs, long timestamp) {}

    /** The wire can be written to again. */
    public void writableAgain() {}

    // ---- from the clock

    /** When {@link #tick} is to be called, whatever else happens; {@link Long#MAX_VALUE} for never. It may grow without a call. */
    public long dueMs() {
        return 0;
    }

    /** Looks at the time: CONNECT that does not come, a client that is silent for one and a half times its keep-alive. */
    public void tick(long nowMs, long timestamp) {}

    // ---- from the node

    /** What {@link Home#subscribe} asked for has begun; the retained messages follow as offers. */
    public void subscribed(int packetId) {}

    /**
     * Offers a message; takes it unless the window is full or the client does not read.
     *
     * @param timestamp milliseconds since 1970
     * @return false if it was not taken; {@link Home#roomAgain} follows when one can be taken again
     */
    public boolean offer(Delivery delivery, long nowMs, long timestamp) {
        return false;
    }

    /** Another connection has come with this client identifier. */
    public void takenOver(long timestamp) {}

    /** The node stops; the will is not published. */
    public void shutDown() {}

    /** The identifier of the client; empty before CONNECT was accepted. */
    public String clientId() {
        return "";
    }

    /** The number of the connection; 0 before CONNECT was accepted. */
    public long connection() {
        return 0;
    }

    /** What it speaks. */
    public ProtocolVersion version() {
        return ProtocolVersion.V311;
    }

    /** Whether it is over: nothing may be offered to it any more. */
    public boolean over() {
        return false;
    }

    public Wire wire() {
        return wire;
    }
}
