package org.kafkamqtt.mqtt.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.sandbox.trial.ScriptedServer;
import org.kafkamqtt.sandbox.trial.ScriptedServer.Line;
import org.kafkamqtt.sandbox.trial.ScriptedServer.Sent;

/** A broker of MQTT 5 that is difficult or breaks the rules: one sentence, the right status, no storm of connections, an end. */
@Timeout(60)
class MisbehavingServerIT {
    private static final String WELCOME = "20 03 00 00 00";
    private static final String GOODBYE_TO_ELSEWHERE = "e0 0f 9c 0d 1c 00 0a 6f74 6865 723a 3138 3834";
    /** Connections that bring nothing, one after the other, before a client gives up. */
    private static final int MOST = 6;

    /** What a run in this JVM came to. */
    private record Ran(int status, String out, String err) {}

    private static Ran subscribe(ScriptedServer server, String... more) {
        List<String> all = new ArrayList<>(
                List.of("-V", "5", "-p", Integer.toString(server.port()), "-t", "t", "-q", "2", "-W", "20"));
        all.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Tool.run(
                        new SubscribeOptions(),
                        Console.of("mqtt-subscribe", InputStream.nullInputStream(), out, err),
                        all.toArray(String[]::new))
                .code();
        return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static void welcome(Line line) throws IOException {
        line.expect(Sent.CONNECT);
        line.send(WELCOME);
    }

    /** Answers the subscription with this reason. */
    private static void subscribed(Line line, String reason) throws IOException {
        welcome(line);
        answer(line, reason);
    }

    private static void answer(Line line, String reason) throws IOException {
        line.send("90 04 " + HexFormat.of().formatHex(line.expect(Sent.SUBSCRIBE), 0, 2) + "00" + reason);
    }

    private static void assertOneSentence(Ran ran, int status, String words) {
        assertEquals(status, ran.status(), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().contains(words), ran.err());
        assertEquals("", ran.out());
    }

    @ParameterizedTest
    @CsvSource({
        "84, 1, does not speak MQTT 5; try -V 311",
        "85, 1, client identifier not valid",
        "86, 5, bad user name or password",
        "87, 5, not authorised",
        "88, 4, server unavailable",
        "8a, 5, banned",
        "8c, 5, bad authentication method",
        "97, 4, quota exceeded",
        "9d, 1, server moved",
    })
    void a_refusal_of_the_connection_is_told_in_its_words(String code, int status, String words) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 03 00 " + code + " 00");
        })) {
            assertOneSentence(subscribe(server), status, words);
            assertEquals(1, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, 6, unspecified error",
        "83, 6, implementation specific error",
        "87, 5, not authorized",
        "8f, 6, topic filter invalid",
        "91, 6, packet identifier in use",
        "97, 6, quota exceeded",
        "9e, 6, shared subscriptions not supported",
        "a1, 6, subscription identifiers not supported",
        "a2, 6, wildcard subscriptions not supported",
    })
    void a_refused_subscription_has_its_reason(String code, int status, String words) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, code);
            line.expect(Sent.DISCONNECT);
        })) {
            Ran ran = subscribe(server);
            assertEquals(status, ran.status(), ran.err());
            assertTrue(
                    ran.err().startsWith("mqtt-subscribe: subscription to 't' refused by the broker: " + words),
                    ran.err());
            assertEquals(1, server.connections());
            assertEquals(List.of(), server.surprises());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20 05 00 00 02 28 00, a/#, wildcards",
        "20 05 00 00 02 2a 00, $share/g/a, shared subscriptions",
    })
    void what_the_broker_does_not_have_is_named_and_not_asked_for(String connack, String filter, String words)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send(connack);
            byte[] body = line.expect(Sent.SUBSCRIBE);
            assertEquals(6 + 1, body.length, "the plain filter alone");
            line.send("90 04 " + HexFormat.of().formatHex(body, 0, 2) + "00 02");
            line.expect(Sent.DISCONNECT);
        })) {
            Ran ran = subscribe(server, "-t", filter);
            assertEquals(6, ran.status(), ran.err());
            assertTrue(ran.err().contains("subscription to '" + filter + "'"), ran.err());
            assertTrue(ran.err().contains(words), ran.err());
            assertEquals(List.of(), server.surprises());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "e0 02 82 00, 1, protocol error",
        "e0 02 87 00, 5, not authorised",
        "e0 02 8e 00, 4, another client",
        "e0 02 95 00, 1, packet too large",
        "e0 02 98 00, 1, administrative action",
        "e0 02 9e 00, 1, shared subscriptions not supported",
        GOODBYE_TO_ELSEWHERE + ", 1, other:1884",
    })
    void a_goodbye_that_lasts_ends_the_run_wherever_it_comes(String bytes, int status, String words)
            throws IOException {
        try (ScriptedServer instead = new ScriptedServer(line -> {
                    welcome(line);
                    line.expect(Sent.SUBSCRIBE);
                    line.send(bytes);
                    line.untilGone();
                });
                ScriptedServer behind = new ScriptedServer(line -> {
                    subscribed(line, "02");
                    line.send(bytes);
                    line.untilGone();
                });
                ScriptedServer between = new ScriptedServer(line -> {
                    subscribed(line, "02");
                    line.send("34 07 00 01 74 00 09 00 78");
                    line.expect(Sent.PUBREC);
                    line.send(bytes);
                    line.untilGone();
                })) {
            assertOneSentence(subscribe(instead), status, words);
            assertOneSentence(subscribe(behind), status, words);
            assertOneSentence(subscribe(between), status, words);
            assertEquals(List.of(1, 1, 1), List.of(instead.connections(), behind.connections(), between.connections()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"e0 00", "e0 02 8b 00", "e0 02 89 00", "e0 02 8d 00", "e0 02 a0 00", ""})
    void a_goodbye_that_passes_is_followed_by_another_connection(String bytes) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            if (line.number() == 1) {
                line.send(bytes);
                return;
            }
            line.send("30 05 00 01 74 00 78");
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-C", "1");
            assertEquals(0, ran.status(), ran.err());
            assertEquals("x\n", ran.out());
            assertEquals(2, server.connections());
            assertEquals(List.of(), server.surprises());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "an unknown property, 30 08 00 01 74 03 7f 00 00 78",
        "a property of another packet, 30 08 00 01 74 03 21 00 05 78",
        "the content type twice, 30 0d 00 01 74 08 03 00 01 61 03 00 01 61 78",
        "a payload format of 2, 30 07 00 01 74 02 01 02 78",
        "a subscription identifier of 0, 30 07 00 01 74 02 0b 00 78",
        "properties longer than the packet, 30 05 00 01 74 50 78",
        "a topic alias of 0, 30 08 00 01 74 03 23 00 00 78",
        "a topic alias that was not allowed, 30 08 00 01 74 03 23 00 01 78",
        "a wildcard in the topic, 30 05 00 01 23 00 78",
        "a response topic with a wildcard, 30 09 00 01 74 04 08 00 01 23 78",
        "text that is not UTF-8, 30 05 00 01 ff 00 78",
        "QoS 3, 36 07 00 01 74 00 09 00 78",
        "packet 0, 32 07 00 01 74 00 00 00 78",
        "DUP at QoS 0, 38 05 00 01 74 00 78",
        "neither topic nor alias, 30 04 00 00 00 78",
        "CONNACK again, 20 03 00 00 00",
        "AUTH out of the blue, f0 02 18 00",
        "SUBACK that nobody waits for, 90 04 00 63 00 00",
        "PINGREQ, c0 00",
        "DISCONNECT with a reason of clients, e0 02 04 00",
    })
    void whoever_breaks_the_rules_each_time_is_given_up(String name, String bytes) throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            line.send(bytes);
            line.untilGone();
        })) {
            Ran ran = subscribe(server);
            assertTrue(List.of(1, 4).contains(ran.status()), ran.status() + " " + ran.err());
            assertTrue(server.connections() <= MOST, server.connections() + " connections: " + ran.err());
            assertTrue(ran.err().contains("localhost:" + server.port()), ran.err());
            assertEquals("", ran.out());
            assertTrue(
                    name.startsWith("DISCONNECT")
                            || server.packets().stream()
                                    .anyMatch(packet ->
                                            packet.startsWith("DISCONNECT 8") || packet.startsWith("DISCONNECT 9")),
                    () -> "the broker is told why: " + server.packets());
        }
    }

    @Test
    void an_alias_that_was_never_set_is_a_broken_rule() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            line.send("30 07 00 00 03 23 00 01 78");
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-D", "connect", "topic-alias-maximum", "5");
            assertEquals(4, ran.status(), ran.err());
            assertTrue(server.connections() <= MOST, server.connections() + " connections");
        }
    }

    @Test
    void aliases_that_were_allowed_stand_for_their_topics() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            line.send("30 08 00 01 74 03 23 00 02 31");
            line.send("30 08 00 01 75 03 23 00 05 32");
            line.send("30 07 00 00 03 23 00 02 33");
            line.send("30 08 00 01 76 03 23 00 02 34");
            line.send("30 07 00 00 03 23 00 02 35");
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-v", "-C", "5", "-D", "connect", "topic-alias-maximum", "5");
            assertEquals(0, ran.status(), ran.err());
            assertEquals("t 1\nu 2\nt 3\nv 4\nv 5\n", ran.out());
        }
    }

    @Test
    void a_message_of_QoS_2_that_comes_twice_is_written_once() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            line.send("34 07 00 01 74 00 09 00 78");
            line.expect(Sent.PUBREC);
            line.send("3c 07 00 01 74 00 09 00 78");
            line.expect(Sent.PUBREC);
            line.send("62 02 00 09");
            line.expect(Sent.PUBCOMP);
            line.send("62 02 00 09");
            line.expect(Sent.PUBCOMP);
            line.send("30 05 00 01 74 00 79");
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-C", "2");
            assertEquals(new Ran(0, "x\ny\n", ""), ran);
            assertEquals(List.of(), server.surprises());
        }
    }

    @Test
    void a_release_of_what_never_came_is_answered_and_nothing_else() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            line.send("62 02 00 09");
            assertEquals("000992", HexFormat.of().formatHex(line.expect(Sent.PUBCOMP), 0, 3));
            line.send("30 05 00 01 74 00 79");
            line.untilGone();
        })) {
            assertEquals(new Ran(0, "y\n", ""), subscribe(server, "-C", "1"));
            assertEquals(List.of(), server.surprises());
        }
    }

    /** As mosquitto 2.0 sends the queue of a session that comes back: nobody is helped by a connection that ends. */
    @Test
    void more_than_the_receive_maximum_are_taken_all_the_same() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            line.send("34 07 00 01 74 00 01 00 78 34 07 00 01 74 00 02 00 79");
            line.expect(Sent.PUBREC);
            line.expect(Sent.PUBREC);
            line.send("62 02 00 01 62 02 00 02");
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-C", "2", "-D", "connect", "receive-maximum", "1");
            assertEquals(new Ran(0, "x\ny\n", ""), ran);
            assertEquals(1, server.connections());
        }
    }

    @Test
    void a_packet_larger_than_the_clients_own_limit_is_a_broken_rule() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            subscribed(line, "02");
            line.send("30 64 00 01 74 00" + "78".repeat(96));
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-D", "connect", "maximum-packet-size", "50");
            assertEquals(4, ran.status(), ran.err());
            assertTrue(ran.err().contains("50"), ran.err());
            assertTrue(server.connections() <= MOST, server.connections() + " connections");
        }
    }

    @Test
    void the_keep_alive_of_the_server_counts() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 06 00 00 03 13 00 01");
            answer(line, "02");
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-k", "600", "-W", "4");
            assertEquals(27, ran.status(), ran.err());
            assertTrue(server.packets().stream()
                            .filter(p -> p.startsWith("PINGREQ"))
                            .count()
                    >= 2);
        }
    }

    @Test
    void a_server_that_keeps_the_session_for_less_time_is_noted() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.expect(Sent.CONNECT);
            line.send("20 08 00 00 05 11 00 00 00 05");
            answer(line, "02");
            line.untilGone();
        })) {
            Ran ran = subscribe(server, "-c", "-i", "kept", "-D", "connect", "session-expiry-interval", "600", "-E");
            assertEquals(0, ran.status(), ran.err());
            assertTrue(ran.err().contains("session"), ran.err());
            assertTrue(ran.err().contains("5"), ran.err());
        }
    }
}
