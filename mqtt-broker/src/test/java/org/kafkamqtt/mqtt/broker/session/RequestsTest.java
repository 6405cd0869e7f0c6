package org.kafkamqtt.mqtt.broker.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;

class RequestsTest {
    private final FakeHome home = new FakeHome();
    private final TestClient old = TestClient.connected(home, ProtocolVersion.V311);
    private final TestClient client = TestClient.connected(home, ProtocolVersion.V5);

    private static Subscribe.Request request(String filter, Qos qos) {
        return new Subscribe.Request(filter, qos, false, false, 0);
    }

    private static Packet suback(int id, ReasonCode... reasons) {
        return new Suback(id, Properties.NONE, List.of(reasons));
    }

    private static Packet unsuback(int id, ReasonCode... reasons) {
        return new Unsuback(id, Properties.NONE, List.of(reasons));
    }

    @Test
    void grants_what_is_asked_for() {
        client.receive(new Subscribe(
                7,
                TestClient.number(Property.SUBSCRIPTION_IDENTIFIER, 9),
                List.of(
                        request("a", Qos.AT_MOST_ONCE),
                        request("b/#", Qos.AT_LEAST_ONCE),
                        request("$SYS/#", Qos.EXACTLY_ONCE))));
        assertEquals(suback(7, ReasonCode.SUCCESS, ReasonCode.GRANTED_QOS_1, ReasonCode.GRANTED_QOS_2), client.only());
        FakeHome.Asked asked = home.asked.get(0);
        assertEquals(9, asked.identifier());
        assertEquals(3, asked.wanted().size());
    }

    @Test
    void answers_when_the_subscription_has_begun() {
        home.prompt = false;
        old.subscribe(1, "a");
        assertEquals(List.of(), old.took());
        old.session.subscribed(1);
        assertEquals(suback(1, ReasonCode.GRANTED_QOS_1), old.only());
    }

    @Test
    void answers_in_the_order_of_the_requests() {
        home.prompt = false;
        client.subscribe(1, "a");
        client.unsubscribe(2, "a", "b");
        client.subscribe(3, "$share/g/c");
        client.subscribe(4, "d");
        assertEquals(List.of(), client.took());
        client.session.subscribed(4);
        assertEquals(List.of(), client.took());
        client.session.subscribed(1);
        assertEquals(
                List.of(
                        suback(1, ReasonCode.GRANTED_QOS_1),
                        unsuback(2, ReasonCode.SUCCESS, ReasonCode.NO_SUBSCRIPTION_EXISTED),
                        suback(3, ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED),
                        suback(4, ReasonCode.GRANTED_QOS_1)),
                client.took());
    }

    @Test
    void the_same_identifier_twice_is_answered_twice() {
        home.prompt = false;
        client.subscribe(1, "a");
        client.subscribe(1, "b", "c");
        client.session.subscribed(1);
        assertEquals(suback(1, ReasonCode.GRANTED_QOS_1), client.only());
        client.session.subscribed(1);
        assertEquals(suback(1, ReasonCode.GRANTED_QOS_1, ReasonCode.GRANTED_QOS_1), client.only());
    }

    @Test
    void shared_subscriptions_are_refused_one_by_one() {
        client.subscribe(1, "$share/g/a", "b");
        assertEquals(suback(1, ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED, ReasonCode.GRANTED_QOS_1), client.only());
        assertEquals(List.of(request("b", Qos.AT_LEAST_ONCE)), home.asked.get(0).wanted());
        client.subscribe(2, "$share/g/a");
        assertEquals(1, home.asked.size());
        assertFalse(client.gone());
    }

    @Test
    void before_5_there_are_no_shared_subscriptions_and_that_is_said() {
        old.subscribe(1, "$share/g/a");
        assertEquals(suback(1, ReasonCode.GRANTED_QOS_1), old.only());
        assertEquals(1, home.notes.size());
        home.deliver(TestClient.message("a", Qos.AT_LEAST_ONCE));
        assertEquals(List.of(), old.took());
    }

    @Test
    void unsubscribing_ends_the_delivery_at_once() {
        old.subscribe(1, "a");
        old.took();
        home.deliver(TestClient.message("a", Qos.AT_LEAST_ONCE));
        old.unsubscribe(2, "a");
        home.deliver(TestClient.message("a", Qos.AT_LEAST_ONCE));
        assertEquals(List.of("PUBLISH 1 1 a", "UNSUBACK"), old.answers());
    }

    @Test
    void a_bridge_wants_flags_as_published_and_nothing_back() {
        FakeWire wire = new FakeWire();
        ServerSession bridge = new ServerSession(wire, home, TestClient.SETTINGS, 0);
        bridge.received(new Connect(ProtocolVersion.V311, true, true, 0, Properties.NONE, "b", null, null, null), 0, 0);
        bridge.received(new Subscribe(1, Properties.NONE, List.of(request("#", Qos.AT_LEAST_ONCE))), 0, 0);
        assertEquals(
                List.of(new Subscribe.Request("#", Qos.AT_LEAST_ONCE, true, true, 0)),
                home.asked.get(0).wanted());
    }

    @Test
    void thousands_of_requests_without_an_answer_stop_the_reading() {
        home.prompt = false;
        for (int i = 1; i <= Allowance.REQUESTS; i++) {
            assertTrue(client.wire.reading);
            client.subscribe(i, "a");
        }
        assertFalse(client.wire.reading);
        for (int i = 1; i <= Allowance.REQUESTS; i++) {
            client.session.subscribed(i);
        }
        assertTrue(client.wire.reading);
    }

    @Test
    void a_request_for_very_many_filters_stops_the_reading_until_it_is_answered() {
        home.prompt = false;
        client.subscribe(1, "a,".repeat(30_000).split(","));
        assertFalse(client.wire.reading);
        client.session.subscribed(1);
        assertTrue(client.wire.reading);
    }

    @Test
    void an_answer_larger_than_the_client_takes_is_not_sent() {
        TestClient small =
                TestClient.connected(home, ProtocolVersion.V5, TestClient.number(Property.MAXIMUM_PACKET_SIZE, 20));
        small.subscribe(1, "a".repeat(30).split(""));
        assertEquals(List.of(), small.took());
        small.subscribe(2, "a");
        assertEquals(1, small.took().size());
    }
}
