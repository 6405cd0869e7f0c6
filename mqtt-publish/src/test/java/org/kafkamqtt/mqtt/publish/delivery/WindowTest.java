package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.publish.Samples;

class WindowTest {
    private static final int MEGABYTE = 1024 * 1024;

    private final Window window = new Window(new WindowSizes(2, 1));

    @Test
    void the_place_of_a_message_without_room_for_its_bytes_is_not_lost() throws InterruptedException {
        assertTrue(window.take(Qos.AT_LEAST_ONCE, 16 * MEGABYTE, 0));
        assertFalse(window.take(Qos.AT_LEAST_ONCE, 1, 0));
        assertFalse(window.take(Qos.EXACTLY_ONCE, 1, 0));
        window.give(new Publication(1, Samples.TOPIC, new byte[16 * MEGABYTE], Qos.AT_LEAST_ONCE, false));
        assertTrue(window.take(Qos.EXACTLY_ONCE, 1, 0));
        assertTrue(window.take(Qos.AT_LEAST_ONCE, 1, 0));
        assertTrue(window.take(Qos.AT_LEAST_ONCE, 1, 0));
        assertFalse(window.take(Qos.AT_LEAST_ONCE, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "-1, 5", "65001, 5"})
    void refuses_a_size_that_no_window_can_have(int atLeastOnce, int exactlyOnce) {
        Failure failure = assertThrows(Failure.class, () -> new WindowSizes(atLeastOnce, exactlyOnce));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().startsWith("-M must be from 1 to 65000"), failure.sentence());
    }

    @Test
    void both_levels_together_are_what_a_connection_must_hold() {
        assertEquals(25, new WindowSizes(20, 5).sum());
    }
}
