package org.kafkamqtt.mqtt.subscribe.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.subscribe.Samples;

class DeliveryTableTest {
    @TempDir
    Path folder = Path.of("");

    private Path file() {
        return folder.resolve("s.names");
    }

    private static String named(DeliveryTable table) {
        return new DeliveryNames(table.bytes(), Set.of())
                .of(new Message("t", Samples.bytes("x"), Qos.AT_LEAST_ONCE, false, true, 7, 1));
    }

    /** As a killed process leaves it: with what was stored, and not closed. */
    private Path killed(long boot) throws IOException {
        Path copy = folder.resolve("copy.names");
        try (DeliveryTable table = DeliveryTable.open(file(), boot)) {
            named(table);
            Files.copy(file(), copy);
        }
        return copy;
    }

    @Test
    void what_a_killed_process_stored_is_there_and_no_number_is_given_twice() throws IOException {
        Path copy = killed(1);
        try (DeliveryTable before = DeliveryTable.open(file(), 1);
                DeliveryTable table = DeliveryTable.open(copy, 1)) {
            assertEquals(named(before), named(table));
        }
    }

    @Test
    void a_file_that_was_open_when_the_machine_stopped_is_begun_afresh() throws IOException {
        Path copy = killed(1);
        try (DeliveryTable before = DeliveryTable.open(file(), 1);
                DeliveryTable table = DeliveryTable.open(copy, 2)) {
            assertNotEquals(named(before), named(table));
        }
    }

    @Test
    void a_file_that_was_closed_outlives_a_new_start_of_the_machine() throws IOException {
        String before;
        try (DeliveryTable table = DeliveryTable.open(file(), 1)) {
            before = named(table);
        }
        try (DeliveryTable table = DeliveryTable.open(file(), 2)) {
            assertEquals(before, named(table));
        }
    }

    @Test
    void a_file_of_another_kind_or_size_is_begun_afresh() throws IOException {
        Files.writeString(file(), "not a table");
        try (DeliveryTable table = DeliveryTable.open(file(), 1)) {
            assertTrue(named(table).endsWith("-1"));
        }
        Files.write(file(), new byte[DeliveryNames.BYTES + 1]);
        String begun;
        try (DeliveryTable table = DeliveryTable.open(file(), 1)) {
            begun = named(table);
        }
        try (DeliveryTable table = DeliveryTable.open(file(), 1)) {
            assertEquals(begun, named(table), "one that was too long is not begun afresh for ever");
        }
    }

    @Test
    void two_do_not_use_one_file() throws IOException {
        try (DeliveryTable table = DeliveryTable.open(file(), 1)) {
            assertThrows(OverlappingFileLockException.class, () -> DeliveryTable.open(file(), 1));
            assertNotEquals("", named(table));
        }
    }
}
