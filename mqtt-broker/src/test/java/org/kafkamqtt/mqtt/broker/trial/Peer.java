package org.kafkamqtt.mqtt.broker.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/**
 * A client that sends packets and says which one it expects next; it acknowledges nothing by itself.
 *
 * <p>Not thread-safe, but one thread may send while another one hears.
 */
public final class Peer implements AutoCloseable {
    private final RawClient line;
    private final ProtocolVersion version;
    private final PacketReader reader = new PacketReader(PacketReader.Sender.SERVER);
    private final PacketWriter writer = new PacketWriter();

    /** A connection without CONNECT. */
    public Peer(OverTcp broker, ProtocolVersion version) {
        this.line = broker.connect();
        this.version = version;
        reader.speak(version);
    }

    /** A client that was accepted: a clean session, no will. */
    public static Peer connected(OverTcp broker, ProtocolVersion version, String clientId) {
        return connected(broker, connect(version, clientId));
    }

    /** A client whose CONNECT was accepted. */
    public static Peer connected(OverTcp broker, Connect connect) {
        Peer peer = new Peer(broker, connect.version());
        peer.send(connect);
        Connack connack = peer.expects(Connack.class);
        if (connack.code() != 0) {
            throw new AssertionError("refused: " + connack);
        }
        return peer;
    }

    public static Connect connect(ProtocolVersion version, String clientId) {
        return new Connect(version, false, true, 60, Properties.NONE, clientId, null, null, null);
    }

    /** CONNECT with properties. */
    public static Connect connect(String clientId, Properties properties) {
        return new Connect(ProtocolVersion.V5, false, true, 60, properties, clientId, null, null, null);
    }

    /** CONNECT with a will. */
    public static Connect connect(ProtocolVersion version, String clientId, int keepAlive, Will will) {
        return new Connect(version, false, true, keepAlive, Properties.NONE, clientId, will, null, null);
    }

    public static Publish message(
            String topic, String payload, int qos, boolean retain, int id, Properties properties) {
        return new Publish(false, Qos.of(qos), retain, topic, id, properties, Payload.of(payload.getBytes(UTF_8)));
    }

    public static Publish message(String topic, String payload, int qos, int id) {
        return message(topic, payload, qos, false, id, Properties.NONE);
    }

    public Peer send(Packet... packets) {
        writer.clear();
        for (Packet packet : packets) {
            writer.write(packet, version);
        }
        line.send(Arrays.copyOf(writer.array(), writer.length()));
        return this;
    }

    /** The bytes as they are. */
    public Peer send(byte[] bytes) {
        line.send(bytes);
        return this;
    }

    /** Waits as long as this for the next packets. */
    public Peer limit(int milliseconds) {
        line.limit(milliseconds);
        return this;
    }

    /** The next packet, which must be one of this kind. */
    public <T extends Packet> T expects(Class<T> type) {
        Packet packet = next();
        if (!type.isInstance(packet)) {
            throw new AssertionError("expected " + type.getSimpleName() + ", heard " + packet);
        }
        return type.cast(packet);
    }

    /** The next packet, whatever it is. */
    public Packet next() {
        Heard heard = line.hear();
        if (!(heard instanceof Heard.Bytes bytes)) {
            throw new AssertionError("expected a packet, heard " + heard);
        }
        try {
            return reader.read(bytes.packet(), 0, bytes.packet().length);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "no packet: " + HexFormat.of().formatHex(bytes.packet()) + ": " + e.getMessage(), e);
        }
    }

    /** The next message, which must have this payload. */
    public Publish expectsMessage(String payload) {
        Publish publish = expects(Publish.class);
        if (!text(publish).equals(payload)) {
            throw new AssertionError("expected '" + payload + "', heard '" + text(publish) + "' of " + publish.topic());
        }
        return publish;
    }

    public static String text(Publish publish) {
        Payload payload = publish.payload();
        return new String(payload.array(), payload.offset(), payload.length(), UTF_8);
    }

    public Peer expectsAck(PacketType type, int id) {
        Acknowledgement ack = expects(Acknowledgement.class);
        if (ack.type() != type || ack.packetId() != id || ack.reason().isFailure()) {
            throw new AssertionError("expected " + type + " " + id + ", heard " + ack);
        }
        return this;
    }

    /** Nothing but the end of the connection. */
    public void expectsClosed() {
        Heard heard = line.hear();
        if (!(heard instanceof Heard.Closed)) {
            throw new AssertionError("expected the end of the connection, heard " + heard);
        }
    }

    /** The end of the connection; with this reason before it, where the version has reasons. */
    public void expectsEnd(int reason) {
        if (version.hasProperties()) {
            Disconnect disconnect = expects(Disconnect.class);
            if (disconnect.reason().code() != reason) {
                throw new AssertionError("expected reason " + reason + ", heard " + disconnect);
            }
        }
        expectsClosed();
    }

    /** Nothing comes for so many milliseconds. */
    public Peer silentFor(int milliseconds) {
        line.limit(milliseconds);
        Heard heard = line.hear();
        line.limit(RawClient.LIMIT_MS);
        if (!(heard instanceof Heard.Silence)) {
            throw new AssertionError("expected silence, heard " + heard);
        }
        return this;
    }

    /** Nothing has come until now, and the connection is open. */
    public void expectsNothing() {
        send(new Pingreq());
        expects(Pingresp.class);
    }

    /** Subscribes with the options as by default, and hears that it may. */
    public Peer subscribes(String filter, int qos) {
        return subscribes(new Subscribe.Request(filter, Qos.of(qos), false, false, 0), Properties.NONE);
    }

    public Peer subscribes(Subscribe.Request request, Properties properties) {
        send(new Subscribe(77, properties, List.of(request)));
        Suback suback = expects(Suback.class);
        if (suback.reasons().get(0).isFailure() || suback.packetId() != 77) {
            throw new AssertionError("not subscribed: " + suback);
        }
        return this;
    }

    /** Publishes and waits until that is acknowledged. */
    public Peer publishes(String topic, String payload, int qos, boolean retain, Properties properties) {
        send(message(topic, payload, qos, retain, qos == 0 ? 0 : 99, properties));
        if (qos == 1) {
            expectsAck(PacketType.PUBACK, 99);
        } else if (qos == 2) {
            expectsAck(PacketType.PUBREC, 99);
            acks(PacketType.PUBREL, 99);
            expectsAck(PacketType.PUBCOMP, 99);
        }
        return this;
    }

    public Peer publishes(String topic, String payload, int qos) {
        return publishes(topic, payload, qos, false, Properties.NONE);
    }

    public Peer acks(PacketType type, int id) {
        return send(Acknowledgement.of(type, id));
    }

    /** Closes as a broken network does: without DISCONNECT. */
    @Override
    public void close() {
        line.close();
    }
}
