package org.kafkamqtt.mqtt.broker.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;

class NodeTest {
    private final NodeKit kit = new NodeKit(3);

    private NodeKit.Peer v5(String id) {
        return kit.connect(id, ProtocolVersion.V5, 0);
    }

    @Test
    void acknowledges_only_what_the_log_has() {
        kit.log.prompt = false;
        NodeKit.Peer publisher = v5("p");
        publisher.publish("a", "1", Qos.AT_LEAST_ONCE, 1, false);
        kit.run();
        assertEquals(List.of(PacketType.CONNACK), publisher.types());
        kit.log.acknowledge();
        assertEquals(List.of(PacketType.CONNACK, PacketType.PUBACK), publisher.types());
    }

    @Test
    void delivers_what_is_published_after_suback() {
        NodeKit.Peer subscriber = v5("s");
        subscriber.subscribe("a/#", Qos.AT_LEAST_ONCE);
        kit.run();
        NodeKit.Peer publisher = v5("p");
        publisher.publish("a/b", "1", Qos.AT_LEAST_ONCE, 1, false);
        publisher.publish("x", "2", Qos.AT_LEAST_ONCE, 2, false);
        publisher.publish("a", "3", Qos.AT_MOST_ONCE, 0, false);
        kit.run();
        assertEquals(List.of("1", "3"), sorted(subscriber.payloads()));
    }

    @Test
    void knows_whether_anybody_has_subscribed() {
        NodeKit.Peer subscriber = v5("s");
        assertFalse(kit.node.anySubscriber("a/b"));
        subscriber.subscribe("a/#", Qos.AT_LEAST_ONCE);
        kit.run();
        assertTrue(kit.node.anySubscriber("a/b"));
        assertFalse(kit.node.anySubscriber("b"));
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    @Test
    void answers_subscribe_only_when_the_tail_has_come_to_what_was_acknowledged_before() {
        kit.log.prompt = false;
        kit.log.foreign(NodeKit.message("a", "old", Qos.AT_LEAST_ONCE, true));
        NodeKit.Peer subscriber = v5("s");
        subscriber.subscribe("a", Qos.AT_LEAST_ONCE);
        kit.run();
        assertEquals(List.of(PacketType.CONNACK), subscriber.types());
        kit.log.bring();
        kit.run();
        assertEquals(List.of(PacketType.CONNACK, PacketType.SUBACK, PacketType.PUBLISH), subscriber.types());
        assertEquals(List.of("old"), subscriber.payloads());
    }

    @Test
    void answers_subscribe_only_after_the_clients_own_messages_are_in_the_log() {
        kit.log.prompt = false;
        NodeKit.Peer both = v5("b");
        both.publish("a", "own", Qos.AT_LEAST_ONCE, 1, true);
        both.subscribe("a", Qos.AT_LEAST_ONCE);
        kit.run();
        kit.log.bring();
        kit.run();
        assertEquals(List.of(PacketType.CONNACK), both.types());
        kit.log.acknowledge();
        kit.run();
        kit.log.bring();
        kit.run();
        assertEquals(
                List.of(PacketType.CONNACK, PacketType.PUBACK, PacketType.SUBACK, PacketType.PUBLISH), both.types());
    }

    @Test
    void keeps_the_last_retained_message_until_it_is_cleared() {
        NodeKit.Peer publisher = v5("p");
        publisher.publish("r/1", "one", Qos.AT_LEAST_ONCE, 1, true);
        publisher.publish("r/1", "two", Qos.AT_LEAST_ONCE, 2, true);
        publisher.publish("r/2", "x", Qos.AT_LEAST_ONCE, 3, true);
        publisher.publish("r/2", "", Qos.AT_LEAST_ONCE, 4, true);
        kit.run();
        NodeKit.Peer subscriber = v5("s");
        subscriber.subscribe("r/+", Qos.AT_MOST_ONCE);
        kit.run();
        assertEquals(List.of("two"), subscriber.payloads());
        assertEquals(1, kit.view.size());
    }

    @Test
    void leads_a_client_with_a_small_window_through_the_log_in_order() {
        NodeKit.Peer subscriber = kit.connect("s", ProtocolVersion.V5, 3);
        kit.log.place("a", 0);
        kit.log.place("b", 1);
        subscriber.subscribe("#", Qos.AT_LEAST_ONCE);
        kit.run();
        NodeKit.Peer publisher = kit.connect("p", ProtocolVersion.V311, 0);
        for (int i = 0; i < 300; i++) {
            publisher.publish(i % 2 == 0 ? "a" : "b", String.format("%04d", i), Qos.AT_MOST_ONCE, 0, false);
            publisher.publish(i % 2 == 0 ? "a" : "b", String.format("%04d'", i), Qos.AT_LEAST_ONCE, i + 1, false);
        }
        kit.run();
        List<String> got = drained(subscriber);
        List<String> even = got.stream().filter(text -> number(text) % 2 == 0).toList();
        List<String> odd = got.stream().filter(text -> number(text) % 2 == 1).toList();
        assertEquals(expected(0), even);
        assertEquals(expected(1), odd);
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(0, 4));
    }

    private static List<String> expected(int remainder) {
        return IntStream.range(0, 300)
                .filter(i -> i % 2 == remainder)
                .boxed()
                .flatMap(i -> List.of(String.format("%04d", i), String.format("%04d'", i)).stream())
                .toList();
    }

    /** All that a client gets that acknowledges when nothing more comes. */
    private List<String> drained(NodeKit.Peer subscriber) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            List<String> some = subscriber.payloads();
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
            subscriber.acknowledgeAll();
            kit.run();
        }
        throw new AssertionError("it never ends");
    }

    @Test
    void reads_from_the_log_what_memory_has_no_more() {
        NodeKit small = new NodeKit(1, 500, 30_000);
        NodeKit.Peer subscriber = small.connect("s", ProtocolVersion.V5, 2);
        subscriber.subscribe("#", Qos.AT_LEAST_ONCE);
        small.run();
        for (int i = 0; i < 1_000; i++) {
            small.log.foreign(NodeKit.message("t", "" + i, Qos.AT_LEAST_ONCE, false));
            small.run();
        }
        List<String> all = new ArrayList<>();
        while (!subscriber.payloads().isEmpty()) {
            all.addAll(subscriber.payloads());
            subscriber.acknowledgeAll();
            small.run();
        }
        assertEquals(IntStream.range(0, 1_000).mapToObj(i -> "" + i).toList(), all);
        assertTrue(small.log.reads > 0 && small.log.reads < 20, () -> small.log.reads + " reads");
    }

    @Test
    void says_what_retention_has_removed() {
        NodeKit small = new NodeKit(1, 500, 30_000);
        NodeKit.Peer subscriber = small.connect("s", ProtocolVersion.V5, 1);
        subscriber.subscribe("#", Qos.AT_LEAST_ONCE);
        small.run();
        for (int i = 0; i < 500; i++) {
            small.log.foreign(NodeKit.message("t", "" + i, Qos.AT_LEAST_ONCE, false));
            small.run();
        }
        small.log.remove(0, 400);
        List<String> all = new ArrayList<>();
        while (!subscriber.payloads().isEmpty()) {
            all.addAll(subscriber.payloads());
            subscriber.acknowledgeAll();
            small.run();
        }
        assertEquals("499", all.get(all.size() - 1));
        assertTrue(all.contains("400"), all::toString);
        assertEquals(1, small.notes.size(), small.notes::toString);
        assertTrue(small.notes.get(0).contains("client 's' was too slow"), small.notes::toString);
    }

    @Test
    void stops_reading_a_client_while_the_log_has_no_room() {
        kit.log.room = 1;
        NodeKit.Peer publisher = v5("p");
        publisher.publish("a", "1", Qos.AT_LEAST_ONCE, 1, false);
        assertFalse(publisher.held);
        publisher.publish("a", "2", Qos.AT_LEAST_ONCE, 2, false);
        assertTrue(publisher.held);
        kit.run();
        kit.log.room(10);
        kit.run();
        assertFalse(publisher.held);
        assertEquals(List.of(PacketType.CONNACK, PacketType.PUBACK, PacketType.PUBACK), publisher.types());
    }

    @Test
    void refuses_what_has_waited_for_too_long() {
        kit.log.room = 0;
        NodeKit.Peer publisher = v5("p");
        publisher.publish("a", "1", Qos.AT_LEAST_ONCE, 1, false);
        kit.clock.nowMs += 31_000;
        kit.node.tick();
        assertFalse(publisher.held);
        assertEquals(List.of(PacketType.CONNACK, PacketType.PUBACK), publisher.types());
    }

    @Test
    void ends_the_older_of_two_with_one_identifier() {
        NodeKit.Peer older = v5("x");
        NodeKit.Peer newer = v5("x");
        assertTrue(older.closed);
        assertFalse(newer.closed);
        assertEquals(List.of(PacketType.CONNACK, PacketType.DISCONNECT), older.types());
        assertEquals(1, kit.node.connections());
    }

    @Test
    void brings_retained_messages_before_live_ones_even_through_a_small_window() {
        NodeKit.Peer publisher = v5("p");
        for (int i = 0; i < 5; i++) {
            publisher.publish("r/" + i, "old" + i, Qos.AT_LEAST_ONCE, i + 1, true);
        }
        kit.run();
        NodeKit.Peer subscriber = kit.connect("s", ProtocolVersion.V5, 1);
        subscriber.subscribe("r/#", Qos.AT_LEAST_ONCE);
        kit.run();
        for (int i = 0; i < 5; i++) {
            publisher.publish("r/" + i, "new" + i, Qos.AT_LEAST_ONCE, i + 10, true);
        }
        kit.run();
        List<String> all = drained(subscriber);
        assertEquals(10, all.size(), all::toString);
        for (int i = 0; i < 5; i++) {
            assertTrue(all.indexOf("old" + i) < all.indexOf("new" + i), all::toString);
        }
    }

    @Test
    void unsubscribes_also_from_what_still_waits() {
        kit.log.prompt = false;
        kit.log.foreign(NodeKit.message("a", "old", Qos.AT_LEAST_ONCE, true));
        NodeKit.Peer subscriber = v5("s");
        subscriber.subscribe("a", Qos.AT_LEAST_ONCE);
        subscriber.unsubscribe("a");
        kit.run();
        kit.log.bring();
        kit.run();
        assertEquals(List.of(), subscriber.payloads());
        assertFalse(kit.log.wanted);
    }

    @Test
    void wants_the_whole_tail_only_while_somebody_subscribes() {
        NodeKit.Peer subscriber = v5("s");
        assertFalse(kit.log.wanted);
        subscriber.subscribe("a", Qos.AT_LEAST_ONCE);
        assertTrue(kit.log.wanted);
        kit.run();
        subscriber.session.lost(kit.clock.nowMs(), kit.clock.timestamp());
        assertFalse(kit.log.wanted);
    }
}
