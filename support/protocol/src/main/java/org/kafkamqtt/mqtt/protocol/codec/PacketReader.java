package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Auth;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/**
 * Reads the packets of one side of a connection, each within its own bytes. It speaks the version of the CONNECT that it read, or the
 * one that it was told. A client's first packet must be CONNECT, which must not come again, unless the version was told. Not
 * thread-safe; the connection owns it.
 *
 * <p>Every rule that can be judged by the packet alone is judged here. Topic aliases that are in use, identifiers that are not, and
 * whatever else needs to know the session, is not.
 */
public final class PacketReader {
    /** Who sends what is read. */
    public enum Sender {
        CLIENT,
        SERVER
    }

    private static final Pingreq PINGREQ = new Pingreq();
    private static final Pingresp PINGRESP = new Pingresp();

    private final Sender sender;
    private final TopicCache topics = new TopicCache();
    private ProtocolVersion version = ProtocolVersion.V311;
    private boolean begun;
    /** Whether CONNECT named an authentication method, without which no AUTH may come. */
    private boolean authenticates;

    public PacketReader(Sender sender) {
        this.sender = sender;
        this.begun = sender == Sender.SERVER;
        this.authenticates = sender == Sender.SERVER;
    }

    /** What the connection speaks from now on. */
    public void speak(ProtocolVersion spoken) {
        version = spoken;
        begun = true;
        authenticates = true;
    }

    public ProtocolVersion version() {
        return version;
    }

    /**
     * The packet that is exactly these bytes, as {@link Frame#size} measured them.
     *
     * @return with a payload that lies in these bytes
     * @throws ProtocolError if it breaks a rule
     */
    public Packet read(byte[] bytes, int from, int to) {
        if (from >= to || Frame.size(bytes, from, to) != to - from) {
            throw ProtocolError.malformed("the packet is not as long as it says")
                    .quietly();
        }
        int first = bytes[from] & 0xFF;
        PacketType type = PacketType.of(first >> 4);
        Input in = new Input(bytes, Frame.body(bytes, from), to);
        boolean padded = Frame.padded(bytes, from);
        if (!begun) {
            return connect(in, type, first & 0x0F, padded);
        }
        if (padded && version == ProtocolVersion.V5) {
            throw ProtocolError.malformed("the remaining length has more bytes than need be")
                    .quietly();
        }
        if (type == PacketType.PUBLISH) {
            return publish(in, first & 0x0F);
        }
        checkComing(type, first & 0x0F, in);
        return body(type, in);
    }

    private Connect connect(Input in, PacketType type, int flags, boolean padded) {
        if (type != PacketType.CONNECT) {
            throw ProtocolError.forbidden("the first packet is " + type + ", not CONNECT")
                    .quietly();
        }
        Connect connect = new ConnectReader(in, flags, padded).read();
        begun = true;
        version = connect.version();
        authenticates = connect.properties().has(Property.AUTHENTICATION_METHOD);
        return connect;
    }

    /** Refuses a packet that this side does not send in this version, or whose fixed header is not as it must be. */
    private void checkComing(PacketType type, int flags, Input in) {
        switch (type) {
            case PINGREQ, PINGRESP -> {
                if (in.left() > 0) {
                    throw ProtocolError.malformed(type + " has a body").quietly();
                }
                checkFlags(flags, 0, ReasonCode.MALFORMED_PACKET, type);
                checkSender(type == PacketType.PINGREQ ? Sender.CLIENT : Sender.SERVER, type);
            }
            case SUBSCRIBE, UNSUBSCRIBE -> {
                checkFlags(flags, 2, ReasonCode.MALFORMED_PACKET, type);
                checkSender(Sender.CLIENT, type);
            }
            case SUBACK, UNSUBACK -> {
                checkFlags(flags, 0, ReasonCode.MALFORMED_PACKET, type);
                checkSender(Sender.SERVER, type);
            }
            case PUBACK, PUBREC, PUBCOMP -> checkFlags(flags, 0, ReasonCode.MALFORMED_PACKET, type);
            case PUBREL -> checkFlags(flags, 2, ReasonCode.PROTOCOL_ERROR, type);
            case DISCONNECT -> {
                checkFlags(flags, 0, ReasonCode.PROTOCOL_ERROR, type);
                if (version != ProtocolVersion.V5) {
                    checkSender(Sender.CLIENT, type);
                }
            }
            case AUTH -> {
                checkFlags(flags, 0, ReasonCode.PROTOCOL_ERROR, type);
                if (version != ProtocolVersion.V5 || !authenticates) {
                    throw ProtocolError.forbidden("AUTH, but no authentication method was agreed upon");
                }
            }
            case CONNACK -> {
                checkSender(Sender.SERVER, type);
                checkFlags(flags, 0, ReasonCode.MALFORMED_PACKET, type);
            }
            case CONNECT ->
                throw ProtocolError.forbidden(
                        sender == Sender.CLIENT ? "a second CONNECT" : "a server does not send CONNECT");
            case PUBLISH -> {}
        }
    }

    private void checkSender(Sender right, PacketType type) {
        if (sender != right) {
            throw ProtocolError.forbidden(
                    (right == Sender.SERVER ? "a client does not send " : "a server does not send ") + type);
        }
    }

    /** MQTT 3.1 does not use the flags of any packet but PUBLISH (its section 2.1). */
    private void checkFlags(int flags, int right, ReasonCode reason, PacketType type) {
        if (flags != right && version != ProtocolVersion.V31) {
            throw new ProtocolError(reason, "the flags of " + type + "'s header are " + flags + ", not " + right);
        }
    }

    private Packet body(PacketType type, Input in) {
        return switch (type) {
            case CONNACK -> ConnackReader.read(in, version);
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> acknowledgement(type, in);
            case SUBSCRIBE -> SubscriptionReader.subscribe(in, version);
            case SUBACK -> SubscriptionReader.suback(in, version);
            case UNSUBSCRIBE -> SubscriptionReader.unsubscribe(in, version);
            case UNSUBACK -> SubscriptionReader.unsuback(in, version);
            case PINGREQ -> PINGREQ;
            case PINGRESP -> PINGRESP;
            case DISCONNECT -> disconnect(in);
            case AUTH -> auth(in);
            case CONNECT, PUBLISH -> throw new IllegalStateException(type + " is read elsewhere");
        };
    }

    private Publish publish(Input in, int flags) {
        boolean duplicate = (flags & 0x08) != 0;
        int level = flags >> 1 & 0x03;
        if (level == 3 || level == 0 && duplicate) {
            throw ProtocolError.malformed(level == 3 ? "PUBLISH with QoS 3" : "PUBLISH with DUP at QoS 0");
        }
        String topic = in.topic(topics);
        if (topic.isEmpty() && version != ProtocolVersion.V5) {
            throw ProtocolError.malformed("the topic name is empty");
        }
        int packetId = level == 0 ? 0 : packetId(in);
        Properties properties =
                version.hasProperties() ? PropertyReader.read(in, PacketType.PUBLISH, sender) : Properties.NONE;
        if (topic.isEmpty() && !properties.has(Property.TOPIC_ALIAS)) {
            throw ProtocolError.malformed("neither a topic name nor a topic alias");
        }
        return new Publish(duplicate, Qos.of(level), (flags & 0x01) != 0, topic, packetId, properties, in.rest());
    }

    private static int packetId(Input in) {
        int packetId = in.twoBytes();
        if (packetId == 0) {
            throw ProtocolError.forbidden("the packet identifier is 0");
        }
        return packetId;
    }

    private Acknowledgement acknowledgement(PacketType type, Input in) {
        int packetId = packetId(in);
        if (in.left() == 0) {
            return Acknowledgement.of(type, packetId);
        }
        if (version != ProtocolVersion.V5) {
            in.end();
        }
        ReasonCode reason = Reasons.of(in.oneByte(), type, sender);
        return new Acknowledgement(type, packetId, reason, lastProperties(in, type));
    }

    /** Properties that end a packet, and need not be there at all. */
    private Properties lastProperties(Input in, PacketType type) {
        if (in.left() == 0) {
            return Properties.NONE;
        }
        Properties properties = PropertyReader.read(in, type, sender);
        in.end();
        return properties;
    }

    private Disconnect disconnect(Input in) {
        if (in.left() == 0) {
            return new Disconnect(ReasonCode.SUCCESS, Properties.NONE);
        }
        if (version != ProtocolVersion.V5) {
            in.end();
        }
        int code = in.oneByte();
        Properties properties = lastProperties(in, PacketType.DISCONNECT);
        try {
            return new Disconnect(Reasons.of(code, PacketType.DISCONNECT, sender), properties);
        } catch (ProtocolError e) {
            throw e.quietly(); // it has said that it goes, whatever the reason was meant to be
        }
    }

    private Auth auth(Input in) {
        if (in.left() == 0) {
            return new Auth(Reasons.of(ReasonCode.SUCCESS.code(), PacketType.AUTH, sender), Properties.NONE);
        }
        ReasonCode reason = Reasons.of(in.oneByte(), PacketType.AUTH, sender);
        Properties properties = PropertyReader.read(in, PacketType.AUTH, sender);
        in.end();
        if (!properties.has(Property.AUTHENTICATION_METHOD)) {
            throw ProtocolError.forbidden("AUTH without an authentication method");
        }
        return new Auth(reason, properties);
    }
}
