package org.kafkamqtt.mqtt.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttPersistenceException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.link.LinkSettings;

class ConnectionFailureWordsTest {
    private static final ConnectionSettings SETTINGS = new ConnectionSettings(
            LinkSettings.tcp("localhost", 1883),
            4,
            new Session("same", false, true),
            60,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            new Reconnection(false, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)),
            20,
            Optional.empty());

    @Test
    void no_code_of_paho_reaches_the_user_in_the_words_of_its_exceptions() {
        IntStream.rangeClosed(0, 32_300)
                .filter(code -> code < 300 || code > 32_000)
                .forEach(code -> {
                    for (Failure failure : new Failure[] {
                        ConnectionFailure.of(new MqttException(code), SETTINGS),
                        ConnectionFailure.lost(new MqttException(code, new IOException("it broke")), SETTINGS),
                        ConnectionFailure.lost(new MqttException(code), SETTINGS)
                    }) {
                        String said = failure.sentence();
                        assertFalse(said.contains("xception") || said.contains("unexpected error"), said);
                        assertFalse(said.contains("no reason was given"), said);
                    }
                });
    }

    @Test
    void a_session_that_cannot_be_kept_is_final_and_not_the_brokers_fault() {
        IOException full = Unwritable.naming(Path.of("session.log"), new IOException("No space left on device"));
        for (Throwable thrown : new Throwable[] {
            new MqttPersistenceException(full), new MqttException(new MqttPersistenceException(full))
        }) {
            Failure failure = ConnectionFailure.lost(thrown, SETTINGS);
            assertTrue(ConnectionFailure.isFinal(failure), failure.sentence());
            assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
            assertEquals("cannot write session.log: no space left on device", failure.sentence());
        }
    }

    @Test
    void lack_of_memory_is_final_and_nobody_elses_fault_wherever_it_showed() {
        for (Throwable thrown : new Throwable[] {
            new OutOfMemoryError("Java heap space"), new MqttException(new OutOfMemoryError("Java heap space"))
        }) {
            Failure failure = ConnectionFailure.lost(thrown, SETTINGS);
            assertTrue(ConnectionFailure.isFinal(failure), failure.sentence());
            assertEquals(ExitStatus.FAILED, failure.status());
            assertTrue(failure.sentence().contains("JAVA_OPTS=-Xmx"), failure.sentence());
            assertFalse(failure.sentence().contains("localhost"), failure.sentence());
        }
    }

    @Test
    void the_end_of_the_stream_is_a_hang_up_and_anything_else_is_not() {
        assertEquals(ShortLives.End.HUNG_UP, ConnectionFailure.end(new EOFException("closed")));
        assertEquals(ShortLives.End.BROKEN, ConnectionFailure.end(new IOException("no route")));
    }

    @Test
    void a_client_that_is_pushed_out_hears_of_its_identifier() {
        Failure loss = ConnectionFailure.lost(new EOFException("the broker closed the connection"), SETTINGS);
        assertEquals(
                "the broker at localhost:1883 closed the connection 10 times in a row, within moments; is another"
                        + " client using the identifier 'same'?",
                ConnectionFailure.hopeless(ShortLives.Verdict.TAKEN, 10, loss, SETTINGS)
                        .sentence());
    }
}
