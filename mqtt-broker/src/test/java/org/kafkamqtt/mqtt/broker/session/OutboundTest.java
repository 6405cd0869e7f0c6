package org.kafkamqtt.mqtt.broker.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

class OutboundTest {
    private static final Qos QOS0 = Qos.AT_MOST_ONCE;
    private static final Qos QOS1 = Qos.AT_LEAST_ONCE;
    private static final Qos QOS2 = Qos.EXACTLY_ONCE;

    private final FakeHome home = new FakeHome();
    private final TestClient old = TestClient.connected(home, ProtocolVersion.V311);
    private final TestClient client = TestClient.connected(home, ProtocolVersion.V5);

    private TestClient with(Property property, long value) {
        return TestClient.connected(home, ProtocolVersion.V5, TestClient.number(property, value));
    }

    private Publish given(TestClient to, Message message, int... identifiers) {
        assertTrue(to.session.offer(new Delivery(message, message.qos(), false, identifiers), 0, home.timestamp));
        return (Publish) to.only();
    }

    @Test
    void gives_each_message_of_qos_1_and_2_an_identifier() {
        client.offer(QOS1, "t");
        client.offer(QOS2, "t");
        client.offer(QOS0, "t");
        client.offer(QOS1, "t");
        assertEquals(List.of("PUBLISH 1 1 t", "PUBLISH 2 2 t", "PUBLISH 0 0 t", "PUBLISH 1 3 t"), client.answers());
    }

    @Test
    void delivers_with_the_flags_that_it_is_told() {
        Message message = TestClient.message("t", QOS2);
        client.session.offer(new Delivery(message, QOS0, true, Delivery.NO_IDENTIFIERS), 0, 0);
        assertEquals(new Publish(false, QOS0, true, "t", 0, Properties.NONE, message.payload()), client.only());
    }

    @Test
    void a_window_that_is_full_refuses_until_there_is_room_which_is_said_once() {
        TestClient narrow = with(Property.RECEIVE_MAXIMUM, 2);
        assertTrue(narrow.offer(QOS1, "t"));
        assertTrue(narrow.offer(QOS2, "t"));
        assertFalse(narrow.offer(QOS1, "t"));
        assertFalse(narrow.offer(QOS2, "t"));
        assertTrue(narrow.offer(QOS0, "t"), "QoS 0 needs no window");
        narrow.acknowledge(PacketType.PUBREC, 2);
        assertEquals(0, home.roomAgain, "it is not done with PUBREC");
        narrow.acknowledge(PacketType.PUBCOMP, 2);
        narrow.acknowledge(PacketType.PUBACK, 1);
        assertEquals(1, home.roomAgain);
        assertTrue(narrow.offer(QOS1, "t"));
    }

    @Test
    void who_was_not_refused_anything_is_not_told_of_room() {
        client.offer(QOS1, "t");
        client.acknowledge(PacketType.PUBACK, 1);
        client.session.writableAgain();
        assertEquals(0, home.roomAgain);
    }

    @ParameterizedTest
    @CsvSource({"AT_MOST_ONCE", "AT_LEAST_ONCE", "EXACTLY_ONCE"})
    void a_client_that_does_not_read_gets_nothing_until_it_does(Qos qos) {
        client.wire.writable = false;
        assertFalse(client.offer(qos, "t"));
        client.session.writableAgain();
        assertEquals(0, home.roomAgain);
        client.wire.writable = true;
        client.session.writableAgain();
        client.session.writableAgain();
        assertEquals(1, home.roomAgain);
        assertTrue(client.offer(qos, "t"));
    }

    @Test
    void room_in_the_window_is_not_said_while_the_client_does_not_read() {
        TestClient narrow = with(Property.RECEIVE_MAXIMUM, 1);
        narrow.offer(QOS1, "t");
        narrow.offer(QOS1, "t");
        narrow.wire.writable = false;
        narrow.acknowledge(PacketType.PUBACK, 1);
        assertEquals(0, home.roomAgain);
        narrow.wire.writable = true;
        narrow.session.writableAgain();
        assertEquals(1, home.roomAgain);
    }

    @Test
    void no_client_has_more_than_a_thousand_in_flight() {
        for (int i = 1; i <= Outbound.IN_FLIGHT; i++) {
            assertTrue(old.offer(QOS1, "t"));
        }
        assertFalse(old.offer(QOS1, "t"));
    }

    @Test
    void an_identifier_in_use_is_never_given_again() {
        client.offer(QOS1, "t");
        client.offer(QOS1, "t");
        client.took();
        client.acknowledge(PacketType.PUBACK, 2);
        for (int i = 0; i < 70_000; i++) {
            client.offer(QOS1, "t");
            int id = ((Publish) client.only()).packetId();
            assertTrue(id > 1 && id <= 65_535, () -> "identifier " + id);
            client.acknowledge(PacketType.PUBACK, id);
        }
        client.acknowledge(PacketType.PUBACK, 1);
        assertFalse(client.gone());
    }

    @Test
    void qos_2_goes_through_its_four_packets() {
        client.offer(QOS2, "t");
        client.acknowledge(PacketType.PUBREC, 1);
        client.acknowledge(PacketType.PUBREC, 1);
        client.acknowledge(PacketType.PUBCOMP, 1);
        client.acknowledge(PacketType.PUBCOMP, 1);
        assertEquals(List.of("PUBLISH 2 1 t", "PUBREL 1", "PUBREL 1"), client.answers());
        assertFalse(client.gone());
    }

    @Test
    void pubrec_with_an_error_ends_the_message() {
        TestClient narrow = with(Property.RECEIVE_MAXIMUM, 1);
        narrow.offer(QOS2, "t");
        narrow.offer(QOS2, "t");
        narrow.acknowledge(PacketType.PUBREC, 1, ReasonCode.QUOTA_EXCEEDED);
        assertEquals(List.of("PUBLISH 2 1 t"), narrow.answers());
        assertEquals(1, home.roomAgain);
        assertTrue(narrow.offer(QOS2, "t"));
    }

    @Test
    void puback_with_an_error_ends_the_message() {
        TestClient narrow = with(Property.RECEIVE_MAXIMUM, 1);
        narrow.offer(QOS1, "t");
        narrow.acknowledge(PacketType.PUBACK, 1, ReasonCode.QUOTA_EXCEEDED);
        assertTrue(narrow.offer(QOS1, "t"));
    }

    @Test
    void acknowledgements_of_nothing_are_taken() {
        client.acknowledge(PacketType.PUBACK, 5);
        client.acknowledge(PacketType.PUBCOMP, 5);
        client.acknowledge(PacketType.PUBREC, 5, ReasonCode.UNSPECIFIED_ERROR);
        client.acknowledge(PacketType.PUBREC, 5);
        assertEquals(List.of("PUBREL 5"), client.answers());
    }

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST_ONCE, PUBREC",
        "AT_LEAST_ONCE, PUBCOMP",
        "EXACTLY_ONCE, PUBACK",
        "EXACTLY_ONCE, PUBCOMP",
    })
    void an_acknowledgement_of_another_kind_is_a_protocol_error(Qos qos, PacketType type) {
        for (TestClient one : List.of(old, client)) {
            one.offer(qos, "t");
            one.took();
            one.acknowledge(type, 1);
            assertTrue(one.gone());
        }
        assertEquals(List.of(), old.answers());
        assertEquals(List.of("DISCONNECT protocol error"), client.answers());
    }

    @Test
    void puback_after_pubrec_is_a_protocol_error() {
        client.offer(QOS2, "t");
        client.acknowledge(PacketType.PUBREC, 1);
        client.acknowledge(PacketType.PUBACK, 1);
        assertTrue(client.gone());
    }

    @Test
    void topics_that_come_again_are_sent_as_aliases_as_far_as_the_client_allows() {
        TestClient knowing = with(Property.TOPIC_ALIAS_MAXIMUM, 2);
        Message first = TestClient.message("topic/1", QOS0);
        assertEquals("topic/1", given(knowing, first).topic());
        Publish again = given(knowing, first);
        assertEquals("", again.topic());
        assertEquals(TestClient.number(Property.TOPIC_ALIAS, 1), again.properties());
        Publish second = given(knowing, TestClient.message("topic/2", QOS0));
        assertEquals(TestClient.number(Property.TOPIC_ALIAS, 2), second.properties());
        Publish third = given(knowing, TestClient.message("topic/3", QOS0));
        assertEquals("topic/3", third.topic());
        assertEquals(Properties.NONE, third.properties());
    }

    @Test
    void no_aliases_unless_the_client_allows_them_or_where_they_save_nothing() {
        Message message = TestClient.message("topic/1", QOS0);
        assertEquals(Properties.NONE, given(client, message).properties());
        assertEquals("topic/1", given(client, message).topic());
        TestClient knowing = with(Property.TOPIC_ALIAS_MAXIMUM, 65_535);
        assertEquals(
                Properties.NONE, given(knowing, TestClient.message("abc", QOS0)).properties());
        assertEquals(
                Properties.NONE,
                given(knowing, TestClient.message("x".repeat(2_000), QOS0)).properties());
        for (int i = 0; i < 100; i++) {
            Properties properties =
                    given(knowing, TestClient.message("topic/" + i, QOS0)).properties();
            assertEquals(i < 32, properties.has(Property.TOPIC_ALIAS));
        }
    }

    @Test
    void a_message_that_is_skipped_gives_no_alias() {
        Properties asked = Properties.builder()
                .number(Property.TOPIC_ALIAS_MAXIMUM, 5)
                .number(Property.MAXIMUM_PACKET_SIZE, 100)
                .build();
        TestClient small = TestClient.connected(home, ProtocolVersion.V5, asked);
        small.session.offer(new Delivery(large("topic/1", 100), QOS0, false, Delivery.NO_IDENTIFIERS), 0, 0);
        assertEquals(List.of(), small.took());
        assertEquals(
                "topic/1", given(small, TestClient.message("topic/1", QOS0)).topic());
    }

    private static Message large(String topic, int size) {
        return new Message(topic, Payload.of(new byte[size]), QOS1, false, Properties.NONE, 0, -1, null);
    }

    @Test
    void messages_larger_than_the_client_takes_are_skipped_which_is_said_once() {
        TestClient small = with(Property.MAXIMUM_PACKET_SIZE, 100);
        int most = 100 - (2 + 3 + 2 + 1);
        for (int i = 0; i < 3; i++) {
            assertTrue(small.session.offer(new Delivery(large("t", most + 1), QOS1, false, new int[0]), 0, 0));
        }
        assertEquals(List.of(), small.took());
        assertEquals(1, home.notes.size());
        Publish fits = given(small, large("t", most));
        assertEquals(100, PacketWriter.size(fits, ProtocolVersion.V5));
        assertEquals(1, fits.packetId(), "what is skipped takes no identifier");
        small.session.lost(0, 0);
        assertEquals(
                "client '" + small.session.clientId() + "' did not get 3 messages that were larger than it takes",
                home.notes.get(1));
    }

    @Test
    void says_for_how_long_a_message_is_of_use_still() {
        home.timestamp = 10_500;
        Message message = new Message("t", Payload.EMPTY, QOS0, false, Properties.NONE, 1_000, 60, null);
        assertEquals(51, given(client, message).properties().number(Property.MESSAGE_EXPIRY, -1));
        assertEquals(Properties.NONE, given(old, message).properties());
    }

    @Test
    void a_message_that_is_of_no_use_any_more_is_dropped() {
        home.timestamp = 61_000;
        Message message = new Message("t", Payload.EMPTY, QOS1, false, Properties.NONE, 1_000, 60, null);
        client.wire.writable = false;
        assertTrue(client.session.offer(new Delivery(message, QOS1, false, new int[0]), 0, home.timestamp));
        assertEquals(List.of(), client.took());
    }

    @Test
    void hands_through_identifiers_and_properties() {
        Properties own = Properties.builder()
                .text(Property.RESPONSE_TOPIC, "r")
                .bytes(Property.CORRELATION_DATA, "c".getBytes(UTF_8))
                .user("k", "v")
                .user("k", "w")
                .build();
        Message message = new Message("t", Payload.EMPTY, QOS0, false, own, 0, -1, null);
        assertEquals(own, given(client, message).properties());
        assertEquals(
                Properties.builder()
                        .number(Property.SUBSCRIPTION_IDENTIFIER, 3)
                        .number(Property.SUBSCRIPTION_IDENTIFIER, 9)
                        .all(own)
                        .build(),
                given(client, message, 3, 9).properties());
        assertEquals(Properties.NONE, given(old, message, 3).properties());
    }

    @Test
    void who_is_gone_takes_everything_and_gets_nothing() {
        client.session.lost(0, 0);
        assertTrue(client.offer(QOS1, "t"));
        assertEquals(List.of(), client.took());
    }
}
