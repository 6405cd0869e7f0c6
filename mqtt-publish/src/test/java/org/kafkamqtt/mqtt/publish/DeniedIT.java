package org.kafkamqtt.mqtt.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** What mosquitto's access list forbids, and what nobody has subscribed to, as MQTT 5 tells it. */
@Timeout(60)
class DeniedIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Mosquitto.installed(), "mosquitto is installed");
        Path acl = Files.writeString(folder.resolve("acl"), "topic readwrite free/#\ntopic read both/#\n");
        broker = Mosquitto.start(folder, "allow_anonymous true", "acl_file " + acl);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static Outcome publish(String input, String... more) {
        return Outcome.of(
                input,
                Stream.concat(Stream.of("-V", "5", "-p", Integer.toString(broker.port())), Stream.of(more))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void a_denied_message_is_named_with_status_5(String qos) {
        Outcome outcome = publish("", "-t", "secret/a", "-m", "x", "-q", qos);
        assertEquals(ExitStatus.UNAUTHORISED, outcome.status(), outcome.err());
        assertTrue(outcome.err().startsWith("mqtt-publish: the message: the broker den"), outcome.err());
        assertTrue(outcome.err().contains("not authorized"), outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void a_denied_message_among_others_is_named_with_status_3_and_kept(String qos) throws Exception {
        Path failed = folder.resolve("failed-" + qos);
        try (Subscriber subscriber = new Subscriber(broker.port(), "free/#", Qos.EXACTLY_ONCE)) {
            Outcome outcome = publish(
                    "free/a 1\nsecret/a 2\nfree/a 3\n",
                    "-l",
                    "--topic-separator",
                    " ",
                    "-q",
                    qos,
                    "--failed-file",
                    failed.toString());
            assertEquals(ExitStatus.PARTIAL, outcome.status(), outcome.err());
            assertTrue(outcome.err().contains("line 2: the broker den"), outcome.err());
            assertTrue(outcome.err().contains("3 read, 3 sent, 2 acknowledged, 1 failed"), outcome.err());
            assertEquals(List.of("1", "3"), subscriber.texts(2));
        }
        List<String> kept = Files.readAllLines(failed);
        assertEquals(1, kept.size());
        assertTrue(kept.get(0).contains("\"topic\":\"secret/a\""), kept.get(0));
    }

    @Test
    void nobody_tells_of_it_at_QoS_0() {
        assertEquals(ExitStatus.OK, publish("", "-t", "secret/a", "-m", "x").status());
    }

    /** At QoS 2 mosquitto looks for subscribers after it has answered. */
    @Test
    void a_message_without_a_subscriber_is_status_3_if_that_is_wished_for() throws Exception {
        String[] line = {"-t", "free/unheard", "-m", "x", "-q", "1", "--fail-if-unheard"};
        Outcome outcome = publish("", line);
        assertEquals(ExitStatus.PARTIAL, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("1 acknowledged, 0 failed, 1 unheard"), outcome.err());
        try (Subscriber subscriber = new Subscriber(broker.port(), "free/unheard", Qos.EXACTLY_ONCE)) {
            assertEquals(new Outcome(ExitStatus.OK, "", ""), publish("", line));
            assertEquals(List.of("x"), subscriber.texts(1));
        }
    }

    @Test
    void an_answer_comes_back_with_its_correlation_data() {
        // The question itself is the answer here: it carries what it asks for.
        Outcome outcome = publish("", "-t", "free/q", "-m", "echo", "-q", "1", "--wait-reply", "free/q", "-W", "10");
        assertEquals(new Outcome(ExitStatus.OK, "echo\n", ""), outcome);
    }

    @Test
    void a_wildcard_cannot_be_answered_to() {
        Outcome outcome = publish("", "-t", "free/q", "-m", "x", "--wait-reply", "free/#");
        assertEquals(ExitStatus.USAGE, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("--wait-reply 'free/#' is not one topic"), outcome.err());
    }
}
