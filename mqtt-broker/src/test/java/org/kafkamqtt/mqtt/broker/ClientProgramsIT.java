package org.kafkamqtt.mqtt.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.broker.trial.TrialBroker;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** Programs of others: mosquitto's two clients on the MQTT side, kcat on the Kafka side. */
class ClientProgramsIT {
    private static final int LIMIT_SECONDS = 30;

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final String topic = "programs/" + own;

    private static Child program(String name, String... args) {
        assumeTrue(Mosquitto.installed(), "mosquitto's clients are not installed");
        assumeTrue(Child.installed("stdbuf"), "stdbuf is not installed");
        List<String> command = new ArrayList<>(List.of(
                // They keep lines to themselves for long where the output is a pipe.
                "stdbuf",
                "-oL",
                Mosquitto.program(name),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(TrialBroker.shared().port())));
        command.addAll(List.of(args));
        return Child.program(command);
    }

    /** Starts mosquitto_sub, and returns when it has subscribed. */
    private static Child subscribed(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("-d");
        Child child = program("mosquitto_sub", all.toArray(String[]::new));
        Await.that("subscribed", LIMIT_SECONDS, () -> (child.out() + child.err()).contains("Subscribed (mid"));
        return child;
    }

    private static void publish(String... args) {
        try (Child child = program("mosquitto_pub", args)) {
            Child.Ended ended = child.endInput().ended(LIMIT_SECONDS);
            assertEquals(0, ended.status(), ended.err());
        }
    }

    private static void awaitLine(Child child, String line) {
        Await.that("'" + line + "' in " + child.out(), LIMIT_SECONDS, () -> child.out()
                .lines()
                .anyMatch(line::equals));
    }

    private static Child kcat(String... args) {
        assumeTrue(Child.installed("kcat"), "kcat is not installed");
        assumeTrue(TrialBroker.kafka().isPresent(), "the broker that is judged has no Kafka");
        List<String> command = new ArrayList<>(
                List.of("kcat", "-q", "-b", TrialBroker.kafka().orElseThrow(), "-t", TrialBroker.messages()));
        command.addAll(List.of(args));
        return Child.program(command);
    }

    /** Lines of records that this test has written. */
    private List<String> inKafka(String format) {
        try (Child child = kcat("-C", "-e", "-o", "beginning", "-f", format)) {
            Child.Ended ended = child.endInput().ended(LIMIT_SECONDS);
            assertEquals(0, ended.status(), ended.err());
            return ended.out().lines().filter(line -> line.contains(own)).toList();
        }
    }

    private static void toKafka(String line, String... args) {
        List<String> all = new ArrayList<>(List.of("-P", "-K", "|"));
        all.addAll(List.of(args));
        try (Child child = kcat(all.toArray(String[]::new))) {
            Child.Ended ended = child.type(line + "\n").endInput().ended(LIMIT_SECONDS);
            assertEquals(0, ended.status(), ended.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"mqttv31,0", "mqttv31,2", "mqttv311,0", "mqttv311,1", "mqttv311,2", "mqttv5,0", "mqttv5,1", "mqttv5,2"})
    void mosquittos_clients_talk_to_each_other(String version, String qos) {
        try (Child subscriber = subscribed("-V", version, "-q", qos, "-t", topic + "/#", "-F", "%t %q %r %p")) {
            publish("-V", version, "-q", qos, "-t", topic + "/a", "-m", "hello");
            awaitLine(subscriber, topic + "/a " + qos + " 0 hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void a_retained_message_waits_for_mosquitto_sub(String version) {
        publish("-V", version, "-q", "1", "-r", "-t", topic, "-m", "kept");
        try (Child late = program("mosquitto_sub", "-V", version, "-t", topic, "-C", "1", "-F", "%r %p")) {
            assertEquals("1 kept\n", late.ended(LIMIT_SECONDS).out());
        }
    }

    @Test
    void a_will_of_mosquitto_sub_is_published_when_it_is_killed() {
        try (Child heir = subscribed("-t", topic + "/will", "-F", "%p");
                Child mortal = subscribed("-t", topic, "--will-topic", topic + "/will", "--will-payload", "gone")) {
            mortal.signal("KILL");
            awaitLine(heir, "gone");
        }
    }

    @Test
    void properties_of_mqtt_5_come_through() {
        try (Child subscriber = subscribed("-V", "mqttv5", "-t", topic, "-F", "%C %R %D %P %p")) {
            publish(
                    "-V",
                    "mqttv5",
                    "-q",
                    "1",
                    "-t",
                    topic,
                    "-m",
                    "x",
                    "-D",
                    "publish",
                    "content-type",
                    "text/plain",
                    "-D",
                    "publish",
                    "response-topic",
                    "answers",
                    "-D",
                    "publish",
                    "correlation-data",
                    "17",
                    "-D",
                    "publish",
                    "user-property",
                    "unit",
                    "degrees");
            awaitLine(subscriber, "text/plain answers 17 unit:degrees x");
        }
    }

    @Test
    void kcat_sees_topic_name_payload_and_headers() {
        publish(
                "-V",
                "mqttv5",
                "-q",
                "1",
                "-r",
                "-t",
                topic,
                "-m",
                "21.5",
                "-D",
                "publish",
                "content-type",
                "text/plain",
                "-D",
                "publish",
                "response-topic",
                "answers",
                "-D",
                "publish",
                "user-property",
                "unit",
                "degrees");
        List<String> lines = inKafka("%k %s %h\n");
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith(topic + " 21.5 "), lines.get(0));
        for (String header : List.of(
                "mqtt.qos=1",
                "mqtt.retain=true",
                "mqtt.content-type=text/plain",
                "mqtt.response-topic=answers",
                "mqtt.user.unit=degrees")) {
            assertTrue((lines.get(0) + ",").contains(header + ","), header + " in " + lines.get(0));
        }
    }

    @Test
    void kcat_sees_each_message_of_qos_2_once_and_where_it_came_from() {
        publish("-q", "2", "-t", topic, "-m", "once");
        List<String> lines = inKafka("%k %s %h\n");
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).matches(".*mqtt\\.from=\\d+/\\d+/\\d+.*"), lines.get(0));
    }

    @Test
    void an_empty_payload_is_an_empty_value() {
        publish("-q", "1", "-t", topic, "-n");
        assertEquals(List.of(topic + " 0"), inKafka("%k %S\n"));
    }

    @Test
    void records_of_kcat_reach_subscribers() {
        try (Child subscriber = subscribed("-V", "mqttv5", "-q", "2", "-t", topic + "/+", "-F", "%t %q %r %P %p")) {
            toKafka(topic + "/plain|from kcat");
            awaitLine(subscriber, topic + "/plain 1 0  from kcat");
            toKafka(topic + "/more|x", "-H", "mqtt.qos=2", "-H", "mqtt.user.unit=degrees");
            awaitLine(subscriber, topic + "/more 2 0 unit:degrees x");
        }
    }

    @Test
    void a_retained_record_of_kcat_waits_for_subscribers() {
        toKafka(topic + "|kept", "-H", "mqtt.retain=true");
        try (Child late = program("mosquitto_sub", "-t", topic, "-C", "1", "-F", "%r %p")) {
            assertEquals("1 kept\n", late.ended(LIMIT_SECONDS).out());
        }
    }

    @Test
    void a_record_whose_key_is_no_topic_name_is_passed_over() {
        try (Child subscriber = subscribed("-t", topic + "/#", "-F", "%t %p")) {
            toKafka(topic + "/#|no");
            toKafka(topic + "/yes|yes");
            awaitLine(subscriber, topic + "/yes yes");
            assertTrue(subscriber.out().lines().noneMatch(line -> line.endsWith(" no")), subscriber.out());
        }
    }
}
