package org.kafkamqtt.mqtt.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.ScriptedServer;
import org.kafkamqtt.sandbox.trial.ScriptedServer.Line;
import org.kafkamqtt.sandbox.trial.ScriptedServer.Sent;

/** A broker of MQTT 5 that is difficult or breaks the rules: one sentence, the right status, no storm of connections, an end. */
@Timeout(60)
class MisbehavingServerIT {
    private static final String WELCOME = "20 03 00 00 00";
    /** Connections that bring nothing, one after the other, before a client gives up. */
    private static final int MOST = 6;

    private static Outcome publish(ScriptedServer server, String input, String... more) {
        List<String> all = new ArrayList<>(
                List.of("-V", "5", "-p", Integer.toString(server.port()), "-t", "t", "--ack-timeout", "10s"));
        all.addAll(List.of(more));
        return Outcome.of(input, all.toArray(String[]::new));
    }

    private static Outcome publishOne(ScriptedServer server, int qos) {
        return publish(server, "", "-m", "x", "-q", Integer.toString(qos));
    }

    /** The packet identifier of a PUBLISH to {@code t} without properties. */
    private static String id(byte[] publish) {
        return HexFormat.of().formatHex(publish, 3, 5);
    }

    private static void welcome(Line line) throws IOException {
        line.expect(Sent.CONNECT);
        line.send(WELCOME);
    }

    private static void acknowledgeAll(Line line) throws IOException {
        while (true) {
            line.send("40 02 " + id(line.expect(Sent.PUBLISH)));
        }
    }

    private static void assertOneSentence(Outcome outcome, int status, String words) {
        List<String> said = outcome.err()
                .lines()
                .filter(line -> !line.contains(" read, "))
                .filter(line -> !line.startsWith("mqtt-publish: the message: "))
                .toList();
        assertEquals(status, outcome.status().code(), outcome.err());
        assertEquals(1, said.size(), outcome.err());
        assertTrue(said.get(0).contains(words), outcome.err());
    }

    @ParameterizedTest
    @CsvSource({
        "80, 4, unspecified error",
        "81, 1, malformed packet",
        "82, 1, protocol error",
        "83, 4, implementation specific error",
        "84, 1, does not speak MQTT 5; try -V 311",
        "85, 1, client identifier not valid",
        "86, 5, bad user name or password",
        "87, 5, not authorised",
        "88, 4, server unavailable",
        "89, 4, server busy",
        "8a, 5, banned",
        "8c, 5, bad authentication method",
        "90, 1, topic name",
        "95, 1, packet too large",
        "97, 4, quota exceeded",
        "99, 1, payload format",
        "9a, 1, retain not supported",
        "9b, 1, QoS not supported",
        "9c, 4, use another server",
        "9d, 1, server moved",
        "9f, 4, connection rate exceeded",
    })
    void a_refusal_of_the_connection_is_told_in_its_words(String code, int status, String words) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 03 00 " + code + " 00");
        })) {
            assertOneSentence(publishOne(server, 1), status, words);
            assertEquals(1, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"9c", "9d"})
    void another_server_is_named(String code) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 10 00 " + code + " 0d 1c 00 0a 6f74 6865 723a 3138 3834");
        })) {
            Outcome outcome = publishOne(server, 1);
            assertTrue(outcome.err().contains("other:1884"), outcome.err());
            assertEquals(1, server.connections());
        }
    }

    /** As brokers answer that know no MQTT 5. */
    @ParameterizedTest
    @CsvSource({"20 02 00 01, 1", "20 02 00 00, 1", "20 02 00 84, 1"})
    void an_answer_in_the_form_of_an_older_MQTT_names_the_flag(String connack, int status) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send(connack);
            line.untilGone();
        })) {
            assertOneSentence(publishOne(server, 1), status, "-V 311");
            assertEquals(1, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "an unknown property, 20 05 00 00 02 7f 00",
        "a property of another packet, 20 08 00 00 05 02 00 00 00 01",
        "the receive maximum twice, 20 09 00 00 06 21 00 05 21 00 05",
        "a receive maximum of 0, 20 06 00 00 03 21 00 00",
        "a maximum packet size of 0, 20 08 00 00 05 27 00 00 00 00",
        "a maximum QoS of 2, 20 05 00 00 02 24 02",
        "an unknown reason, 20 03 00 42 00",
        "reserved flags, 20 03 02 00 00",
        "a session present for a clean start, 20 03 01 00 00",
        "properties longer than the packet, 20 03 00 00 05",
        "AUTH that nobody asked for, f0 02 18 00",
        "PINGRESP, d0 00",
        "HTTP, 48 54 54 50 2f 31 2e 31",
    })
    void a_first_packet_that_is_no_answer_ends_the_run(String name, String bytes) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send(bytes);
            line.untilGone();
        })) {
            Outcome outcome = publishOne(server, 1);
            assertTrue(List.of(1, 4, 5).contains(outcome.status().code()), outcome.err());
            assertEquals(1, server.connections());
            assertEquals(
                    1,
                    outcome.err()
                            .lines()
                            .filter(line -> !line.contains(" read, "))
                            .count(),
                    outcome.err());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "e0 02 81 00, 1, malformed packet",
        "e0 02 82 00, 1, protocol error",
        "e0 02 87 00, 5, not authorised",
        "e0 02 8e 00, 4, another client",
        "e0 02 90 00, 1, topic name invalid",
        "e0 02 93 00, 1, receive maximum exceeded",
        "e0 02 95 00, 1, packet too large",
        "e0 02 98 00, 1, administrative action",
        "e0 02 99 00, 1, payload format invalid",
        "e0 02 9a 00, 1, retain not supported",
        "e0 02 9b 00, 1, QoS not supported",
        "e0 0f 9c 0d 1c 00 0a 6f74 6865 723a 3138 3834, 1, other:1884",
        "e0 0f 9d 0d 1c 00 0a 6f74 6865 723a 3138 3834, 1, other:1884",
        "e0 08 87 06 1f 00 03 61 73 6b, 5, ask",
    })
    void a_goodbye_that_lasts_ends_the_run_wherever_it_comes(String bytes, int status, String words)
            throws IOException {
        try (ScriptedServer atOnce = new ScriptedServer(line -> {
                    welcome(line);
                    line.send(bytes);
                    line.untilGone();
                });
                ScriptedServer instead = new ScriptedServer(line -> {
                    welcome(line);
                    line.expect(Sent.PUBLISH);
                    line.send(bytes);
                    line.untilGone();
                });
                ScriptedServer later = new ScriptedServer(line -> {
                    welcome(line);
                    line.send("50 02 " + id(line.expect(Sent.PUBLISH)));
                    line.expect(Sent.PUBREL);
                    line.send(bytes);
                    line.untilGone();
                })) {
            assertOneSentence(publishOne(atOnce, 1), status, words);
            assertOneSentence(publishOne(instead, 1), status, words);
            assertOneSentence(publishOne(later, 2), status, words);
            assertEquals(List.of(1, 1, 1), List.of(atOnce.connections(), instead.connections(), later.connections()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"e0 00", "e0 02 80 00", "e0 02 8b 00", "e0 02 89 00", "e0 02 8d 00", "e0 02 97 00", ""})
    void a_goodbye_that_passes_is_followed_by_another_connection(String bytes) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            welcome(line);
            if (line.number() == 1) {
                line.expect(Sent.PUBLISH);
                line.send(bytes);
                return;
            }
            line.send("40 02 " + id(line.expect(Sent.PUBLISH)));
            line.expect(Sent.DISCONNECT);
        })) {
            Outcome outcome = publishOne(server, 1);
            assertEquals(0, outcome.status().code(), outcome.err());
            assertEquals(2, server.connections());
            assertEquals(List.of(), server.surprises());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "an unknown property in PUBACK, 1, 40 06 ID 00 02 7f 00",
        "the reason string twice, 1, 40 0c ID 00 08 1f 00 01 61 1f 00 01 61",
        "a reason that PUBACK does not have, 1, 40 03 ID 01",
        "a reason that nobody knows, 1, 40 03 ID 42",
        "PUBACK at QoS 2, 2, 40 02 ID",
        "PUBREC at QoS 1, 1, 50 02 ID",
        "PUBCOMP before PUBREC, 2, 70 02 ID",
        "PUBACK for packet 0, 1, 40 02 00 00",
        "CONNACK again, 1, 20 03 00 00 00",
        "AUTH out of the blue, 1, f0 02 18 00",
        "SUBACK that nobody waits for, 1, 90 04 00 01 00 00",
        "UNSUBACK that nobody waits for, 1, b0 04 00 01 00 00",
        "CONNECT, 1, 10 0d 00 04 4d 51 54 54 05 02 00 3c 00 00 00",
        "SUBSCRIBE, 1, 82 07 00 01 00 00 01 61 00",
        "PINGREQ, 1, c0 00",
        "flags in PUBACK, 1, 4f 02 ID",
        "a type 0, 1, 00 00",
        "a length without end, 1, 40 ff ff ff ff 01",
        "a message without a topic, 1, 30 03 00 00 00",
        "a topic alias of 0, 1, 30 08 00 01 74 03 23 00 00 78",
        "a topic alias that was not allowed, 1, 30 08 00 01 74 03 23 00 01 78",
    })
    void whoever_breaks_the_rules_each_time_is_given_up(String name, int qos, String bytes) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            welcome(line);
            byte[] publish = line.expect(Sent.PUBLISH);
            line.send(bytes.replace("ID", id(publish)));
            line.untilGone();
        })) {
            Outcome outcome = publishOne(server, qos);
            assertTrue(List.of(1, 4).contains(outcome.status().code()), outcome.err());
            assertTrue(server.connections() <= MOST, server.connections() + " connections: " + outcome.err());
            assertTrue(outcome.err().contains("localhost:" + server.port()), outcome.err());
            assertTrue(
                    server.packets().stream().anyMatch(packet -> packet.matches("DISCONNECT [89].*")),
                    () -> "the broker is told why: " + server.packets());
        }
    }

    @Test
    void whoever_asks_for_enhanced_authentication_in_the_middle_is_refused_at_once() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            welcome(line);
            line.expect(Sent.PUBLISH);
            line.send("f0 07 18 05 15 00 02 61 62");
            line.untilGone();
        })) {
            assertOneSentence(publishOne(server, 1), 5, "enhanced authentication");
            assertEquals(1, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"40 02 00 63", "50 02 00 63", "70 02 00 63", "62 02 00 63"})
    void an_answer_to_what_was_never_sent_does_no_harm(String bytes) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            welcome(line);
            byte[] publish = line.expect(Sent.PUBLISH);
            line.send(bytes);
            line.send("40 02 " + id(publish) + "40 02 " + id(publish));
            line.untilGone();
        })) {
            Outcome outcome = publishOne(server, 1);
            assertEquals(0, outcome.status().code(), outcome.err());
            assertEquals(1, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, 3, unspecified error",
        "83, 3, implementation specific error",
        "87, 5, not authorized",
        "90, 3, topic name invalid",
        "99, 3, payload format invalid",
    })
    void a_message_that_the_broker_refuses_fails_by_name(String code, int status, String words) throws IOException {
        for (int qos = 1; qos <= 2; qos++) {
            String type = qos == 1 ? "40" : "50";
            try (ScriptedServer server = new ScriptedServer(line -> {
                welcome(line);
                line.send(type + " 0a " + id(line.expect(Sent.PUBLISH)) + code + " 06 1f 00 03 61 73 6b");
                line.expect(Sent.DISCONNECT);
            })) {
                Outcome outcome = publishOne(server, qos);
                assertEquals(status, outcome.status().code(), outcome.err());
                assertTrue(outcome.err().startsWith("mqtt-publish: the message: the broker "), outcome.err());
                assertTrue(outcome.err().contains(words + " (ask)\n"), outcome.err());
                assertEquals(1, server.connections());
                assertEquals(List.of(), server.surprises());
            }
        }
    }

    @Test
    void no_more_messages_are_sent_than_the_broker_takes_at_once() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 06 00 00 03 21 00 01");
            for (int i = 0; i < 50; i++) {
                String id = id(line.expect(Sent.PUBLISH));
                line.send("50 02 " + id);
                // A second PUBLISH before PUBCOMP would be a surprise.
                line.expect(Sent.PUBREL);
                line.send("70 02 " + id);
            }
            line.expect(Sent.DISCONNECT);
        })) {
            String lines = IntStream.range(0, 50).mapToObj(i -> i + "\n").collect(Collectors.joining());
            Outcome outcome = publish(server, lines, "-l", "-q", "2");
            assertEquals(0, outcome.status().code(), outcome.err());
            assertEquals(List.of(), server.surprises());
        }
    }

    @Test
    void what_is_larger_than_the_broker_takes_is_named_and_not_sent() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 08 00 00 05 27 00 00 00 32");
            acknowledgeAll(line);
        })) {
            Outcome outcome = publish(server, "small\n" + "x".repeat(100) + "\nsmall\n", "-l", "-q", "1");
            assertEquals(3, outcome.status().code(), outcome.err());
            assertTrue(outcome.err().contains("line 2: "), outcome.err());
            assertTrue(outcome.err().contains("larger than the 50 bytes that the broker takes"), outcome.err());
            assertEquals(
                    2,
                    server.packets().stream()
                            .filter(p -> p.startsWith("PUBLISH"))
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20 05 00 00 02 24 00, -q 1, QoS",
        "20 05 00 00 02 24 01, -q 2, QoS",
        "20 05 00 00 02 25 00, -q 1 -r, retain",
    })
    void what_the_broker_does_not_have_is_named_and_not_sent(String connack, String flags, String words)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send(connack);
            line.expect(Sent.DISCONNECT);
        })) {
            List<String> all = new ArrayList<>(List.of("-m", "x"));
            all.addAll(Arrays.asList(flags.split(" ")));
            Outcome outcome = publish(server, "", all.toArray(String[]::new));
            assertEquals(3, outcome.status().code(), outcome.err());
            assertTrue(outcome.err().contains(words), outcome.err());
            assertEquals(List.of(), server.surprises());
        }
    }

    @Test
    void messages_are_counted_that_nobody_has_subscribed_to() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            welcome(line);
            line.send("40 03 " + id(line.expect(Sent.PUBLISH)) + "10");
            line.send("40 03 " + id(line.expect(Sent.PUBLISH)) + "00");
            line.untilGone();
        })) {
            Outcome outcome = publish(server, "a\nb\n", "-l", "-q", "1", "--fail-if-unheard", "--summary", "json");
            assertEquals(3, outcome.status().code(), outcome.err());
            assertTrue(outcome.err().contains("1 message that nobody has subscribed to"), outcome.err());
            assertTrue(outcome.err().contains("\"unheard\":1,"), outcome.err());
        }
    }

    @Test
    void what_has_no_room_at_the_broker_is_tried_again() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            welcome(line);
            line.send("40 03 " + id(line.expect(Sent.PUBLISH)) + "97");
            line.send("40 03 " + id(line.expect(Sent.PUBLISH)) + "97");
            line.send("40 02 " + id(line.expect(Sent.PUBLISH)));
            line.untilGone();
        })) {
            Outcome outcome = publishOne(server, 1);
            assertEquals(new Outcome(org.kafkamqtt.console.failure.ExitStatus.OK, "", ""), outcome);
        }
    }

    @Test
    void what_never_has_room_at_the_broker_fails_within_the_limit() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            welcome(line);
            while (true) {
                line.send("40 03 " + id(line.expect(Sent.PUBLISH)) + "97");
            }
        })) {
            Outcome outcome = publish(server, "", "-m", "x", "-q", "1", "--ack-timeout", "2s");
            assertEquals(3, outcome.status().code(), outcome.err());
            assertTrue(outcome.err().contains("quota exceeded"), outcome.err());
            assertTrue(server.packets().size() < 12, () -> server.packets().toString());
        }
    }

    @Test
    void a_topic_is_sent_twice_at_most_where_the_broker_has_an_alias_for_it() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 06 00 00 03 22 00 05");
            for (int i = 0; i < 10; i++) {
                byte[] publish = line.expect(Sent.PUBLISH);
                int topic = (publish[0] & 0xff) << 8 | publish[1] & 0xff;
                line.send("40 02 " + HexFormat.of().formatHex(publish, 2 + topic, 4 + topic));
            }
            line.untilGone();
        })) {
            String topic = "a/rather/long/topic/name/that/an/alias/saves";
            Outcome outcome = Outcome.of(
                    "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n",
                    "-V",
                    "5",
                    "-p",
                    Integer.toString(server.port()),
                    "-t",
                    topic,
                    "-q",
                    "1",
                    "-l");
            assertEquals(0, outcome.status().code(), outcome.err());
            String name = HexFormat.of().formatHex(topic.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            // The first time nobody knows that an alias will save anything.
            assertTrue(server.packets().stream().filter(p -> p.contains(name)).count() <= 2);
            assertEquals(
                    10,
                    server.packets().stream()
                            .filter(p -> p.startsWith("PUBLISH"))
                            .count());
        }
    }
}
