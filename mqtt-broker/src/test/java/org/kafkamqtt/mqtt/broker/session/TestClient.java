package org.kafkamqtt.mqtt.broker.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/** A client at one end of a session, without bytes between them. */
final class TestClient {
    static final SessionSettings SETTINGS = new SessionSettings(10, 2_000_000, 20, 10_000);

    final FakeHome home;
    final FakeWire wire = new FakeWire();
    final ServerSession session;
    private final ProtocolVersion version;
    long nowMs = 5_000;

    TestClient(FakeHome home, ProtocolVersion version) {
        this.home = home;
        this.version = version;
        this.session = new ServerSession(wire, home, SETTINGS, nowMs);
    }

    /** One that is connected and heard so. */
    static TestClient connected(FakeHome home, ProtocolVersion version) {
        return connected(home, version, Properties.NONE);
    }

    static TestClient connected(FakeHome home, ProtocolVersion version, Properties properties) {
        TestClient client = new TestClient(home, version);
        client.connect("c" + System.identityHashCode(client), true, 60, properties, null);
        Connack connack = (Connack) client.only();
        if (connack.code() != 0) {
            throw new AssertionError("refused: " + connack);
        }
        return client;
    }

    void connect(String id, boolean clean, int keepAlive, Properties properties, @Nullable Will will) {
        receive(new Connect(version, false, clean, keepAlive, properties, id, will, null, null));
    }

    void receive(Packet packet) {
        session.received(packet, nowMs, home.timestamp);
    }

    void publish(Qos qos, int id, String topic) {
        publish(qos, id, topic, Properties.NONE, "payload");
    }

    void publish(Qos qos, int id, String topic, Properties properties, String payload) {
        receive(new Publish(false, qos, false, topic, id, properties, Payload.of(payload.getBytes(UTF_8))));
    }

    void acknowledge(PacketType type, int id) {
        receive(Acknowledgement.of(type, id));
    }

    void acknowledge(PacketType type, int id, ReasonCode reason) {
        receive(new Acknowledgement(type, id, reason, Properties.NONE));
    }

    void subscribe(int id, String... filters) {
        receive(new Subscribe(
                id,
                Properties.NONE,
                List.of(filters).stream()
                        .map(filter -> new Subscribe.Request(filter, Qos.AT_LEAST_ONCE, false, false, 0))
                        .toList()));
    }

    void subscribeWithoutOwn(int id, String filter) {
        receive(new Subscribe(
                id, Properties.NONE, List.of(new Subscribe.Request(filter, Qos.AT_LEAST_ONCE, true, false, 0))));
    }

    void unsubscribe(int id, String... filters) {
        receive(new Unsubscribe(id, Properties.NONE, List.of(filters)));
    }

    void disconnect(ReasonCode reason) {
        receive(new Disconnect(reason, Properties.NONE));
    }

    boolean offer(Qos qos, String topic) {
        return session.offer(
                new Delivery(message(topic, qos), qos, false, Delivery.NO_IDENTIFIERS), nowMs, home.timestamp);
    }

    static Message message(String topic, Qos qos) {
        return new Message(
                topic, Payload.of("payload".getBytes(UTF_8)), qos, false, Properties.NONE, 1_000_000, -1, null);
    }

    static Properties number(Property property, long value) {
        return Properties.builder().number(property, value).build();
    }

    /** What came since it was asked last. */
    List<Packet> took() {
        return wire.take();
    }

    /** The only packet that came since it was asked last. */
    Packet only() {
        List<Packet> took = took();
        if (took.size() != 1) {
            throw new AssertionError("not one packet: " + took);
        }
        return took.get(0);
    }

    /** Such as {@code PUBACK 7} or {@code PUBREC 7 not authorized}, for all that came since it was asked last. */
    List<String> answers() {
        return took().stream().map(TestClient::shown).toList();
    }

    private static String shown(Packet packet) {
        if (packet instanceof Acknowledgement one) {
            return one.type() + " " + one.packetId() + (one.reason() == ReasonCode.SUCCESS ? "" : " " + one.reason());
        }
        if (packet instanceof Publish one) {
            return "PUBLISH " + one.qos().level() + " " + one.packetId() + " " + one.topic();
        }
        if (packet instanceof Disconnect one) {
            return "DISCONNECT " + one.reason();
        }
        return packet.type().toString();
    }

    boolean gone() {
        return session.over() && wire.closed && home.ended.contains(session);
    }
}
