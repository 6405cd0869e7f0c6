package org.kafkamqtt.mqtt.protocol.codec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * The properties of one packet (MQTT 5.0 section 2.2.2). What cannot be read at all is told before what may not be there: these are
 * different reason codes.
 */
final class PropertyReader {
    private final PacketType type;
    private final Sender sender;
    private final boolean ofWill;
    /** A bit for each number of a property that has come. */
    private long seen;

    @Nullable
    private ProtocolError fault;

    private PropertyReader(PacketType type, Sender sender, boolean ofWill) {
        this.type = type;
        this.sender = sender;
        this.ofWill = ofWill;
    }

    /** Those that come next, with their length before them. */
    static Properties read(Input in, PacketType type, Sender sender) {
        return all(in, type, sender, false);
    }

    /** Those of a will, which come next. */
    static Properties ofWill(Input in) {
        return all(in, PacketType.CONNECT, Sender.CLIENT, true);
    }

    private static Properties all(Input in, PacketType type, Sender sender, boolean ofWill) {
        int length = in.variable();
        return length == 0 ? Properties.NONE : new PropertyReader(type, sender, ofWill).all(in.part(length));
    }

    private Properties all(Input in) {
        Properties.Builder properties = Properties.builder();
        while (in.left() > 0) {
            one(in, properties);
        }
        if (has(Property.AUTHENTICATION_DATA) && !has(Property.AUTHENTICATION_METHOD)) {
            doubt(ReasonCode.PROTOCOL_ERROR, "authentication data without a method");
        }
        if (fault != null) {
            throw fault;
        }
        return properties.build();
    }

    private void one(Input in, Properties.Builder properties) {
        int number = in.variable();
        Optional<Property> known = Property.of(number);
        if (known.isEmpty()) {
            throw ProtocolError.malformed("no property has the number " + number);
        }
        Property property = known.get();
        checkPlace(property);
        switch (property.kind()) {
            case BYTE -> properties.number(property, checked(property, in.oneByte()));
            case TWO_BYTES -> properties.number(property, checked(property, in.twoBytes()));
            case FOUR_BYTES -> properties.number(property, checked(property, in.fourBytes()));
            case VARIABLE -> properties.number(property, checked(property, in.variable()));
            case TEXT -> properties.text(property, text(property, in));
            case BINARY -> properties.bytes(property, in.binary());
            case PAIR -> properties.user(in.text(), in.text());
        }
    }

    private void checkPlace(Property property) {
        boolean allowed = ofWill ? property.inWill() : property.in(type) && maySend(property);
        if (!allowed) {
            ReasonCode reason = type == PacketType.SUBSCRIBE || type == PacketType.UNSUBSCRIBE
                    ? ReasonCode.MALFORMED_PACKET
                    : ReasonCode.PROTOCOL_ERROR;
            doubt(reason, property + " may not stand in " + (ofWill ? "a will" : type));
        }
        if (has(property) && !repeats(property)) {
            doubt(ReasonCode.PROTOCOL_ERROR, property + " stands there twice");
        }
        seen |= 1L << property.number();
    }

    /** Whether this side may send it in a packet in which it may stand. */
    private boolean maySend(Property property) {
        return switch (property) {
            case SUBSCRIPTION_IDENTIFIER -> type == PacketType.SUBSCRIBE || sender == Sender.SERVER;
            case SESSION_EXPIRY -> type != PacketType.DISCONNECT || sender == Sender.CLIENT;
            default -> true;
        };
    }

    private boolean repeats(Property property) {
        return property == Property.USER_PROPERTY
                || property == Property.SUBSCRIPTION_IDENTIFIER && type == PacketType.PUBLISH;
    }

    private long checked(Property property, long value) {
        if (property.kind() == Property.Kind.BYTE && value > 1) {
            doubt(ReasonCode.PROTOCOL_ERROR, property + " is neither 0 nor 1");
        }
        if (value == 0) {
            switch (property) {
                case RECEIVE_MAXIMUM, MAXIMUM_PACKET_SIZE, SUBSCRIPTION_IDENTIFIER ->
                    doubt(ReasonCode.PROTOCOL_ERROR, property + " is 0");
                case TOPIC_ALIAS -> doubt(ReasonCode.TOPIC_ALIAS_INVALID, property + " is 0");
                default -> {}
            }
        }
        return value;
    }

    private String text(Property property, Input in) {
        if (property != Property.RESPONSE_TOPIC) {
            return in.text();
        }
        String topic = in.name();
        if (TopicName.from(topic).isEmpty()) {
            doubt(ReasonCode.PROTOCOL_ERROR, "the response topic is not a topic name");
        }
        return topic;
    }

    private boolean has(Property property) {
        return (seen & 1L << property.number()) != 0;
    }

    /** Keeps the first thing that may not be, until all has been read. */
    private void doubt(ReasonCode reason, String message) {
        if (fault == null) {
            fault = new ProtocolError(reason, message);
        }
    }
}
