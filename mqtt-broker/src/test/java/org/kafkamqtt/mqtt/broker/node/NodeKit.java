package org.kafkamqtt.mqtt.broker.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.broker.session.ServerSession;
import org.kafkamqtt.mqtt.broker.session.SessionSettings;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;

/** A node on a log in memory, and clients without sockets. */
final class NodeKit {
    static final long LIFE = 7;

    final ManualClock clock = new ManualClock();
    final MemoryLog log;
    final RetainedView view = new RetainedView();
    final List<String> notes = new ArrayList<>();
    final Node node;

    NodeKit(int partitions) {
        this(partitions, 1 << 20, 1 << 20);
    }

    NodeKit(int partitions, long recentBytes, long loadedBytes) {
        log = new MemoryLog(clock, partitions);
        SessionSettings session = new SessionSettings(10, 2_000_000, 20, 10_000);
        node = new Node(
                new NodeSettings(session, LIFE, recentBytes, loadedBytes, 30_000),
                log,
                view,
                new long[partitions],
                clock,
                notes::add);
        log.tail(node);
    }

    void run() {
        clock.run();
    }

    static Message message(String topic, String payload, Qos qos, boolean retain) {
        return new Message(
                topic,
                Payload.of(payload.getBytes(StandardCharsets.UTF_8)),
                qos,
                retain,
                Properties.NONE,
                1_700_000_000_000L,
                -1,
                (Origin) null);
    }

    Peer connect(String id, ProtocolVersion version, int receiveMaximum) {
        Peer peer = new Peer(version);
        Properties properties = receiveMaximum == 0
                ? Properties.NONE
                : Properties.builder()
                        .number(Property.RECEIVE_MAXIMUM, receiveMaximum)
                        .build();
        peer.receive(new Connect(version, false, true, 60, properties, id, null, null, null));
        run();
        return peer;
    }

    /** A client and its wire. */
    final class Peer implements NodeWire {
        private final ProtocolVersion version;
        final List<Packet> got = new ArrayList<>();
        final ServerSession session;
        boolean writable = true;
        boolean reading = true;
        boolean held;
        boolean closed;

        Peer(ProtocolVersion version) {
            this.version = version;
            this.session = node.open(this);
        }

        void receive(Packet packet) {
            session.received(packet, clock.nowMs(), clock.timestamp());
        }

        void subscribe(String filter, Qos qos) {
            subscribe(filter, qos, false, false, 0);
        }

        void subscribe(String filter, Qos qos, boolean noLocal, boolean asPublished, int handling) {
            receive(new Subscribe(
                    1, Properties.NONE, List.of(new Subscribe.Request(filter, qos, noLocal, asPublished, handling))));
        }

        void unsubscribe(String filter) {
            receive(new Unsubscribe(2, Properties.NONE, List.of(filter)));
        }

        void publish(String topic, String payload, Qos qos, int id, boolean retain) {
            receive(new Publish(
                    false,
                    qos,
                    retain,
                    topic,
                    id,
                    Properties.NONE,
                    Payload.of(payload.getBytes(StandardCharsets.UTF_8))));
        }

        /** The payloads that came, as texts. */
        List<String> payloads() {
            return got.stream()
                    .filter(Publish.class::isInstance)
                    .map(packet -> text(((Publish) packet).payload()))
                    .toList();
        }

        List<PacketType> types() {
            return got.stream().map(Packet::type).toList();
        }

        /** Acknowledges all that came at QoS 1, and forgets it. */
        void acknowledgeAll() {
            List<Packet> before = List.copyOf(got);
            got.clear();
            for (Packet packet : before) {
                if (packet instanceof Publish publish && publish.qos() == Qos.AT_LEAST_ONCE) {
                    receive(Acknowledgement.of(PacketType.PUBACK, publish.packetId()));
                }
            }
        }

        private static String text(Payload payload) {
            return new String(payload.copy(), StandardCharsets.UTF_8);
        }

        @Override
        public void send(Packet packet, ProtocolVersion spoken) {
            if (!closed) {
                got.add(packet);
            }
        }

        @Override
        public void publish(@Nullable Message message, Publish packet, ProtocolVersion spoken) {
            got.add(packet);
        }

        @Override
        public boolean writable() {
            return writable && !closed;
        }

        @Override
        public void reading(boolean wanted) {
            reading = wanted;
        }

        @Override
        public void hold(boolean now) {
            held = now;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public String peer() {
            return "test:" + version;
        }
    }
}
