package org.kafkamqtt.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long MEGABYTE = 1024L * 1024;

    @Test
    void a_message_that_does_not_fit_is_named_with_its_size_and_what_to_set() {
        assertEquals(
                "of 60,000,000 bytes does not fit into memory; try JAVA_OPTS=-Xmx256m",
                Memory.doesNotFit(60_000_000, 48 * MEGABYTE));
    }

    @Test
    void what_to_set_is_more_than_there_is_and_has_room_for_the_message() {
        assertEquals("try JAVA_OPTS=-Xmx1024m", Memory.advice(250_000_000, 48 * MEGABYTE));
        assertEquals("try JAVA_OPTS=-Xmx512m", Memory.advice(1_000, 256 * MEGABYTE));
    }
}
