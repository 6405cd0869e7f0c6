package org.kafkamqtt.mqtt.broker.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

class InboundTest {
    private static final Qos QOS0 = Qos.AT_MOST_ONCE;
    private static final Qos QOS1 = Qos.AT_LEAST_ONCE;
    private static final Qos QOS2 = Qos.EXACTLY_ONCE;

    private final FakeHome home = slow();
    private final TestClient old = TestClient.connected(home, ProtocolVersion.V311);
    private final TestClient client = TestClient.connected(home, ProtocolVersion.V5);

    private static FakeHome slow() {
        FakeHome home = new FakeHome();
        home.prompt = false;
        return home;
    }

    private void store(int which) {
        home.published.get(which).receipt().stored();
    }

    private void refuse(int which, ReasonCode reason, String why) {
        home.published.get(which).receipt().refused(reason, why);
    }

    private Message message(int which) {
        return home.published.get(which).message();
    }

    @Test
    void acknowledges_only_what_is_stored() {
        old.publish(QOS1, 7, "t");
        old.publish(QOS2, 8, "t");
        assertEquals(List.of(), old.answers());
        store(0);
        assertEquals(List.of("PUBACK 7"), old.answers());
        store(1);
        assertEquals(List.of("PUBREC 8"), old.answers());
    }

    @Test
    void acknowledges_in_the_order_of_arrival() {
        old.publish(QOS1, 3, "t");
        old.publish(QOS2, 2, "t");
        old.publish(QOS0, 0, "t");
        old.publish(QOS1, 1, "t");
        store(3);
        store(2);
        store(1);
        assertEquals(List.of(), old.answers());
        store(0);
        assertEquals(List.of("PUBACK 3", "PUBREC 2", "PUBACK 1"), old.answers());
    }

    @Test
    void tells_a_client_of_5_that_nobody_has_subscribed() {
        client.publish(QOS1, 1, "t");
        store(0);
        old.subscribe(1, "t");
        client.publish(QOS1, 2, "t");
        store(1);
        old.publish(QOS1, 3, "nobody");
        store(2);
        assertEquals(List.of("PUBACK 1 no matching subscribers", "PUBACK 2"), client.answers());
        assertEquals(List.of("PUBACK 3"), old.answers());
    }

    @Test
    void a_message_of_qos_2_is_published_once() {
        old.publish(QOS2, 5, "t");
        old.publish(QOS2, 5, "t", Properties.NONE, "again, before PUBREC");
        store(0);
        assertEquals(List.of("PUBREC 5", "PUBREC 5"), old.answers());
        old.publish(QOS2, 5, "t", Properties.NONE, "again, after PUBREC");
        assertEquals(List.of("PUBREC 5"), old.answers());
        assertEquals(1, home.published.size());
        old.acknowledge(PacketType.PUBREL, 5);
        assertEquals(List.of("PUBCOMP 5"), old.answers());
        old.publish(QOS2, 5, "t");
        assertEquals(2, home.published.size());
    }

    @Test
    void pubrel_is_answered_even_if_nothing_is_held() {
        client.acknowledge(PacketType.PUBREL, 9);
        client.acknowledge(PacketType.PUBREL, 9, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND);
        assertEquals(List.of("PUBCOMP 9", "PUBCOMP 9"), client.answers());
    }

    @Test
    void pubrel_before_pubrec_is_a_protocol_error() {
        client.publish(QOS2, 1, "t");
        client.acknowledge(PacketType.PUBREL, 1);
        assertEquals(List.of("DISCONNECT protocol error"), client.answers());
    }

    @Test
    void the_same_message_for_the_third_time_is_a_protocol_error() {
        client.publish(QOS2, 1, "t");
        client.publish(QOS2, 1, "t");
        assertFalse(client.gone());
        client.publish(QOS2, 1, "t");
        assertEquals(List.of("DISCONNECT protocol error"), client.answers());
    }

    @Test
    void more_unacknowledged_messages_than_announced_are_refused_in_a_word() {
        for (int i = 1; i <= 10; i++) {
            client.publish(QOS1, i, "t");
            client.publish(QOS2, 100 + i, "t");
            client.publish(QOS0, 0, "t");
        }
        assertFalse(client.gone());
        client.publish(QOS1, 11, "t");
        assertEquals(List.of("DISCONNECT receive maximum exceeded"), client.answers());
        assertTrue(client.gone());
        assertEquals(30, home.published.size());
    }

    @Test
    void what_is_acknowledged_no_longer_counts() {
        for (int i = 0; i < 100; i++) {
            client.publish(QOS1, 1, "t");
            store(2 * i);
            client.publish(QOS2, 2, "t");
            store(2 * i + 1);
            client.acknowledge(PacketType.PUBREL, 2);
        }
        for (int i = 0; i < 100; i++) {
            client.publish(QOS2, 2, "t");
            refuse(200 + i, ReasonCode.QUOTA_EXCEEDED, "");
        }
        assertFalse(client.gone());
        assertEquals(400, client.took().size());
    }

    @Test
    void a_client_before_5_has_no_receive_maximum() {
        for (int i = 1; i <= 500; i++) {
            old.publish(QOS2, i, "t");
            store(i - 1);
        }
        assertEquals(500, old.answers().size());
    }

    @Test
    void a_refused_message_gets_its_reason_in_5() {
        client.publish(QOS1, 1, "t");
        client.publish(QOS2, 2, "t");
        client.publish(QOS2, 2, "t", Properties.NONE, "again");
        client.publish(QOS1, 3, "t");
        refuse(0, ReasonCode.PACKET_TOO_LARGE, "Kafka takes 1000 bytes");
        refuse(1, ReasonCode.NOT_AUTHORIZED, "");
        store(2);
        Acknowledgement first = (Acknowledgement) client.wire.sent.get(0);
        assertEquals("Kafka takes 1000 bytes", first.properties().text(Property.REASON_STRING));
        assertEquals(
                List.of(
                        "PUBACK 1 implementation specific error",
                        "PUBREC 2 not authorized",
                        "PUBREC 2 not authorized",
                        "PUBACK 3 no matching subscribers"),
                client.answers());
        client.publish(QOS2, 2, "t");
        assertEquals(4, home.published.size(), "the identifier is free again");
    }

    @Test
    void no_reason_string_for_who_does_not_want_one() {
        TestClient terse = TestClient.connected(
                home, ProtocolVersion.V5, TestClient.number(Property.REQUEST_PROBLEM_INFORMATION, 0));
        terse.publish(QOS1, 1, "t");
        refuse(0, ReasonCode.QUOTA_EXCEEDED, "Kafka is full");
        assertTrue(((Acknowledgement) terse.only()).properties().isEmpty());
    }

    @Test
    void no_reason_string_where_it_does_not_fit() {
        TestClient small =
                TestClient.connected(home, ProtocolVersion.V5, TestClient.number(Property.MAXIMUM_PACKET_SIZE, 30));
        small.publish(QOS1, 1, "t");
        refuse(0, ReasonCode.QUOTA_EXCEEDED, "Kafka is as full as a broker can be");
        assertTrue(((Acknowledgement) small.only()).properties().isEmpty());
    }

    @Test
    void a_refused_message_closes_the_connection_before_5_after_the_answers_before_it() {
        old.publish(QOS1, 1, "t");
        old.publish(QOS1, 2, "t");
        old.publish(QOS1, 3, "t");
        refuse(1, ReasonCode.QUOTA_EXCEEDED, "Kafka is away");
        assertFalse(old.gone());
        store(0);
        store(2);
        assertEquals(List.of("PUBACK 1"), old.answers());
        assertTrue(old.gone());
        assertTrue(home.notes.get(0).endsWith("the message is refused: Kafka is away"), home.notes::toString);
    }

    @Test
    void a_lost_message_of_qos_0_is_said_once() {
        old.publish(QOS0, 0, "t");
        old.publish(QOS0, 0, "t");
        refuse(0, ReasonCode.QUOTA_EXCEEDED, "Kafka is away");
        refuse(1, ReasonCode.QUOTA_EXCEEDED, "Kafka is away");
        assertEquals(1, home.notes.size());
        assertFalse(old.gone());
    }

    @Test
    void a_receipt_after_the_end_is_not_answered() {
        client.publish(QOS1, 1, "t");
        client.publish(QOS0, 0, "t");
        client.session.lost(0, 0);
        store(0);
        refuse(1, ReasonCode.QUOTA_EXCEEDED, "");
        assertEquals(List.of(), client.took());
    }

    @Test
    void a_message_has_its_origin_only_where_somebody_needs_it() {
        client.publish(QOS1, 4, "t");
        assertNull(message(0).origin());
        client.publish(QOS2, 5, "t");
        assertEquals(new Origin(FakeHome.LIFE, 2, 5), message(1).origin());
        client.subscribeWithoutOwn(1, "a");
        client.subscribeWithoutOwn(2, "b");
        client.publish(QOS1, 4, "t");
        client.publish(QOS0, 0, "t");
        assertEquals(new Origin(FakeHome.LIFE, 2, 4), message(2).origin());
        assertEquals(new Origin(FakeHome.LIFE, 2, 0), message(3).origin());
        client.unsubscribe(3, "a");
        client.subscribe(4, "b");
        client.publish(QOS1, 4, "t");
        assertNull(message(4).origin());
    }

    @Test
    void hands_through_what_subscribers_are_to_see_and_nothing_else() {
        Properties seen = Properties.builder()
                .user("k", "v")
                .number(Property.PAYLOAD_FORMAT, 1)
                .text(Property.CONTENT_TYPE, "text")
                .text(Property.RESPONSE_TOPIC, "r")
                .bytes(Property.CORRELATION_DATA, new byte[] {1})
                .user("k", "w")
                .build();
        Properties all = Properties.builder()
                .number(Property.TOPIC_ALIAS, 3)
                .number(Property.MESSAGE_EXPIRY, 60)
                .all(seen)
                .build();
        client.publish(QOS1, 1, "t", all, "payload");
        assertEquals(seen, message(0).properties());
        assertEquals(60, message(0).expiry());
        assertEquals(home.timestamp, message(0).timestamp());
        client.publish(QOS1, 2, "t");
        assertEquals(-1, message(1).expiry());
    }

    @Test
    void an_alias_stands_for_the_name_it_was_given_to_last() {
        Properties third = TestClient.number(Property.TOPIC_ALIAS, 10);
        client.publish(QOS0, 0, "first", third, "");
        client.publish(QOS0, 0, "", third, "");
        client.publish(QOS0, 0, "second", third, "");
        client.publish(QOS0, 0, "", third, "");
        assertEquals(List.of("first", "first", "second", "second"), home.topics());
    }

    @Test
    void an_alias_that_was_not_given_is_a_protocol_error() {
        client.publish(QOS0, 0, "", TestClient.number(Property.TOPIC_ALIAS, 1), "");
        assertEquals(List.of("DISCONNECT protocol error"), client.answers());
    }

    @Test
    void an_alias_beyond_the_maximum_is_invalid() {
        client.publish(QOS0, 0, "t", TestClient.number(Property.TOPIC_ALIAS, 11), "");
        assertEquals(List.of("DISCONNECT topic alias invalid"), client.answers());
    }

    @ParameterizedTest
    @CsvSource({"AT_LEAST_ONCE, PUBACK 1 payload format invalid", "EXACTLY_ONCE, PUBREC 1 payload format invalid"})
    void a_payload_that_is_not_the_text_it_claims_to_be_is_refused(Qos qos, String answer) {
        bad(qos, 1);
        assertEquals(List.of(answer), client.answers());
        assertEquals(List.of(), home.published);
    }

    @Test
    void a_payload_of_qos_0_that_is_not_the_text_it_claims_to_be_ends_the_connection() {
        bad(QOS0, 0);
        assertEquals(List.of("DISCONNECT payload format invalid"), client.answers());
    }

    private void bad(Qos qos, int id) {
        Properties text = TestClient.number(Property.PAYLOAD_FORMAT, 1);
        Payload payload = Payload.of(new byte[] {'a', (byte) 0xC3, 'b'});
        client.receive(new Publish(false, qos, false, "t", id, text, payload));
    }

    @Test
    void a_payload_that_is_the_text_it_claims_to_be_is_taken() {
        Properties text = TestClient.number(Property.PAYLOAD_FORMAT, 1);
        client.publish(QOS1, 1, "t", text, "h\u00e4h");
        client.publish(QOS1, 1, "t", text, "");
        client.publish(QOS1, 1, "t", TestClient.number(Property.PAYLOAD_FORMAT, 0), "any");
        assertEquals(3, home.published.size());
    }

    @Test
    void names_of_the_server_are_refused_in_5() {
        client.publish(QOS1, 1, "$SYS/broker/uptime");
        client.publish(QOS2, 2, "$CONTROL/x");
        client.publish(QOS0, 0, "$SYS/x");
        assertEquals(List.of("PUBACK 1 not authorized", "PUBREC 2 not authorized"), client.answers());
        assertEquals(List.of(), home.published);
    }

    @Test
    void names_of_the_server_are_acknowledged_before_5_but_go_nowhere() {
        old.publish(QOS1, 1, "$SYS/broker/uptime");
        old.publish(QOS2, 2, "$SYS/broker/uptime");
        old.acknowledge(PacketType.PUBREL, 2);
        assertEquals(List.of("PUBACK 1", "PUBREC 2", "PUBCOMP 2"), old.answers());
        assertEquals(List.of(), home.published);
        assertEquals(1, home.notes.size(), "it is said, once");
    }

    @Test
    void other_names_that_begin_with_a_dollar_are_taken() {
        client.publish(QOS0, 0, "$x/y");
        client.publish(QOS0, 0, "$SYS/broker/connection/me/state");
        client.publish(QOS0, 0, "$SYSTEM");
        assertEquals(3, home.published.size());
        client.publish(QOS0, 0, "$SYS/broker/connection/me/too/state");
        client.publish(QOS0, 0, "$SYS");
        assertEquals(3, home.published.size());
    }

    @ParameterizedTest
    @EnumSource
    void thousands_of_messages_without_an_answer_stop_the_reading(Qos qos) {
        for (int i = 1; i <= Allowance.REQUESTS; i++) {
            assertTrue(old.wire.reading);
            old.publish(qos, qos == QOS0 ? 0 : i, "t");
        }
        assertFalse(old.wire.reading);
        for (int i = 0; i < Allowance.REQUESTS / 2; i++) {
            assertFalse(old.wire.reading);
            store(i);
        }
        assertTrue(old.wire.reading);
    }

    @Test
    void megabytes_without_an_answer_stop_the_reading() {
        String payload = "x".repeat(1 << 20);
        for (int i = 1; i <= 4; i++) {
            assertTrue(old.wire.reading);
            old.publish(QOS1, i, "t", Properties.NONE, payload);
        }
        assertFalse(old.wire.reading);
        store(0);
        assertFalse(old.wire.reading);
        store(1);
        assertTrue(old.wire.reading);
    }
}
