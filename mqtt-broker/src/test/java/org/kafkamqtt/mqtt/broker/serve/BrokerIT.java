package org.kafkamqtt.mqtt.broker.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.sandbox.SharedSandbox;

@Timeout(120)
class BrokerIT {
    private final List<String> notes = new CopyOnWriteArrayList<>();

    private Broker start(String prefix, int port) throws InterruptedException {
        TreeMap<String, Setting> properties = new TreeMap<>();
        properties.put("bootstrap.servers", new Setting(SharedSandbox.get().kafkaAddress(), "the test"));
        return Broker.start(
                new BrokerSettings(
                        new KafkaSettings(ClientKind.PRODUCER, properties, Duration.ofSeconds(20), false),
                        prefix,
                        Routes.standard(prefix),
                        List.of(new ListenAddress("127.0.0.1", port)),
                        10,
                        1_000_000,
                        20,
                        new BrokerSettings.NewTopics(3, -1, -1)),
                "test",
                notes::add);
    }

    @Test
    void a_second_one_on_the_same_port_fails_and_ends_nobody() throws InterruptedException {
        try (Broker first = start("twice", 0)) {
            int port = first.addresses().get(0).port();
            Failure failure = assertThrows(Failure.class, () -> start("twice", port));
            assertEquals(ExitStatus.FAILED, failure.status());
            assertTrue(failure.sentence().startsWith("cannot listen on mqtt://127.0.0.1:" + port), failure.sentence());
            // A life that is shut out hears of it within a second.
            assertThrows(java.util.concurrent.TimeoutException.class, () -> first.ended()
                    .get(2, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_second_one_on_another_port_takes_over() throws Exception {
        try (Broker first = start("heir", 0);
                Broker second = start("heir", 0)) {
            String line = first.ended().get(30, TimeUnit.SECONDS);
            assertTrue(
                    line.contains(
                            "another mqtt-broker (" + second.addresses().get(0).url()),
                    line);
            assertFalse(second.ended().isDone());
        }
    }

    @Test
    void an_orderly_end_leaves_nobody_to_shut_out() throws InterruptedException {
        start("order", 0).close();
        notes.clear();
        start("order", 0).close();
        assertTrue(notes.stream().noneMatch(line -> line.contains("shutting it out")), notes::toString);
    }
}
