package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** What the sandbox's MQTT broker is there for, seen by mosquitto's clients. */
class MqttBrokerIT {
    private final Sandbox sandbox = SharedSandbox.get();
    private final String topic = "it/" + UUID.randomUUID();

    @BeforeEach
    void only_where_mosquittos_clients_are_installed() {
        assumeTrue(Child.installed("mosquitto_sub") && Child.installed("mosquitto_pub"), "no mosquitto clients");
    }

    private Child client(String program, String... args) {
        String[] address = sandbox.mqttAddress().split(":", 2);
        // Line by line: into a pipe its output would come only at the end.
        List<String> command =
                new ArrayList<>(List.of("stdbuf", "-oL", program, "-h", address[0], "-p", address[1], "-q", "1"));
        command.addAll(Arrays.asList(args));
        return Child.program(command);
    }

    private void publish(String... args) {
        try (Child publisher = client("mosquitto_pub", args)) {
            assertEquals(0, publisher.ended(20).status());
        }
    }

    private String received(int count, String... args) {
        String[] limited = Stream.concat(Stream.of(args), Stream.of("-C", Integer.toString(count), "-W", "20"))
                .toArray(String[]::new);
        try (Child subscriber = client("mosquitto_sub", limited)) {
            return subscriber.ended(30).out();
        }
    }

    /** A subscriber that has been told that it is subscribed. */
    private Child subscribed(String... args) {
        Child subscriber = client(
                "mosquitto_sub", Stream.concat(Stream.of("-d"), Stream.of(args)).toArray(String[]::new));
        Await.that("the subscription", 20, () -> subscriber.out().contains("Subscribed"));
        return subscriber;
    }

    @Test
    void sessions_and_retained_messages_outlive_a_restart() {
        String[] session = {"-i", UUID.randomUUID().toString(), "-c", "-t", topic + "/queued"};
        try (Child away = client(
                "mosquitto_sub",
                Stream.concat(Stream.of(session), Stream.of("-E")).toArray(String[]::new))) {
            assertEquals(0, away.ended(20).status());
        }
        publish("-t", topic + "/queued", "-m", "waited");
        publish("-t", topic + "/kept", "-r", "-m", "retained");
        sandbox.stopMqtt();
        sandbox.startMqtt();
        assertEquals("waited\n", received(1, session));
        assertEquals("retained\n", received(1, "-t", topic + "/kept"));
    }

    @Test
    void a_will_is_published_when_its_client_is_killed() {
        try (Child witness = subscribed("-t", topic, "-C", "1", "-W", "20");
                Child victim = subscribed("-t", "nothing", "--will-topic", topic, "--will-payload", "gone")) {
            victim.signal("KILL");
            assertEquals(
                    1, witness.ended(30).out().lines().filter("gone"::equals).count());
        }
    }

    @Test
    void a_shared_subscription_gives_each_message_to_one() {
        String shared = "$share/group/" + topic;
        try (Child one = subscribed("-t", shared);
                Child other = subscribed("-t", shared)) {
            for (int i = 0; i < 6; i++) {
                publish("-t", topic, "-m", "m" + i);
            }
            Await.that(
                    "all messages at one of the two",
                    20,
                    () -> messages(one, other).size() >= 6);
            assertEquals(IntStream.range(0, 6).mapToObj(i -> "m" + i).toList(), messages(one, other));
        }
    }

    private static List<String> messages(Child... subscribers) {
        return Stream.of(subscribers)
                .flatMap(subscriber -> subscriber.out().lines())
                .filter(line -> line.matches("m\\d"))
                .sorted()
                .collect(Collectors.toList());
    }
}
