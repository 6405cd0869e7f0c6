package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** Messages on their way to the client. Nothing is kept of them but their identifiers. Not thread-safe; the session owns it. */
final class Outbound {
    /** Messages of QoS 1 and 2 that a client has unacknowledged at most, however many it would take. */
    static final int IN_FLIGHT = 1_000;

    private final ServerSession session;
    private final Link link;
    private final Home home;
    private final int window;
    private final Flight flight = new Flight();
    private final OutgoingAliases aliases;
    private long tooLarge;
    /** Whether a message was refused because the client does not read. */
    private boolean awaitsWire;
    /** Whether a message was refused because too many are not acknowledged. */
    private boolean awaitsWindow;

    Outbound(ServerSession session, Link link, Home home) {
        this.session = session;
        this.link = link;
        this.home = home;
        this.window = Math.min(IN_FLIGHT, link.terms().receiveMaximum());
        this.aliases = new OutgoingAliases(link.terms().topicAliasMaximum());
    }

    /** As {@link ServerSession#offer}. */
    boolean offer(Delivery delivery, long timestamp) {
        if (delivery.message().expired(timestamp)) {
            return true;
        }
        if (!link.wire().writable()) {
            awaitsWire = true;
            return false;
        }
        if (delivery.qos() != Qos.AT_MOST_ONCE && flight.count() >= window) {
            awaitsWindow = true;
            return false;
        }
        send(delivery, timestamp);
        return true;
    }

    private void send(Delivery delivery, long timestamp) {
        Message message = delivery.message();
        String topic = message.topic();
        int known = aliases.known(topic);
        int given = known == 0 ? aliases.free(topic) : 0;
        Properties properties = link.hasProperties() ? properties(delivery, known + given, timestamp) : Properties.NONE;
        String shown = known == 0 ? topic : "";
        if (link.terms().maxPacketSize() < Terms.ANY_SIZE && !fits(packet(delivery, shown, 1, properties))) {
            skip(message);
            return;
        }
        if (given > 0) {
            aliases.given(topic, given);
        }
        link.wire().publish(message, packet(delivery, shown, identifier(delivery.qos()), properties), link.version());
    }

    private int identifier(Qos qos) {
        return switch (qos) {
            case AT_MOST_ONCE -> 0;
            case AT_LEAST_ONCE -> flight.take(Flight.PUBACK);
            case EXACTLY_ONCE -> flight.take(Flight.PUBREC);
        };
    }

    private static Publish packet(Delivery delivery, String topic, int packetId, Properties properties) {
        return new Publish(
                false,
                delivery.qos(),
                delivery.retain(),
                topic,
                packetId,
                properties,
                delivery.message().payload());
    }

    private static Properties properties(Delivery delivery, int alias, long timestamp) {
        Message message = delivery.message();
        if (alias == 0 && message.expiry() < 0 && delivery.identifiers().length == 0) {
            return message.properties();
        }
        Properties.Builder properties = Properties.builder();
        if (alias > 0) {
            properties.number(Property.TOPIC_ALIAS, alias);
        }
        for (int identifier : delivery.identifiers()) {
            properties.number(Property.SUBSCRIPTION_IDENTIFIER, identifier);
        }
        properties.all(message.properties());
        if (message.expiry() >= 0) {
            properties.number(Property.MESSAGE_EXPIRY, message.remaining(timestamp));
        }
        return properties.build();
    }

    private boolean fits(Publish packet) {
        return PacketWriter.size(packet, link.version()) <= link.terms().maxPacketSize();
    }

    /** A message that the client cannot take counts as delivered (MQTT 5.0 section 3.1.2.11.4). */
    private void skip(Message message) {
        if (tooLarge++ == 0) {
            home.note("client '" + session.clientId() + "' does not get messages that make a packet of more than "
                    + link.terms().maxPacketSize() + " bytes, the first one of topic '" + message.topic() + "'");
        }
    }

    /** The connection is over. */
    void end() {
        if (tooLarge > 1) {
            home.note("client '" + session.clientId() + "' did not get " + tooLarge
                    + " messages that were larger than it takes");
        }
    }

    // ---- acknowledgements

    void puback(int packetId) {
        byte awaited = flight.awaits(packetId);
        if (awaited == Flight.PUBACK) {
            free(packetId);
        } else if (awaited != Flight.NOTHING) {
            throw unfit("PUBACK", packetId);
        }
    }

    void pubrec(int packetId, ReasonCode reason) {
        byte awaited = flight.awaits(packetId);
        if (awaited == Flight.PUBACK) {
            throw unfit("PUBREC", packetId);
        }
        if (!reason.isFailure()) {
            if (awaited == Flight.PUBREC) {
                flight.await(packetId, Flight.PUBCOMP);
            }
            link.send(Acknowledgement.of(PacketType.PUBREL, packetId));
        } else if (awaited == Flight.PUBREC) {
            free(packetId);
        }
    }

    void pubcomp(int packetId) {
        byte awaited = flight.awaits(packetId);
        if (awaited == Flight.PUBCOMP) {
            free(packetId);
        } else if (awaited != Flight.NOTHING) {
            throw unfit("PUBCOMP", packetId);
        }
    }

    private static ProtocolError unfit(String packet, int packetId) {
        return ProtocolError.forbidden(packet + " for identifier " + packetId + ", which awaits another one");
    }

    private void free(int packetId) {
        flight.free(packetId);
        goOn();
    }

    /** Tells the node if what it was refused can be taken now. */
    void goOn() {
        if (link.wire().writable() && (awaitsWire || awaitsWindow && flight.count() < window)) {
            awaitsWire = false;
            awaitsWindow = false;
            home.roomAgain(session);
        }
    }
}
