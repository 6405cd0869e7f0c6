package org.kafkamqtt.mqtt.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.mqtt.broker.trial.BrokerProcess;
import org.kafkamqtt.mqtt.broker.trial.InKafka;
import org.kafkamqtt.mqtt.broker.trial.NumberedMessages;
import org.kafkamqtt.mqtt.broker.trial.Peer;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Child;

/**
 * What is acknowledged stays, whatever happens to the processes.
 *
 * <p>{@code -Dbroker.pause=30 -Dbroker.outage=20 -Dbroker.messages=1000000 -Dbroker.size=1000} makes it long.
 */
class HardshipJarIT {
    /** Seconds for which a node is stopped by SIGSTOP. */
    private static final int PAUSE = Integer.getInteger("broker.pause", 3);
    /** Seconds for which Kafka is away. */
    private static final int OUTAGE = Integer.getInteger("broker.outage", 5);
    /** Messages that pass a subscriber that does not read. */
    private static final int MESSAGES = Integer.getInteger("broker.messages", 25_000);
    /** Bytes of each: all of them together are more than the heap of the broker, and than what sockets hold. */
    private static final int SIZE = Integer.getInteger("broker.size", 10_000);

    private static final int TOPICS = 30;
    private static final int LIMIT_SECONDS = 60 + MESSAGES / 500;

    private final Path folder;
    private final String prefix = "hard-" + UUID.randomUUID().toString().substring(0, 8);
    private final String messages = prefix + ".messages";

    HardshipJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private static String sharedKafka() {
        return SharedSandbox.get().kafkaAddress();
    }

    private static void assertStored(InKafka log, String name, BitSet acknowledged) {
        BitSet missing = (BitSet) acknowledged.clone();
        missing.andNot(log.numbers(name));
        assertTrue(
                missing.isEmpty(),
                () -> missing.cardinality() + " of " + acknowledged.cardinality()
                        + " acknowledged messages are not in Kafka, such as " + missing.nextSetBit(0));
        assertEquals(List.of(), log.disorder(name));
    }

    /** The view of retained messages is what the log says: the last message of each topic name. */
    private static void assertRetained(BrokerProcess broker, InKafka log) {
        Map<String, String> expected = log.latest();
        Map<String, String> view = new TreeMap<>();
        try (Peer late =
                Peer.connected(broker.over(), ProtocolVersion.V311, "late").subscribes("#", 0)) {
            late.send(new Pingreq());
            Packet packet = late.next();
            while (packet instanceof Publish kept) {
                assertTrue(kept.retain(), kept.toString());
                view.put(kept.topic(), Peer.text(kept));
                packet = late.next();
            }
            assertEquals(new Pingresp(), packet);
        }
        assertEquals(expected, view);
    }

    @Test
    void a_kill_under_load_loses_nothing_that_was_acknowledged() {
        AtomicInteger port = new AtomicInteger();
        try (BrokerProcess first = BrokerProcess.start(folder, sharedKafka(), prefix)) {
            port.set(first.port());
            try (NumberedMessages publisher =
                    new NumberedMessages("p", "load", TOPICS, Integer.MAX_VALUE, port::get, 0, true)) {
                publisher.await(2_000, 60);
                first.kill();
                try (BrokerProcess second = BrokerProcess.start(folder, sharedKafka(), prefix, first.port())) {
                    publisher.await(publisher.count() + 2_000, 60);
                    BitSet acknowledged = publisher.finish(60);
                    InKafka log = InKafka.of(sharedKafka(), messages);
                    assertStored(log, "p", acknowledged);
                    assertRetained(second, log);
                    assertEquals(2, publisher.connections());
                }
            }
        }
    }

    @Test
    void a_paused_node_writes_nothing_after_the_fence_of_the_next_one_and_ends() {
        try (BrokerProcess zombie = BrokerProcess.start(folder, sharedKafka(), prefix);
                NumberedMessages old =
                        new NumberedMessages("old", "load", TOPICS, Integer.MAX_VALUE, zombie::port, 0, true)) {
            old.await(2_000, 60);
            zombie.child().signal("STOP");
            try (BrokerProcess next = BrokerProcess.start(folder, sharedKafka(), prefix);
                    NumberedMessages young =
                            new NumberedMessages("new", "load", TOPICS, Integer.MAX_VALUE, next::port, 0, true)) {
                Map<Integer, Long> fences = InKafka.ends(sharedKafka(), messages);
                try (Peer clock = Peer.connected(next.over(), ProtocolVersion.V311, "clock")) {
                    clock.silentFor(PAUSE * 1_000);
                }
                young.await(2_000, 60);
                zombie.child().signal("CONT");
                Child.Ended end = zombie.child().ended(30);
                BitSet acknowledgedByOld = old.soFar();
                young.await(young.count() + 1_000, 60);
                BitSet acknowledged = young.finish(60);

                InKafka log = InKafka.of(sharedKafka(), messages);
                assertStored(log, "old", acknowledgedByOld);
                assertStored(log, "new", acknowledged);
                assertEquals(
                        List.of(),
                        log.of("old").stream()
                                .filter(record -> record.offset() >= fences.getOrDefault(record.partition(), 0L))
                                .map(record -> record.partition() + "@" + record.offset() + " " + record.value())
                                .toList(),
                        "late messages of the old node");
                assertRetained(next, log);
                assertEquals(1, end.status(), end.err());
                assertTrue(end.err().contains("mqtt-broker: "), end.err());
                assertEquals(1, old.connections());
                assertEquals(1, young.connections());
            }
        }
    }

    @Test
    void while_kafka_is_away_clients_stay_and_nothing_that_was_acknowledged_is_lost() {
        SandboxSettings alone =
                new SandboxSettings(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
        try (Sandbox kafka = Sandbox.start(alone);
                BrokerProcess broker = BrokerProcess.start(folder, kafka.kafkaAddress(), prefix);
                Peer idle = Peer.connected(broker.over(), ProtocolVersion.V5, "idle")
                        .subscribes("other", 1);
                NumberedMessages publisher =
                        new NumberedMessages("p", "load", TOPICS, Integer.MAX_VALUE, broker::port, SIZE, false)) {
            publisher.await(2_000, 60);
            kafka.stopKafka();
            for (int second = 0; second < OUTAGE; second++) {
                idle.silentFor(1_000);
                idle.expectsNothing();
            }
            int before = publisher.count();
            kafka.startKafka();
            publisher.await(before + 2_000, 90);
            BitSet acknowledged = publisher.finish(60);
            assertStored(InKafka.of(kafka.kafkaAddress(), messages), "p", acknowledged);
            assertEquals(1, publisher.connections());
            idle.publishes("other", "x", 0).expectsMessage("x");
            assertTrue(broker.child().alive(), broker.child().err());
        }
    }

    @Test
    void subscribers_that_do_not_read_cost_no_memory_and_get_everything_afterwards() {
        try (BrokerProcess broker = BrokerProcess.start(folder, sharedKafka(), prefix);
                // One whose window is full, one whose socket is.
                Peer window = silent(broker, ProtocolVersion.V5, "window", 100);
                Peer socket = silent(broker, ProtocolVersion.V311, "socket", 65_535);
                Peer healthy = Peer.connected(broker.over(), ProtocolVersion.V311, "healthy")) {
            window.subscribes("load/#", 1);
            socket.subscribes("load/#", 1);
            healthy.subscribes("load/#", 1);
            try (NumberedMessages one =
                    new NumberedMessages("p", "load", TOPICS, MESSAGES, broker::port, SIZE, false)) {
                Reading.all(healthy, MESSAGES);
                assertEquals(MESSAGES, one.finish(LIMIT_SECONDS).cardinality());
                Reading.all(window, MESSAGES);
                Reading.all(socket, MESSAGES);
                assertEquals(1, one.connections());
            }
            assertTrue(broker.child().alive(), broker.child().err());
        }
    }

    /** A client without keep-alive: it will send nothing for long. */
    private static Peer silent(BrokerProcess broker, ProtocolVersion version, String name, int receiveMaximum) {
        Properties window = Properties.builder()
                .number(Property.RECEIVE_MAXIMUM, receiveMaximum)
                .build();
        return Peer.connected(broker.over(), new Connect(version, false, true, 0, window, name, null, null, null));
    }

    /** A subscriber that acknowledges what it hears. */
    private static final class Reading {
        private Reading() {}

        /** Hears all numbers, each topic name's in order, none twice. */
        static void all(Peer peer, int count) {
            int[] next = new int[TOPICS];
            for (int i = 0; i < TOPICS; i++) {
                next[i] = i;
            }
            peer.limit(60_000);
            for (int i = 0; i < count; i++) {
                Publish publish = peer.expects(Publish.class);
                int number = Integer.parseInt(Peer.text(publish).split("-", 3)[1]);
                assertEquals(next[number % TOPICS], number);
                next[number % TOPICS] += TOPICS;
                peer.acks(PacketType.PUBACK, publish.packetId());
            }
            peer.expectsNothing();
        }
    }
}
