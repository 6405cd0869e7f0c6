package org.kafkamqtt.mqtt.broker.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Auth;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Will;

class EndTest {
    private final FakeHome home = new FakeHome();

    private TestClient withWill(ProtocolVersion version, Properties asked, Properties ofWill) {
        TestClient client = new TestClient(home, version);
        byte[] payload = "gone".getBytes(UTF_8);
        client.connect("c", true, 60, asked, new Will("last", Payload.of(payload), Qos.EXACTLY_ONCE, true, ofWill));
        payload[0] = 'x';
        client.took();
        return client;
    }

    private TestClient withWill(ProtocolVersion version) {
        return withWill(version, Properties.NONE, Properties.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void disconnect_drops_the_will(ProtocolVersion version) {
        TestClient client = withWill(version);
        client.disconnect(ReasonCode.SUCCESS);
        assertEquals(List.of(), client.took());
        assertEquals(List.of(), home.published);
        assertTrue(client.gone());
    }

    @ParameterizedTest
    @CsvSource({"DISCONNECT_WITH_WILL", "UNSPECIFIED_ERROR", "IMPLEMENTATION_SPECIFIC_ERROR"})
    void disconnect_with_another_reason_publishes_it(ReasonCode reason) {
        TestClient client = withWill(ProtocolVersion.V5);
        client.disconnect(reason);
        assertEquals(List.of("last"), home.topics());
        assertTrue(client.gone());
    }

    @TestFactory
    Stream<DynamicTest> the_will_is_published_once_when() {
        return Stream.of(
                ends("the connection is lost", client -> client.session.lost(0, home.timestamp)),
                ends(
                        "nonsense comes",
                        client -> client.session.broken(ProtocolError.malformed("x"), 0, home.timestamp)),
                ends("a packet comes that may not", client -> client.receive(new Pingresp())),
                ends("another one takes its place", client -> client.session.takenOver(home.timestamp)),
                ends(
                        "it is silent for too long",
                        client -> client.session.tick(client.nowMs + 90_000, home.timestamp)));
    }

    private DynamicTest ends(String how, Consumer<TestClient> end) {
        return DynamicTest.dynamicTest(how, () -> {
            home.published.clear();
            TestClient client = withWill(ProtocolVersion.V5);
            end.accept(client);
            client.session.lost(0, home.timestamp);
            Message will = home.published.get(0).message();
            assertEquals(1, home.published.size());
            assertEquals("gone", new String(will.payload().copy(), UTF_8), "its own bytes");
            assertEquals(Qos.EXACTLY_ONCE, will.qos());
            assertTrue(will.retain());
            assertEquals(new Origin(FakeHome.LIFE, client.session.connection(), 0), will.origin());
            assertEquals(home.timestamp, will.timestamp());
        });
    }

    @Test
    void the_node_hears_of_the_end_after_the_will() {
        TestClient client = withWill(ProtocolVersion.V311);
        home.prompt = false;
        client.session.lost(0, home.timestamp);
        assertEquals(1, home.published.size());
        assertEquals(List.of(client.session), home.ended);
        home.published.get(0).receipt().refused(ReasonCode.QUOTA_EXCEEDED, "Kafka is away");
        assertEquals(List.of("the will of client 'c' is lost: Kafka is away"), home.notes);
    }

    @Test
    void a_will_has_its_properties_but_not_its_delay() {
        Properties seen = Properties.builder()
                .text(Property.CONTENT_TYPE, "text")
                .user("k", "v")
                .build();
        Properties all = Properties.builder()
                .number(Property.WILL_DELAY, 30)
                .number(Property.MESSAGE_EXPIRY, 60)
                .all(seen)
                .build();
        withWill(ProtocolVersion.V5, Properties.NONE, all).session.lost(0, home.timestamp);
        Message will = home.published.get(0).message();
        assertEquals(seen, will.properties());
        assertEquals(60, will.expiry());
    }

    @ParameterizedTest
    @EnumSource
    void a_node_that_stops_publishes_no_will_and_says_so_to_clients_of_5(ProtocolVersion version) {
        TestClient client = withWill(version);
        client.session.shutDown();
        assertEquals(List.of(), home.published);
        assertEquals(
                version == ProtocolVersion.V5 ? List.of("DISCONNECT server shutting down") : List.of(),
                client.answers());
        assertTrue(client.gone());
    }

    @Test
    void a_session_expiry_in_disconnect_needs_one_in_connect() {
        Properties hour = TestClient.number(Property.SESSION_EXPIRY, 3_600);
        TestClient without = withWill(ProtocolVersion.V5);
        without.receive(new Disconnect(ReasonCode.SUCCESS, hour));
        assertEquals(List.of("DISCONNECT protocol error"), without.answers());
        assertEquals(1, home.published.size());
        TestClient with = withWill(ProtocolVersion.V5, hour, Properties.NONE);
        with.receive(new Disconnect(ReasonCode.SUCCESS, hour));
        assertEquals(List.of(), with.answers());
        assertEquals(1, home.published.size());
    }

    @Test
    void errors_are_named_to_clients_of_5_only() {
        TestClient old = TestClient.connected(home, ProtocolVersion.V311);
        TestClient client = TestClient.connected(home, ProtocolVersion.V5);
        TestClient quiet = TestClient.connected(home, ProtocolVersion.V5);
        ProtocolError error = new ProtocolError(ReasonCode.PACKET_TOO_LARGE, "a packet of 3000000 bytes");
        old.session.broken(error, 0, 0);
        client.session.broken(error, 0, 0);
        quiet.session.broken(error.quietly(), 0, 0);
        assertEquals(List.of(), old.answers());
        assertEquals(List.of("DISCONNECT packet too large"), client.answers());
        assertEquals(List.of(), quiet.answers());
        assertTrue(old.gone() && client.gone() && quiet.gone());
        assertEquals(
                "client '" + client.session.clientId()
                        + "' at 127.0.0.1:50412 is disconnected: a packet of 3000000 bytes",
                home.notes.get(1));
    }

    @Test
    void auth_may_not_come() {
        TestClient client = TestClient.connected(home, ProtocolVersion.V5);
        client.receive(new Auth(ReasonCode.REAUTHENTICATE, Properties.NONE));
        assertEquals(List.of("DISCONNECT protocol error"), client.answers());
    }

    // ---- time

    @Test
    void connect_must_come_in_time() {
        TestClient client = new TestClient(home, ProtocolVersion.V5);
        assertEquals(15_000, client.session.dueMs());
        client.session.tick(14_999, 0);
        assertFalse(client.session.over());
        client.session.tick(15_000, 0);
        assertEquals(List.of(), client.took());
        assertTrue(client.gone());
        assertEquals(Long.MAX_VALUE, client.session.dueMs());
    }

    @Test
    void a_client_may_be_silent_for_one_and_a_half_times_its_keep_alive() {
        TestClient client = TestClient.connected(home, ProtocolVersion.V5);
        assertEquals(5_000 + 90_000, client.session.dueMs());
        client.nowMs = 50_000;
        client.receive(new Pingreq());
        assertEquals(List.of("PINGRESP"), client.answers());
        assertEquals(140_000, client.session.dueMs());
        client.session.tick(139_999, 0);
        assertFalse(client.session.over());
        client.session.tick(140_000, 0);
        assertEquals(List.of("DISCONNECT keep alive timeout"), client.answers());
        assertTrue(client.gone());
    }

    @Test
    void without_keep_alive_it_may_be_silent_for_ever() {
        TestClient client = new TestClient(home, ProtocolVersion.V311);
        client.connect("c", true, 0, Properties.NONE, null);
        assertEquals(Long.MAX_VALUE, client.session.dueMs());
        client.session.tick(Long.MAX_VALUE - 1, 0);
        assertFalse(client.session.over());
    }

    @Test
    void who_waits_for_an_answer_is_not_taken_for_dead() {
        home.prompt = false;
        TestClient client = TestClient.connected(home, ProtocolVersion.V311);
        client.publish(Qos.AT_LEAST_ONCE, 1, "t");
        client.session.tick(200_000, 0);
        assertFalse(client.session.over());
        assertEquals(290_000, client.session.dueMs());
        home.published.get(0).receipt().stored();
        client.session.tick(290_000, 0);
        assertTrue(client.session.over());
    }

    // ---- who sends but does not read

    @Test
    void who_sends_but_does_not_read_the_answers_is_not_read_from() {
        TestClient client = TestClient.connected(home, ProtocolVersion.V311);
        client.wire.writable = false;
        for (int i = 0; i < 1_000; i++) {
            client.receive(new Pingreq());
        }
        assertTrue(client.wire.reading);
        client.receive(new Pingreq());
        assertFalse(client.wire.reading);
        client.session.tick(200_000, 0);
        assertFalse(client.session.over(), "its silence means nothing");
        client.wire.writable = true;
        client.session.writableAgain();
        assertTrue(client.wire.reading);
    }

    @Test
    void both_reasons_not_to_read_must_be_over() {
        home.prompt = false;
        TestClient client = TestClient.connected(home, ProtocolVersion.V311);
        client.wire.writable = false;
        for (int i = 0; i < 1_001; i++) {
            client.receive(new Pingreq());
        }
        for (int i = 1; i <= Allowance.REQUESTS; i++) {
            client.publish(Qos.AT_LEAST_ONCE, i, "t");
        }
        client.wire.writable = true;
        client.session.writableAgain();
        assertFalse(client.wire.reading);
        home.published.forEach(one -> one.receipt().stored());
        assertTrue(client.wire.reading);
    }
}
