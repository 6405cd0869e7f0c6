package org.kafkamqtt.mqtt.broker.session;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/**
 * The server's side of one connection, from before CONNECT to its end. Pure: packets and time come in, packets go to the {@link Wire},
 * requests to the {@link Home}. Not thread-safe; the node's thread owns it.
 *
 * <p>Times are milliseconds of a clock that only counts on, unless a method says otherwise.
 */
public final class ServerSession {
    private static final Pingresp PINGRESP = new Pingresp();

    private final Wire wire;
    private final Home home;
    private final SessionSettings settings;
    private final Link link;
    private final KeepAlive keepAlive = new KeepAlive();
    private final WillPromise will = new WillPromise();

    private String clientId = "";
    private long connection;
    /** Null before CONNECT was accepted. */
    private @Nullable Talk talk;

    private boolean over;
    /** Milliseconds since 1970 when something came last. */
    private long lastTimestamp;

    /** What there is after CONNECT. */
    private record Talk(Allowance allowance, Inbound inbound, Outbound outbound, Requests requests) {}

    public ServerSession(Wire wire, Home home, SessionSettings settings, long nowMs) {
        this.wire = wire;
        this.home = home;
        this.settings = settings;
        this.link = new Link(wire);
        keepAlive.begin(settings.connectTimeoutMs(), nowMs);
    }

    // ---- from the wire

    /**
     * A packet has come.
     *
     * @param timestamp milliseconds since 1970
     */
    public void received(Packet packet, long nowMs, long timestamp) {
        if (over) {
            return;
        }
        lastTimestamp = timestamp;
        try {
            Talk current = talk;
            if (current == null) {
                greet(packet, nowMs);
            } else {
                keepAlive.heard(nowMs);
                hear(current, packet, timestamp);
            }
        } catch (ProtocolError e) {
            broken(e, nowMs, timestamp);
        }
    }

    private void greet(Packet packet, long nowMs) {
        if (!(packet instanceof Connect connect)) {
            throw ProtocolError.forbidden("the first packet is " + packet.type() + ", not CONNECT")
                    .quietly();
        }
        Greeting greeting = Greeting.of(connect, settings, home::freshIdentifier);
        Terms terms = greeting.terms();
        link.agree(terms);
        clientId = greeting.clientId();
        connection = home.nextConnection();
        Allowance allowance = new Allowance(link);
        Inbound inbound = new Inbound(this, link, home, settings, allowance);
        talk = new Talk(allowance, inbound, new Outbound(this, link, home), new Requests(this, link, home, allowance));
        keepAlive.begin(terms.keepAliveMs(), nowMs);
        Will given = connect.will();
        if (given != null) {
            will.give(given);
        }
        home.connected(this);
        link.send(greeting.connack());
        if (terms.keptSession()) {
            home.note("client '" + clientId
                    + "' wants its session kept, which is not done yet: it ends with its connection");
        }
    }

    private void hear(Talk current, Packet packet, long timestamp) {
        if (packet instanceof Publish publish) {
            current.inbound().publish(publish, current.requests().ownUnwanted(), timestamp);
        } else if (packet instanceof Acknowledgement acknowledgement) {
            acknowledged(current, acknowledgement);
        } else if (packet instanceof Subscribe subscribe) {
            current.requests().subscribe(subscribe);
        } else if (packet instanceof Unsubscribe unsubscribe) {
            current.requests().unsubscribe(unsubscribe);
        } else if (packet instanceof Pingreq) {
            link.send(PINGRESP);
        } else if (packet instanceof Disconnect disconnect) {
            leave(disconnect, timestamp);
        } else {
            throw ProtocolError.forbidden(packet.type() + " may not come now");
        }
    }

    private static void acknowledged(Talk current, Acknowledgement packet) {
        switch (packet.type()) {
            case PUBACK -> current.outbound().puback(packet.packetId());
            case PUBREC -> current.outbound().pubrec(packet.packetId(), packet.reason());
            case PUBREL -> current.inbound().pubrel(packet.packetId());
            default -> current.outbound().pubcomp(packet.packetId());
        }
    }

    /** The client takes leave; unless all is well, its will is published. */
    private void leave(Disconnect disconnect, long timestamp) {
        if (!link.terms().keptSession() && disconnect.properties().number(Property.SESSION_EXPIRY, 0) > 0) {
            throw ProtocolError.forbidden("a session expiry in DISCONNECT, but none in CONNECT");
        }
        if (disconnect.reason() == ReasonCode.SUCCESS) {
            will.drop();
        }
        end(null, true, timestamp);
    }

    /** What came is no packet, or not one that may come. */
    public void broken(ProtocolError error, long nowMs, long timestamp) {
        if (over) {
            return;
        }
        if (talk == null) {
            error.connack().ifPresent(version -> wire.send(Greeting.refusing(error.reason(), version), version));
            end(null, true, timestamp);
            return;
        }
        home.note("client '" + clientId + "' at " + wire.peer() + " is disconnected: " + error.getMessage());
        end(error.quiet() ? null : error.reason(), true, timestamp);
    }

    /** Ends it for a reason that is no packet's. */
    void fail(ProtocolError error) {
        broken(error, 0, lastTimestamp);
    }

    /** The connection is gone. */
    public void lost(long nowMs, long timestamp) {
        end(null, false, timestamp);
    }

    /** The wire can be written to again. */
    public void writableAgain() {
        if (!over) {
            link.writableAgain();
            if (talk != null) {
                talk.outbound().goOn();
            }
        }
    }

    // ---- from the clock

    /** When {@link #tick} is to be called, whatever else happens; {@link Long#MAX_VALUE} for never. It may grow without a call. */
    public long dueMs() {
        return over ? Long.MAX_VALUE : keepAlive.dueMs();
    }

    /** Looks at the time: CONNECT that does not come, a client that is silent for one and a half times its keep-alive. */
    public void tick(long nowMs, long timestamp) {
        if (over || nowMs < keepAlive.dueMs()) {
            return;
        }
        if (talk != null && (link.held() || talk.allowance().used())) {
            // Perhaps it is not even read from.
            keepAlive.heard(nowMs);
            return;
        }
        if (talk != null) {
            home.note("client '" + clientId + "' at " + wire.peer() + " is silent for longer than its keep-alive");
        }
        end(ReasonCode.KEEP_ALIVE_TIMEOUT, true, timestamp);
    }

    // ---- from the node

    /** What {@link Home#subscribe} asked for has begun; the retained messages follow as offers. */
    public void subscribed(int packetId) {
        if (!over && talk != null) {
            talk.requests().subscribed(packetId);
        }
    }

    /**
     * Offers a message; takes it unless the window is full or the client does not read.
     *
     * @param timestamp milliseconds since 1970
     * @return false if it was not taken; {@link Home#roomAgain} follows when one can be taken again
     */
    public boolean offer(Delivery delivery, long nowMs, long timestamp) {
        return over || talk == null || talk.outbound().offer(delivery, timestamp);
    }

    /** Another connection has come with this client identifier. */
    public void takenOver(long timestamp) {
        end(ReasonCode.SESSION_TAKEN_OVER, true, timestamp);
    }

    /** The node stops; the will is not published. */
    public void shutDown() {
        will.drop();
        end(ReasonCode.SERVER_SHUTTING_DOWN, true, lastTimestamp);
    }

    /**
     * Ends it: says why to a client of MQTT 5, publishes the will if it stands.
     *
     * @param reason null to say nothing
     * @param close whether the connection is still there
     */
    private void end(@Nullable ReasonCode reason, boolean close, long timestamp) {
        if (over) {
            return;
        }
        over = true;
        if (reason != null && talk != null && link.hasProperties()) {
            link.send(new Disconnect(reason, Properties.NONE));
        }
        Message last = will.redeem(new Origin(home.life(), connection, 0), timestamp);
        if (last != null) {
            home.publish(this, last, new WillReceipt(home, clientId));
        }
        if (talk != null) {
            talk.outbound().end();
        }
        if (close) {
            wire.close();
        }
        home.ended(this);
    }

    /** The identifier of the client; empty before CONNECT was accepted. */
    public String clientId() {
        return clientId;
    }

    /** The number of the connection; 0 before CONNECT was accepted. */
    public long connection() {
        return connection;
    }

    /** What it speaks. */
    public ProtocolVersion version() {
        return link.version();
    }

    /** Whether it is over: nothing may be offered to it any more. */
    public boolean over() {
        return over;
    }

    public Wire wire() {
        return wire;
    }
}
