package org.kafkamqtt.mqtt.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.mqtt.broker.trial.OverTcp;
import org.kafkamqtt.mqtt.broker.trial.Peer;
import org.kafkamqtt.mqtt.broker.trial.TrialBroker;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/**
 * Normative statements that take several clients, or time. The numbers in the names are those of MQTT 5.0; where 3.1.1 says the same
 * under another number, docs/CONFORMANCE.md tells so.
 */
class ConformanceIT {
    private static final int SHORT_KEEP_ALIVE = 1;

    private final OverTcp broker = TrialBroker.shared();
    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final String topic = "conformance/" + own;

    private Peer peer(ProtocolVersion version, String name) {
        return Peer.connected(broker, version, name + own);
    }

    private Peer peer(String name) {
        return peer(ProtocolVersion.V5, name);
    }

    private Will will(boolean retain, Properties properties) {
        return new Will(
                topic, Payload.of("gone".getBytes(StandardCharsets.UTF_8)), Qos.AT_LEAST_ONCE, retain, properties);
    }

    private Connect withWill(ProtocolVersion version, int keepAlive, boolean retain) {
        return Peer.connect(version, "mortal" + own, keepAlive, will(retain, Properties.NONE));
    }

    private static Properties one(Property property, long value) {
        return Properties.builder().number(property, value).build();
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_2_4__a_clean_start_knows_no_former_subscription(ProtocolVersion version) {
        try (Peer first = peer(version, "again")) {
            first.subscribes(topic, 1);
            first.send(new Disconnect(ReasonCode.SUCCESS, Properties.NONE));
            first.expectsClosed();
        }
        try (Peer second = peer(version, "again");
                Peer witness = peer("witness").subscribes(topic, 1)) {
            try (Peer publisher = peer("publisher")) {
                publisher.publishes(topic, "lost", 1);
            }
            witness.expectsMessage("lost");
            second.expectsNothing();
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_2_8__a_will_is_published_when_the_connection_breaks(ProtocolVersion version) {
        try (Peer heir = peer(version, "heir").subscribes(topic, 1)) {
            Peer.connected(broker, withWill(version, 60, false)).close();
            Publish will = heir.expectsMessage("gone");
            assertEquals(topic, will.topic());
            assertEquals(Qos.AT_LEAST_ONCE, will.qos());
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_2_8__a_will_is_published_after_a_violation(ProtocolVersion version) {
        try (Peer heir = peer(version, "heir").subscribes(topic, 0);
                Peer mortal = Peer.connected(broker, withWill(version, 60, false))) {
            mortal.send(HexFormat.of().parseHex("820100"));
            heir.expectsMessage("gone");
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_2_22__a_client_that_is_silent_is_closed_and_its_will_published(ProtocolVersion version) {
        try (Peer heir = peer(version, "heir").subscribes(topic, 0);
                Peer mortal = Peer.connected(broker, withWill(version, SHORT_KEEP_ALIVE, false))) {
            long start = System.nanoTime();
            mortal.expectsEnd(0x8D);
            long tookMs = (System.nanoTime() - start) / 1_000_000;
            heir.expectsMessage("gone");
            assertTrue(tookMs >= SHORT_KEEP_ALIVE * 1_000, "closed after " + tookMs + " ms");
        }
    }

    @Test
    void MQTT_3_1_2_22__a_client_that_pings_stays() {
        try (Peer peer = Peer.connected(
                broker,
                new Connect(
                        ProtocolVersion.V311,
                        false,
                        true,
                        SHORT_KEEP_ALIVE,
                        Properties.NONE,
                        "alive" + own,
                        null,
                        null,
                        null))) {
            long until = System.nanoTime() + 3_000_000_000L;
            while (System.nanoTime() < until) {
                peer.send(new Pingreq());
                peer.expects(Pingresp.class);
                peer.silentFor(500);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_14_4_3__a_will_is_dropped_by_DISCONNECT(ProtocolVersion version) {
        try (Peer heir = peer(version, "heir").subscribes(topic, 1)) {
            try (Peer mortal = Peer.connected(broker, withWill(version, 60, false))) {
                mortal.send(new Disconnect(ReasonCode.SUCCESS, Properties.NONE));
                mortal.expectsClosed();
            }
            try (Peer other = peer("other")) {
                other.publishes(topic, "next", 1);
            }
            heir.expectsMessage("next");
        }
    }

    @Test
    void MQTT_3_1_2_10__a_will_is_published_at_DISCONNECT_that_asks_for_it_and_once() {
        try (Peer heir = peer("heir").subscribes(topic, 1);
                Peer mortal = Peer.connected(broker, withWill(ProtocolVersion.V5, 60, false))) {
            mortal.send(new Disconnect(ReasonCode.DISCONNECT_WITH_WILL, Properties.NONE));
            mortal.expectsClosed();
            heir.expectsMessage("gone");
            try (Peer other = peer("other")) {
                other.publishes(topic, "next", 1);
            }
            heir.expectsMessage("next");
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_2_14__a_will_without_the_flag_is_not_retained(ProtocolVersion version) {
        try (Peer heir = peer(version, "heir").subscribes(topic, 1)) {
            Peer.connected(broker, withWill(version, 60, false)).close();
            assertFalse(heir.expectsMessage("gone").retain());
            try (Peer late = peer(version, "late").subscribes(topic, 1)) {
                late.expectsNothing();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_2_15__a_will_with_the_flag_is_retained(ProtocolVersion version) {
        try (Peer heir = peer(version, "heir").subscribes(topic, 1)) {
            Peer.connected(broker, withWill(version, 60, true)).close();
            assertFalse(heir.expectsMessage("gone").retain());
            try (Peer late = peer(version, "late").subscribes(topic, 1)) {
                assertTrue(late.expectsMessage("gone").retain());
            }
        }
    }

    @Test
    void MQTT_3_1_3_10__user_properties_of_a_will_keep_their_order() {
        Properties properties = Properties.builder()
                .user("b", "1")
                .user("a", "2")
                .user("b", "1")
                .build();
        try (Peer heir = peer("heir").subscribes(topic, 1)) {
            Peer.connected(broker, Peer.connect(ProtocolVersion.V5, "mortal" + own, 60, will(false, properties)))
                    .close();
            assertEquals(
                    List.of(new UserProperty("b", "1"), new UserProperty("a", "2"), new UserProperty("b", "1")),
                    heir.expectsMessage("gone").properties().user());
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_3_1_5__what_is_retained_outlives_who_published_it(ProtocolVersion version) {
        try (Peer publisher = peer(version, "publisher")) {
            publisher.publishes(topic, "kept", 1, true, Properties.NONE);
            publisher.send(new Disconnect(ReasonCode.SUCCESS, Properties.NONE));
            publisher.expectsClosed();
        }
        try (Peer late = peer(version, "late").subscribes(topic, 1)) {
            Publish kept = late.expectsMessage("kept");
            assertTrue(kept.retain());
            assertEquals(Qos.AT_LEAST_ONCE, kept.qos());
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_4_3__a_client_identifier_has_one_connection(ProtocolVersion version) {
        try (Peer first = peer(version, "twin");
                Peer second = peer(version, "twin")) {
            first.expectsEnd(0x8E);
            second.expectsNothing();
        }
    }

    @Test
    void MQTT_3_1_4_3__a_takeover_publishes_the_will_of_the_former() {
        try (Peer heir = peer("heir").subscribes(topic, 1);
                Peer first = Peer.connected(broker, withWill(ProtocolVersion.V5, 60, false));
                Peer second = Peer.connected(broker, Peer.connect(ProtocolVersion.V5, "mortal" + own))) {
            heir.expectsMessage("gone");
            first.expectsEnd(0x8E);
            second.expectsNothing();
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_3_1_4_6__what_follows_a_refused_CONNECT_is_not_done(ProtocolVersion version) {
        try (Peer witness = peer("witness").subscribes(topic, 0)) {
            try (Peer refused = new Peer(broker, version)) {
                Connect connect = new Connect(version, false, false, 60, Properties.NONE, "", null, null, null);
                Connect bad = version.hasProperties()
                        ? Peer.connect(
                                "refused" + own,
                                Properties.builder()
                                        .text(Property.AUTHENTICATION_METHOD, "NONE-OF-OURS")
                                        .build())
                        : connect;
                refused.send(bad, Peer.message(topic, "smuggled", 0, 0));
                assertNotEquals(0, refused.expects(Connack.class).code());
                refused.expectsClosed();
            }
            try (Peer other = peer("other")) {
                other.publishes(topic, "next", 1);
            }
            witness.expectsMessage("next");
        }
    }

    @Test
    void MQTT_3_2_2_16__assigned_client_identifiers_differ() {
        try (Peer first = new Peer(broker, ProtocolVersion.V5);
                Peer second = new Peer(broker, ProtocolVersion.V5)) {
            first.send(Peer.connect(ProtocolVersion.V5, ""));
            second.send(Peer.connect(ProtocolVersion.V5, ""));
            String one = first.expects(Connack.class).properties().text(Property.ASSIGNED_CLIENT_IDENTIFIER);
            String two = second.expects(Connack.class).properties().text(Property.ASSIGNED_CLIENT_IDENTIFIER);
            assertNotEquals(one, two);
            first.expectsNothing();
            second.expectsNothing();
        }
    }

    @Test
    void MQTT_3_1_2_24__no_packet_is_larger_than_the_client_takes() {
        try (Peer small = Peer.connected(broker, Peer.connect("small" + own, one(Property.MAXIMUM_PACKET_SIZE, 100)));
                Peer publisher = peer("publisher")) {
            small.subscribes(topic, 1);
            publisher.publishes(topic, "x".repeat(100), 1);
            publisher.publishes(topic, "next", 1);
            small.expectsMessage("next");
        }
    }

    @Test
    void MQTT_3_1_2_25__what_is_too_large_counts_as_delivered() {
        try (Peer small = Peer.connected(
                        broker,
                        Peer.connect(
                                "small" + own,
                                Properties.builder()
                                        .number(Property.MAXIMUM_PACKET_SIZE, 100)
                                        .number(Property.RECEIVE_MAXIMUM, 1)
                                        .build()));
                Peer publisher = peer("publisher")) {
            small.subscribes(topic, 1);
            for (int i = 0; i < 3; i++) {
                publisher.publishes(topic, "x".repeat(100), 1);
            }
            publisher.publishes(topic, "next", 1);
            Publish next = small.expectsMessage("next");
            small.acks(PacketType.PUBACK, next.packetId());
            small.expectsNothing();
        }
    }

    @Test
    void MQTT_3_1_2_26__topic_aliases_are_no_more_than_the_client_takes() {
        try (Peer peer = Peer.connected(broker, Peer.connect("aliases" + own, one(Property.TOPIC_ALIAS_MAXIMUM, 2)));
                Peer publisher = peer("publisher")) {
            peer.subscribes(topic + "/#", 0);
            String[] known = new String[3];
            for (int i = 0; i < 12; i++) {
                String name = topic + "/" + i % 4;
                publisher.publishes(name, "m" + i, 1);
                Publish heard = peer.expectsMessage("m" + i);
                int alias = (int) heard.properties().number(Property.TOPIC_ALIAS, 0);
                assertTrue(alias <= 2, heard.toString());
                if (alias > 0 && !heard.topic().isEmpty()) {
                    known[alias] = heard.topic();
                }
                assertEquals(name, heard.topic().isEmpty() ? known[alias] : heard.topic());
            }
        }
    }

    @Test
    void MQTT_3_1_2_27__no_topic_aliases_where_the_client_takes_none() {
        try (Peer peer = peer("peer").subscribes(topic, 0);
                Peer publisher = peer("publisher")) {
            for (int i = 0; i < 3; i++) {
                publisher.publishes(topic, "m" + i, 1);
                Publish heard = peer.expectsMessage("m" + i);
                assertEquals(topic, heard.topic());
                assertFalse(heard.properties().has(Property.TOPIC_ALIAS));
            }
        }
    }

    @Test
    void MQTT_3_1_2_28__no_response_information_unasked() {
        try (Peer peer = new Peer(broker, ProtocolVersion.V5)) {
            peer.send(Peer.connect("peer" + own, one(Property.REQUEST_RESPONSE_INFORMATION, 0)));
            assertFalse(peer.expects(Connack.class).properties().has(Property.RESPONSE_INFORMATION));
        }
    }

    @Test
    void MQTT_3_1_2_29__no_reason_strings_where_they_are_not_wanted() {
        try (Peer peer =
                Peer.connected(broker, Peer.connect("peer" + own, one(Property.REQUEST_PROBLEM_INFORMATION, 0)))) {
            peer.send(new Subscribe(
                    1,
                    Properties.NONE,
                    List.of(new Subscribe.Request("$share/g/a", Qos.AT_LEAST_ONCE, false, false, 0))));
            assertTrue(peer.expects(Suback.class).properties().isEmpty());
            peer.acks(PacketType.PUBREL, 9);
            assertTrue(peer.expects(Acknowledgement.class).properties().isEmpty());
        }
    }

    @Test
    void MQTT_3_14_2_3__a_reason_string_is_left_out_where_it_does_not_fit() {
        try (Peer small = Peer.connected(broker, Peer.connect("small" + own, one(Property.MAXIMUM_PACKET_SIZE, 25)))) {
            small.send(HexFormat.of().parseHex("8204000100ff"));
            Disconnect disconnect = small.expects(Disconnect.class);
            assertTrue(disconnect.reason().isFailure());
            assertTrue(PacketWriter.size(disconnect, ProtocolVersion.V5) <= 25, disconnect.toString());
            small.expectsClosed();
        }
    }

    @Test
    void MQTT_3_3_2_5__an_expired_message_is_not_delivered() {
        try (Peer publisher = peer("publisher");
                Peer late = peer("late")) {
            publisher.publishes(topic, "brief", 1, true, one(Property.MESSAGE_EXPIRY, 1));
            publisher.silentFor(1_500);
            late.subscribes(topic, 1);
            publisher.publishes(topic, "next", 1);
            late.expectsMessage("next");
        }
    }

    @Test
    void MQTT_3_3_2_6__the_time_that_a_message_has_waited_is_taken_off() {
        try (Peer publisher = peer("publisher");
                Peer late = peer("late")) {
            publisher.publishes(topic, "kept", 1, true, one(Property.MESSAGE_EXPIRY, 1_000));
            publisher.silentFor(2_100);
            late.subscribes(topic, 1);
            long left = late.expectsMessage("kept").properties().number(Property.MESSAGE_EXPIRY, -1);
            assertTrue(left > 900 && left <= 998, "seconds left: " + left);
        }
    }

    @Test
    void MQTT_3_3_2_7__a_topic_alias_ends_with_its_connection() {
        try (Peer first = peer("twice")) {
            first.publishes(topic, "a", 1, false, one(Property.TOPIC_ALIAS, 1));
        }
        try (Peer second = peer("twice")) {
            second.send(Peer.message("", "b", 1, false, 1, one(Property.TOPIC_ALIAS, 1)));
            assertTrue(second.expects(Disconnect.class).reason().isFailure());
            second.expectsClosed();
        }
    }

    @Test
    void MQTT_3_3_4_9__no_more_messages_are_unacknowledged_than_the_client_takes() {
        try (Peer slow = Peer.connected(broker, Peer.connect("slow" + own, one(Property.RECEIVE_MAXIMUM, 2)));
                Peer witness = peer("witness").subscribes(topic, 0);
                Peer publisher = peer("publisher")) {
            slow.subscribes(topic, 1);
            for (int i = 0; i < 5; i++) {
                publisher.publishes(topic, "m" + i, 1);
                witness.expectsMessage("m" + i);
            }
            int first = slow.expectsMessage("m0").packetId();
            int second = slow.expectsMessage("m1").packetId();
            slow.expectsNothing();
            slow.acks(PacketType.PUBACK, first);
            int third = slow.expectsMessage("m2").packetId();
            slow.expectsNothing();
            slow.acks(PacketType.PUBACK, second);
            slow.acks(PacketType.PUBACK, third);
            slow.expectsMessage("m3");
            slow.expectsMessage("m4");
        }
    }

    @Test
    void MQTT_4_9_0_3__a_full_window_does_not_hold_other_packets_back() {
        try (Peer slow = Peer.connected(broker, Peer.connect("slow" + own, one(Property.RECEIVE_MAXIMUM, 1)));
                Peer publisher = peer("publisher")) {
            slow.subscribes(topic, 2);
            publisher.publishes(topic, "a", 2);
            publisher.publishes(topic, "b", 2);
            int first = slow.expectsMessage("a").packetId();
            slow.publishes("other/" + own, "x", 1);
            slow.subscribes("other/" + own, 0);
            slow.expectsNothing();
            slow.acks(PacketType.PUBREC, first).expectsAck(PacketType.PUBREL, first);
            slow.expectsNothing();
            slow.acks(PacketType.PUBCOMP, first);
            slow.expectsMessage("b");
        }
    }

    @Test
    void MQTT_3_3_4_7__more_messages_than_the_receive_maximum_end_the_connection() {
        try (Peer peer = new Peer(broker, ProtocolVersion.V5)) {
            peer.send(Peer.connect("flood" + own, Properties.NONE));
            long most = peer.expects(Connack.class).properties().number(Property.RECEIVE_MAXIMUM, 65_535);
            for (int i = 1; i <= most; i++) {
                peer.send(Peer.message(topic, "m" + i, 2, i));
                peer.expectsAck(PacketType.PUBREC, i);
            }
            peer.send(Peer.message(topic, "more", 2, (int) most + 1));
            peer.expectsEnd(0x93);
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_4_7_3_3__a_topic_name_may_have_65535_bytes(ProtocolVersion version) {
        String longest = topic + "/" + "x".repeat(65_535 - topic.length() - 1);
        try (Peer peer = peer(version, "peer").subscribes(longest, 0)) {
            peer.publishes(longest, "m", 0);
            assertEquals(longest, peer.expectsMessage("m").topic());
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_4_7_2_1__a_filter_of_all_gets_no_names_that_begin_with_a_dollar(ProtocolVersion version) {
        String hidden = "$" + own + "/a";
        try (Peer all = peer(ProtocolVersion.V5, "all");
                Peer witness = peer(version, "witness").subscribes("$" + own + "/#", 0);
                Peer publisher = peer(version, "publisher")) {
            all.subscribes(new Subscribe.Request("#", Qos.AT_MOST_ONCE, false, false, 2), Properties.NONE);
            publisher.publishes(hidden, "m", 1);
            assertEquals(hidden, witness.expectsMessage("m").topic());
            all.expectsNothing();
        }
    }

    @ParameterizedTest
    @EnumSource
    void MQTT_4_6_0_6__messages_of_several_connections_come_in_order(ProtocolVersion version) {
        try (Peer one = peer(version, "one").subscribes(topic + "/x", 2);
                Peer two = peer(version, "two").subscribes(topic + "/+", 0);
                Peer publisher = peer(version, "publisher")) {
            for (int i = 1; i <= 15; i++) {
                publisher.send(Peer.message(topic + "/x", "m" + i, 1, i));
            }
            for (int i = 1; i <= 15; i++) {
                publisher.expectsAck(PacketType.PUBACK, i);
            }
            for (int i = 1; i <= 15; i++) {
                one.expectsMessage("m" + i);
                two.expectsMessage("m" + i);
            }
        }
    }
}
