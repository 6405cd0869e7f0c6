package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(100);

    @Test
    void has_room_up_to_its_bytes_and_again_when_some_are_given_back() throws InterruptedException {
        assertTrue(room.take(60, 1));
        assertTrue(room.take(40, 1));
        assertFalse(room.take(1, 1));
        room.give(60);
        assertTrue(room.take(60, 1));
    }

    @Test
    void a_giant_passes_alone() throws InterruptedException {
        assertTrue(room.take(1_000, 1));
        assertFalse(room.take(1, 1));
        room.give(1_000);
        assertTrue(room.take(1, 1));
        assertFalse(room.take(1_000, 1));
    }

    @Test
    void messages_without_payload_need_none() throws InterruptedException {
        assertTrue(room.take(100, 1));
        assertTrue(room.take(0, 1));
    }

    @Test
    void whoever_waits_goes_on_as_soon_as_there_is_room() throws InterruptedException {
        assertTrue(room.take(100, 1));
        Thread other = new Thread(() -> room.give(100));
        other.start();
        assertTrue(room.take(100, 60_000));
        other.join();
    }
}
