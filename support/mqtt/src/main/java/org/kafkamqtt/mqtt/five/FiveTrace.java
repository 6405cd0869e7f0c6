package org.kafkamqtt.mqtt.five;

import java.util.StringJoiner;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;

/** A line per packet, in the words of {@code mosquitto_pub -d} and {@code mosquitto_sub -d} 2.0, which people grep. Thread-safe. */
final class FiveTrace {
    private final Consumer<String> lines;
    private volatile String name;

    /**
     * @param clientId that the client gives itself, perhaps empty
     * @param lines takes them
     */
    FiveTrace(String clientId, Consumer<String> lines) {
        this.lines = lines;
        name = clientId.isEmpty() ? "(null)" : clientId;
    }

    void sending(Packet packet) {
        lines.accept("Client " + name + " sending " + sent(packet));
    }

    private static String sent(Packet packet) {
        return switch (packet.type()) {
            case PUBLISH -> publish((Publish) packet);
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> {
                Acknowledgement answer = (Acknowledgement) packet;
                yield answer.type() + " (m" + answer.packetId() + ", rc"
                        + answer.reason().code() + ")";
            }
            case SUBSCRIBE -> {
                Subscribe subscribe = (Subscribe) packet;
                StringJoiner topics = new StringJoiner(", ");
                subscribe
                        .requests()
                        .forEach(r -> topics.add("Topic: " + r.filter() + ", QoS: "
                                + r.qos().level() + ", Options: 0x" + String.format("%02x", options(r))));
                yield "SUBSCRIBE (Mid: " + subscribe.packetId() + ", " + topics + ")";
            }
            case UNSUBSCRIBE -> {
                Unsubscribe unsubscribe = (Unsubscribe) packet;
                StringJoiner topics = new StringJoiner(", ");
                unsubscribe.filters().forEach(f -> topics.add("Topic: " + f));
                yield "UNSUBSCRIBE (Mid: " + unsubscribe.packetId() + ", " + topics + ")";
            }
            default -> packet.type().toString();
        };
    }

    private static int options(Subscribe.Request request) {
        return (request.noLocal() ? 0x04 : 0)
                | (request.retainAsPublished() ? 0x08 : 0)
                | request.retainHandling() << 4;
    }

    void received(Packet packet) {
        if (packet instanceof Connack connack) {
            String assigned = connack.properties().text(Property.ASSIGNED_CLIENT_IDENTIFIER);
            name = assigned == null ? name : assigned;
        }
        lines.accept("Client " + name + " received " + came(packet));
        if (packet instanceof Suback suback) {
            StringJoiner codes = new StringJoiner(", ");
            suback.reasons().forEach(reason -> codes.add(Integer.toString(reason.code())));
            lines.accept("Subscribed (mid: " + suback.packetId() + "): " + codes);
        }
    }

    private static String came(Packet packet) {
        return switch (packet.type()) {
            case CONNACK -> "CONNACK (" + ((Connack) packet).code() + ")";
            case PUBLISH -> publish((Publish) packet);
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> {
                Acknowledgement answer = (Acknowledgement) packet;
                yield answer.type() + " (Mid: " + answer.packetId() + ", RC:"
                        + answer.reason().code() + ")";
            }
            case UNSUBACK -> "UNSUBACK" + failures((Unsuback) packet);
            case DISCONNECT -> "DISCONNECT (" + ((Disconnect) packet).reason().code() + ")";
            default -> packet.type().toString();
        };
    }

    private static String failures(Unsuback unsuback) {
        return unsuback.reasons().stream().anyMatch(ReasonCode::isFailure) ? " " + unsuback.reasons() : "";
    }

    private static String publish(Publish publish) {
        return "PUBLISH (d" + (publish.duplicate() ? 1 : 0) + ", q"
                + publish.qos().level() + ", r"
                + (publish.retain() ? 1 : 0) + ", m" + publish.packetId() + ", '" + publish.topic() + "', ... ("
                + publish.payload().length() + " bytes))";
    }
}
