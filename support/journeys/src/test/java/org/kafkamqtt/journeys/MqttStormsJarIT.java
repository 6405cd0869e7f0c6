package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.journeys.ScriptedBroker.Manner;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** Connections that are accepted and do not hold, and the end of a tool in whatever state it is. */
class MqttStormsJarIT {
    private static Child subscriber(int port, String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "-p";
        args[1] = Integer.toString(port);
        args[2] = "-t";
        args[3] = "t";
        System.arraycopy(more, 0, args, 4, more.length);
        return Child.jar("mqtt-subscribe", "mqtt-subscribe", args);
    }

    @Test
    void a_broker_that_sends_what_is_not_mqtt_is_tried_six_times_and_then_named() throws IOException {
        try (ScriptedBroker broker = new ScriptedBroker(Manner.GARBLES);
                Child subscriber = subscriber(broker.port())) {
            Child.Ended ended = subscriber.ended(30);
            assertEquals(4, ended.status(), ended.err());
            assertEquals(6, broker.connections());
            assertTrue(
                    ended.err()
                            .endsWith("sent a packet that is not valid MQTT: a packet of type 15, which MQTT does not"
                                    + " know (6 times in a row)\n"),
                    ended.err());
        }
    }

    @Test
    void a_connection_that_breaks_before_the_subscription_is_answered_is_tried_again() throws IOException {
        try (ScriptedBroker broker = new ScriptedBroker(Manner.CUTS_FIRST);
                Child subscriber = subscriber(broker.port(), "-C", "1")) {
            broker.subscribed(2).publish("t", 1, "hello");
            Child.Ended ended = subscriber.ended(20);
            assertEquals(0, ended.status(), ended.err());
            assertEquals("hello\n", ended.out());
        }
    }

    @Test
    void a_code_of_mqtt_5_is_final_even_for_whoever_waits_for_the_broker() throws IOException {
        try (ScriptedBroker broker = new ScriptedBroker(Manner.NEWER);
                Child subscriber = subscriber(broker.port(), "--wait-for-broker")) {
            Child.Ended ended = subscriber.ended(20);
            assertEquals(1, ended.status(), ended.err());
            assertEquals(
                    "mqtt-subscribe: the broker at localhost:" + broker.port()
                            + " answers with code 132 (MQTT 5: unsupported protocol version); try MQTT 5: -V"
                            + " 5\n",
                    ended.err());
        }
    }

    @Test
    void two_clients_with_one_identifier_ask_for_each_other_and_soon_leave_the_broker_in_peace(@TempDir Path folder) {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true");
                Child one = subscriber(broker.port(), "-i", "same");
                Child two = subscriber(broker.port(), "-i", "same")) {
            String question = "is another client using the identifier 'same'?";
            Await.that(
                    "both ask",
                    30,
                    () -> one.err().contains(question) && two.err().contains(question));
            long losses = one.err()
                    .lines()
                    .filter(line -> line.contains("lost the connection"))
                    .count();
            assertTrue(losses < 8, one.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"SILENT, TERM, 143", "DEAF, INT, 130", "POLITE, TERM, 143", "ANNOUNCES, TERM, 143"})
    void a_signal_ends_a_subscriber_that_waits_for_anything(Manner manner, String signal, int status)
            throws IOException {
        try (ScriptedBroker broker = new ScriptedBroker(manner);
                Child subscriber = subscriber(broker.port())) {
            Await.that("a connection", 20, () -> broker.connections() == 1);
            assertEndsAtOnce(subscriber, signal, status);
        }
    }

    @Test
    void a_signal_ends_a_publisher_whose_message_nobody_acknowledges() throws IOException {
        try (ScriptedBroker broker = new ScriptedBroker(Manner.POLITE);
                Child publisher = Child.jar(
                        "mqtt-publish",
                        "mqtt-publish",
                        "-p",
                        Integer.toString(broker.port()),
                        "-t",
                        "t",
                        "-m",
                        "m",
                        "-q",
                        "1")) {
            broker.connected(1);
            assertEndsAtOnce(publisher, "TERM", 143);
        }
    }

    /** Nobody reads the pipe: this test does not, and what waits in between is full. */
    @Test
    void a_signal_ends_a_subscriber_whose_output_nobody_takes(@TempDir Path folder) {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
            String port = Integer.toString(broker.port());
            publishRetained(port, 3_000_000);
            String tool =
                    String.join(" ", Child.command("mqtt-subscribe", "mqtt-subscribe", "-p", port, "-t", "t", "-d"));
            // The shell hands its own pipe on as the input of one who sleeps.
            try (Child line = Child.program(List.of(
                    "bash",
                    "-c",
                    "exec 3> >(exec sleep 60); " + tool + " 2>&1 >&3 & echo pid $!; wait $!; echo status $?"))) {
                Await.that("the message", 20, () -> line.out().contains("(3000000 bytes)"));
                String pid = line.out()
                        .lines()
                        .filter(l -> l.startsWith("pid "))
                        .findFirst()
                        .orElseThrow();
                long begun = System.nanoTime();
                try (Child kill = Child.program(List.of("kill", "-TERM", pid.substring(4)))) {
                    kill.ended(10);
                }
                Await.that("the end", 20, () -> line.out().contains("status 143"));
                assertQuick(begun, line.out());
            }
        }
    }

    private static void publishRetained(String port, int size) {
        try (Child publisher = Child.jar(
                "mqtt-publish",
                "mqtt-publish",
                "-p",
                port,
                "-t",
                "t",
                "-r",
                "--random-size",
                size + "",
                "--count",
                "1")) {
            assertEquals(0, publisher.ended(20).status());
        }
    }

    private static void assertEndsAtOnce(Child child, String signal, int status) {
        long begun = System.nanoTime();
        child.signal(signal);
        Child.Ended ended = child.ended(20);
        assertQuick(begun, ended.err());
        assertEquals(status, ended.status(), ended.err());
    }

    /** A second, and another for a machine that has more to do. */
    private static void assertQuick(long begun, String said) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(millis < 2_500, () -> millis + " ms: " + said);
    }
}
