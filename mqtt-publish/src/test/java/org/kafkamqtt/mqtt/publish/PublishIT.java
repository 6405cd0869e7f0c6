package org.kafkamqtt.mqtt.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.sandbox.trial.Mosquitto;
import org.kafkamqtt.sandbox.trial.WebSocketGate;

/** Against Debian's mosquitto 2, over each version of MQTT. */
@ParameterizedClass(name = "MQTT {0}")
@ValueSource(strings = {"311", "5"})
class PublishIT {
    private static final int CUTS = 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @Parameter
    String version = "";

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Mosquitto.installed(), "mosquitto is installed");
        broker = Mosquitto.start(folder, "allow_anonymous true", "max_queued_messages 0");
    }

    @AfterAll
    static void stop() {
        if (Mosquitto.installed()) {
            broker.close();
        }
    }

    private Outcome publish(String input, String... more) {
        return publish(broker.port(), input, more);
    }

    private Outcome publish(int port, String input, String... more) {
        return Outcome.of(input, with("-p", Integer.toString(port), more));
    }

    private String[] with(String first, String second, String... more) {
        return Stream.concat(Stream.of("-V", version, first, second), Stream.of(more))
                .toArray(String[]::new);
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder(count * 7);
        IntStream.range(0, count).forEach(i -> lines.append(i).append('\n'));
        return lines.toString();
    }

    @ParameterizedTest
    @CsvSource({"0, 100000", "1, 100000", "2, 100000"})
    void all_lines_arrive_once_and_in_order_beyond_the_65535_that_packet_identifiers_can_count(String qos, int count)
            throws Exception {
        try (Subscriber subscriber = new Subscriber(broker.port(), "many/" + qos, Words.qos(qos))) {
            Outcome outcome = publish(lines(count), "-t", "many/" + qos, "-q", qos, "-l");
            assertEquals(new Outcome(ExitStatus.OK, "", ""), outcome);
            assertEquals(IntStream.range(0, count).mapToObj(Integer::toString).toList(), subscriber.texts(count));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void nothing_is_lost_over_cuts_of_the_network(String qos) throws Exception {
        int count = 5_000;
        try (CuttingProxy proxy = new CuttingProxy(broker.port(), 2_500, CUTS);
                Subscriber subscriber = new Subscriber(broker.port(), "cut/" + qos, Words.qos(qos))) {
            Outcome outcome = publish(proxy.port(), lines(count), "-t", "cut/" + qos, "-q", qos, "-l", "--quiet");
            assertEquals(ExitStatus.OK, outcome.status(), outcome.err());
            assertEquals(0, proxy.cutsLeft());
            List<String> heard = subscriber.textsUpTo(
                    "the last one", () -> publish("", "-t", "cut/" + qos, "-q", qos, "-m", "the last one"));
            assertEquals(count, new HashSet<>(heard).size());
            // QoS 1 may repeat what was in flight at a cut; QoS 2 repeats nothing.
            int repeatable = qos.equals("2") ? 0 : CUTS * 20;
            assertTrue(heard.size() <= count + repeatable, heard.size() + " heard");
        }
    }

    @Test
    void nothing_is_lost_when_the_broker_is_restarted() throws Exception {
        try (Mosquitto other = Mosquitto.start(
                Files.createDirectory(folder.resolve("restarted" + version)),
                "allow_anonymous true",
                "persistence true",
                "persistence_location " + folder.resolve("restarted" + version) + "/")) {
            try (Subscriber subscriber = new Subscriber(other.port(), "again", Qos.EXACTLY_ONCE)) {
                Thread restart = new Thread(() -> {
                    try {
                        subscriber.await(500);
                        other.restart();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                restart.start();
                Outcome outcome = publish(
                        other.port(), lines(2_000), "-t", "again", "-q", "2", "-l", "--rate", "1000/s", "--quiet");
                restart.join();
                assertEquals(ExitStatus.OK, outcome.status(), outcome.err());
                assertEquals(2_000, new HashSet<>(subscriber.texts(2_000)).size());
            }
        }
    }

    @Test
    void what_failed_is_kept_as_lines_that_can_be_sent_again() throws Exception {
        Path failed = folder.resolve("failed.jsonl" + version);
        try (MuteBroker mute = new MuteBroker();
                Subscriber subscriber = new Subscriber(broker.port(), "kept", Qos.AT_LEAST_ONCE)) {
            Outcome outcome = publish(
                    mute.port(),
                    "one\ntwo\n\u00ff\n\n",
                    "-t",
                    "kept",
                    "-q",
                    "1",
                    "-l",
                    "--ack-timeout",
                    "1s",
                    "--failed-file",
                    failed.toString());
            assertEquals(ExitStatus.TIMED_OUT, outcome.status(), outcome.err());
            assertEquals(4, Files.readAllLines(failed).size());
            Outcome again = publish(Files.readString(failed), "-J");
            assertEquals(ExitStatus.OK, again.status(), again.err());
            assertEquals(List.of("one", "two", "\u00ff", ""), subscriber.texts(4));
            assertEquals(
                    Set.of(Qos.AT_LEAST_ONCE),
                    subscriber.await(4).stream().map(Message::qos).collect(Collectors.toSet()));
        }
    }

    @Test
    void takes_topic_qos_and_retain_from_json_lines_of_both_worlds() throws Exception {
        try (Subscriber subscriber = new Subscriber(broker.port(), "json/#", Qos.EXACTLY_ONCE)) {
            Outcome outcome = publish(
                    """
                    {"topic":"t","partition":0,"offset":1,"key":"json/key","value":"a"}
                    {"topic":"t","partition":0,"offset":2,"key":"k#","value":"b","headers":[{"key":"mqtt.topic","value":"json/h"},{"key":"mqtt.qos","value":"2"}]}
                    {"topic":"t","partition":0,"offset":3,"key":"k#","value":null}
                    {"tst":"2026-01-01T00:00:00.000000+0100","topic":"json/m","qos":1,"retain":0,"payloadlen":1,"payload_b64":"/w=="}
                    """,
                    "-J",
                    "-t",
                    "json/fallback");
            assertEquals(ExitStatus.OK, outcome.status(), outcome.err());
            List<Message> heard = subscriber.await(4);
            assertEquals(
                    java.util.Set.of("json/key 0 1", "json/h 2 1", "json/fallback 0 0", "json/m 1 1"),
                    heard.stream()
                            .map(m -> m.topic() + " " + m.qos().level() + " " + m.payload().length)
                            .collect(java.util.stream.Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd/\ud83d\ude00", "odd/\ufffd", "odd/\uff21", "odd/k\u00fc che"})
    void topics_that_stop_paho_work_in_both_directions(String topic) throws Exception {
        try (Subscriber subscriber = new Subscriber(broker.port(), topic, Qos.EXACTLY_ONCE)) {
            for (String qos : List.of("0", "1", "2")) {
                publish("", "-t", topic, "-m", "x" + qos, "-q", qos);
            }
            assertEquals(List.of("x0", "x1", "x2"), subscriber.texts(3));
            assertEquals(topic, subscriber.await(3).get(2).topic());
        }
    }

    @Test
    void a_websocket_survives_pings_and_fragments() throws Exception {
        try (WebSocketGate gate = new WebSocketGate(broker.port());
                Subscriber subscriber = new Subscriber(broker.port(), "ws", Qos.EXACTLY_ONCE)) {
            String url = "ws://localhost:" + gate.port();
            Outcome outcome = Outcome.of(lines(500), "-V", version, "-L", url + "/gate", "-t", "ws", "-q", "2", "-l");
            assertEquals(new Outcome(ExitStatus.OK, "", ""), outcome);
            assertEquals(500, subscriber.texts(500).size());
            assertTrue(gate.pongs() > 100, gate.pongs() + " pongs");
            Outcome wrong = Outcome.of("", "-V", version, "-L", url + "/other", "-t", "ws", "-m", "x");
            assertEquals(ExitStatus.UNREACHABLE, wrong.status());
            assertTrue(wrong.err().contains("404 Not Found"), wrong.err());
        }
    }

    @Test
    void names_the_line_that_is_no_message_and_publishes_the_others() throws Exception {
        try (Subscriber subscriber = new Subscriber(broker.port(), "sep/#", Qos.AT_MOST_ONCE)) {
            Outcome outcome = publish("sep/a 1\nnone\nsep/+ 2\nsep/b 3\n", "-l", "--topic-separator", " ");
            assertEquals(ExitStatus.PARTIAL, outcome.status());
            assertTrue(outcome.err().contains("line 2 has no separator"), outcome.err());
            assertTrue(outcome.err().contains("line 3 a topic name must not contain '+'"), outcome.err());
            assertTrue(outcome.err().contains("4 read, 2 sent, 2 acknowledged, 2 failed"), outcome.err());
            assertEquals(List.of("1", "3"), subscriber.texts(2));
        }
    }

    @Test
    void every_byte_and_every_size_arrives(@TempDir Path files) throws Exception {
        byte[] all = new byte[1024 * 1024];
        new java.util.Random(3).nextBytes(all);
        Files.write(files.resolve("a"), all);
        Files.write(files.resolve("b"), new byte[0]);
        try (Subscriber subscriber = new Subscriber(broker.port(), "bytes", Qos.AT_LEAST_ONCE)) {
            assertEquals(
                    ExitStatus.OK,
                    publish("", "-t", "bytes", "-q", "1", "-f", files.toString())
                            .status());
            List<Message> heard = subscriber.await(2);
            assertTrue(java.util.Arrays.equals(all, heard.get(0).payload()));
            assertEquals(0, heard.get(1).payload().length);
        }
    }

    @Test
    void goes_on_behind_what_was_published_before() throws Exception {
        Path file = Files.writeString(folder.resolve("growing" + version), "1\n2\n");
        String[] arguments = {
            "-t",
            "grow",
            "-q",
            "2",
            "-l",
            "--resume",
            folder.resolve("mark" + version).toString(),
            file.toString()
        };
        try (Subscriber subscriber = new Subscriber(broker.port(), "grow", Qos.EXACTLY_ONCE)) {
            assertEquals(ExitStatus.OK, publish("", arguments).status());
            Files.writeString(file, "3\n", StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.APPEND);
            assertEquals(ExitStatus.OK, publish("", arguments).status());
            assertEquals(List.of("1", "2", "3"), subscriber.texts(3));
        }
    }

    @Test
    void prints_the_reply_or_ends_with_27() throws Exception {
        assertEquals(
                ExitStatus.TIMED_OUT,
                publish("", "-t", "q", "-m", "x", "--wait-reply", "nobody", "-W", "300ms")
                        .status());
        // The question itself is the answer here.
        Outcome outcome = publish("", "-t", "q", "-m", "echo", "--wait-reply", "q", "-W", "10");
        assertEquals("echo\n", outcome.out(), outcome.err());
    }

    @Test
    void a_broker_that_never_answers_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Outcome outcome = publish(silent.getLocalPort(), "", "-t", "a", "-m", "b", "--connect-timeout", "1s");
            assertEquals(ExitStatus.UNREACHABLE, outcome.status());
            assertTrue(outcome.err().contains("no answer from localhost:"), outcome.err());
        }
    }

    @Test
    void shows_packets_in_the_words_of_mosquitto() {
        String err = publish("", "-t", "d", "-m", "12345", "-q", "1", "-r", "-i", "X", "-d")
                .err();
        // Only MQTT 5 tells that nobody has subscribed.
        assertEquals(
                """
                Client X sending CONNECT
                Client X received CONNACK (0)
                Client X sending PUBLISH (d0, q1, r1, m1, 'd', ... (5 bytes))
                Client X received PUBACK (Mid: 1, RC:%s)
                Client X sending DISCONNECT
                """
                        .formatted(version.equals("5") ? "16" : "0"),
                err);
    }
}
