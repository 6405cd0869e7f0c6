package org.kafkamqtt.kafka.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;

@Timeout(60)
class FirstContactTest {
    private final List<String> closed = new ArrayList<>();

    private static KafkaSettings settings(String bootstrap) {
        TreeMap<String, Setting> settings = new TreeMap<>();
        settings.put("bootstrap.servers", new Setting(bootstrap, "-b"));
        return new KafkaSettings(ClientKind.PRODUCER, settings, Duration.ofSeconds(20), false);
    }

    private String client(String bootstrap) {
        return FirstContact.clientFor(settings(bootstrap), new Stop(), () -> "client", closed::add);
    }

    @Test
    void a_client_that_has_a_broker_is_handed_over() throws IOException {
        try (FakeListener listener = FakeListener.plain(false)) {
            assertEquals("client", client(listener.address()));
        }
        assertEquals(List.of(), closed);
    }

    @Test
    void a_client_that_has_nobody_to_talk_to_is_closed_at_once() {
        Failure failure = assertThrows(Failure.class, () -> client("no-such-host.invalid:9092"));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        assertEquals(List.of("client"), closed);
    }

    @Test
    void a_client_that_cannot_be_made_is_explained() {
        Failure failure = assertThrows(
                Failure.class,
                () -> FirstContact.<String>clientFor(
                        settings("no-such-host.invalid:9092"),
                        new Stop(),
                        () -> {
                            throw new ConfigException("acks", "7");
                        },
                        closed::add));
        assertTrue(failure.sentence().contains("acks"), failure.sentence());
        assertEquals(List.of(), closed);
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays() throws IOException {
        try (FakeListener listener = FakeListener.plain(false)) {
            Thread.currentThread().interrupt();
            Failure failure = assertThrows(Failure.class, () -> client(listener.address()));
            assertTrue(Thread.interrupted());
            assertEquals("stopped", failure.sentence());
        }
        assertEquals(List.of("client"), closed);
    }
}
