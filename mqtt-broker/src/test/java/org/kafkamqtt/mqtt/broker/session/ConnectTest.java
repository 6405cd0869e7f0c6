package org.kafkamqtt.mqtt.broker.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Will;

class ConnectTest {
    private final FakeHome home = new FakeHome();

    private Connack answer(ProtocolVersion version, String id, boolean clean, Properties properties) {
        return answer(version, id, clean, properties, null);
    }

    private Connack answer(
            ProtocolVersion version, String id, boolean clean, Properties properties, @Nullable Will will) {
        TestClient client = new TestClient(home, version);
        client.connect(id, clean, 60, properties, will);
        Connack connack = (Connack) client.only();
        assertEquals(connack.code() != 0, client.gone());
        return connack;
    }

    @Test
    void announces_its_limits_in_order() {
        Connack connack = answer(ProtocolVersion.V5, "c", true, Properties.NONE);
        assertFalse(connack.sessionPresent());
        assertEquals(
                Properties.builder()
                        .number(Property.TOPIC_ALIAS_MAXIMUM, 10)
                        .number(Property.MAXIMUM_PACKET_SIZE, 2_000_000)
                        .number(Property.RECEIVE_MAXIMUM, 20)
                        .build(),
                connack.properties());
    }

    @Test
    void does_not_announce_what_goes_without_saying() {
        FakeWire wire = new FakeWire();
        ServerSession session = new ServerSession(wire, home, new SessionSettings(0, 9_000, 65_535, 1_000), 0);
        session.received(new Connect(ProtocolVersion.V5, false, true, 0, Properties.NONE, "c", null, null, null), 0, 0);
        assertEquals(
                TestClient.number(Property.MAXIMUM_PACKET_SIZE, 9_000),
                ((Connack) wire.take().get(0)).properties());
    }

    @Test
    void gives_a_client_of_5_the_identifier_that_it_lacks() {
        TestClient client = new TestClient(home, ProtocolVersion.V5);
        client.connect("", false, 0, Properties.NONE, null);
        assertEquals("fresh-1", ((Connack) client.only()).properties().text(Property.ASSIGNED_CLIENT_IDENTIFIER));
        assertEquals("fresh-1", client.session.clientId());
        assertEquals(1, client.session.connection());
    }

    @ParameterizedTest
    @CsvSource({"V31, true, 2", "V31, false, 2", "V311, false, 2", "V311, true, 0", "V5, false, 0", "V5, true, 0"})
    void knows_who_may_do_without_an_identifier(ProtocolVersion version, boolean clean, int code) {
        assertEquals(code, answer(version, "", clean, Properties.NONE).code());
    }

    @Test
    void refuses_a_kept_session_of_5_by_session_expiry_0_and_says_so() {
        Properties asked = TestClient.number(Property.SESSION_EXPIRY, 3_600);
        Connack connack = answer(ProtocolVersion.V5, "c", false, asked);
        assertEquals(0, connack.properties().number(Property.SESSION_EXPIRY, -1));
        assertFalse(connack.sessionPresent());
        assertEquals(
                List.of("client 'c' wants its session kept, which is not done yet: it ends with its connection"),
                home.notes);
    }

    @ParameterizedTest
    @EnumSource(names = {"V31", "V311"})
    void refuses_a_kept_session_before_5_by_session_present_0_and_says_so(ProtocolVersion version) {
        assertFalse(answer(version, "c", false, Properties.NONE).sessionPresent());
        assertEquals(1, home.notes.size());
        answer(version, "d", true, Properties.NONE);
        assertEquals(1, home.notes.size());
    }

    @Test
    void knows_no_enhanced_authentication() {
        Properties asked = Properties.builder()
                .text(Property.AUTHENTICATION_METHOD, "SCRAM-SHA-256")
                .build();
        assertEquals(0x8C, answer(ProtocolVersion.V5, "c", true, asked).code());
    }

    @Test
    void takes_user_name_and_password_without_looking() {
        TestClient client = new TestClient(home, ProtocolVersion.V311);
        client.receive(
                new Connect(ProtocolVersion.V311, false, true, 0, Properties.NONE, "c", null, "user", new byte[] {1}));
        assertEquals(0, ((Connack) client.only()).code());
    }

    @Test
    void closes_without_a_word_if_connack_is_larger_than_the_client_takes() {
        TestClient client = new TestClient(home, ProtocolVersion.V5);
        client.connect("c", true, 0, TestClient.number(Property.MAXIMUM_PACKET_SIZE, 10), null);
        assertEquals(List.of(), client.took());
        assertTrue(client.gone());
    }

    @ParameterizedTest
    @CsvSource({
        "V5, $SYS/broker/uptime, 135",
        "V311, $SYS/broker/uptime, 5",
        "V5, $CONTROL/x, 129",
        "V5, $SYS/broker/connection/b/state, 0",
        "V5, $other/x, 0",
    })
    void refuses_a_will_for_a_name_of_the_server(ProtocolVersion version, String topic, int code) {
        Will will = new Will(topic, Payload.EMPTY, Qos.EXACTLY_ONCE, true, Properties.NONE);
        assertEquals(code, answer(version, "c", true, Properties.NONE, will).code());
    }

    @Test
    void refuses_a_will_that_is_not_the_text_it_claims_to_be() {
        Properties text = TestClient.number(Property.PAYLOAD_FORMAT, 1);
        Will will = new Will("t", Payload.of(new byte[] {(byte) 0xFF}), Qos.AT_MOST_ONCE, false, text);
        assertEquals(
                0x99,
                answer(ProtocolVersion.V5, "c", true, Properties.NONE, will).code());
    }

    @Test
    void answers_what_the_codec_refuses_as_it_says() {
        TestClient told = new TestClient(home, ProtocolVersion.V5);
        told.session.broken(ProtocolError.malformed("bad").inConnack(ProtocolVersion.V5), 0, 0);
        assertEquals(0x81, ((Connack) told.only()).code());
        TestClient old = new TestClient(home, ProtocolVersion.V311);
        old.session.broken(
                new ProtocolError(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION, "bad").inConnack(ProtocolVersion.V311),
                0,
                0);
        assertEquals(1, ((Connack) old.only()).code());
        TestClient untold = new TestClient(home, ProtocolVersion.V5);
        untold.session.broken(ProtocolError.malformed("bad").quietly(), 0, 0);
        assertEquals(List.of(), untold.took());
        assertTrue(told.gone() && old.gone() && untold.gone());
        assertEquals(List.of(), home.notes);
    }

    @Test
    void closes_if_the_first_packet_is_another_one() {
        TestClient client = new TestClient(home, ProtocolVersion.V5);
        client.receive(new Pingreq());
        assertEquals(List.of(), client.took());
        assertTrue(client.gone());
    }

    @ParameterizedTest
    @EnumSource
    void a_second_connect_is_a_protocol_error(ProtocolVersion version) {
        TestClient client = TestClient.connected(home, version);
        client.connect("c", true, 0, Properties.NONE, null);
        assertEquals(
                version == ProtocolVersion.V5 ? List.of("DISCONNECT protocol error") : List.of(), client.answers());
        assertTrue(client.gone());
    }

    @Test
    void the_session_is_known_before_connack_leaves() {
        TestClient first = new TestClient(home, ProtocolVersion.V5);
        first.connect("same", true, 0, Properties.NONE, null);
        TestClient second = new TestClient(home, ProtocolVersion.V311);
        second.connect("same", true, 0, Properties.NONE, null);
        assertEquals(List.of("CONNACK", "DISCONNECT session taken over"), first.answers());
        assertTrue(first.gone());
        assertFalse(second.session.over());
        assertEquals(2, second.session.connection());
    }

    @Test
    void nothing_is_handled_when_it_is_over() {
        TestClient client = new TestClient(home, ProtocolVersion.V5);
        client.session.lost(0, 0);
        client.session.lost(0, 0);
        client.connect("c", true, 0, Properties.NONE, null);
        client.session.shutDown();
        client.session.writableAgain();
        client.session.subscribed(1);
        assertEquals(List.of(), client.took());
        assertEquals(1, home.ended.size());
    }
}
