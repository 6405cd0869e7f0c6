package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class BuffersTest {
    private final Buffers buffers = new Buffers(100);

    private byte[] take(int size) {
        byte[] array = buffers.take(size);
        assertNotNull(array);
        return array;
    }

    @Test
    void gives_nothing_beyond_its_limit() {
        take(60);
        assertNull(buffers.take(41));
        assertEquals(40, take(40).length);
        assertEquals(100, buffers.used());
    }

    @Test
    void gives_more_than_its_limit_to_one_alone() {
        assertEquals(1000, take(1000).length);
        assertNull(buffers.take(1));
        assertEquals(1000, buffers.most());
    }

    @Test
    void gives_an_array_of_the_same_size_again() {
        byte[] array = take(50);
        buffers.release(array);
        assertEquals(0, buffers.used());
        assertSame(array, take(50));
    }

    @Test
    void drops_unused_arrays_for_one_of_another_size() {
        byte[] array = take(60);
        buffers.release(array);
        buffers.release(take(70));
        assertNotSame(array, take(60));
    }

    @Test
    void says_when_there_is_memory_again() {
        int[] released = {0};
        buffers.whenReleased(() -> released[0]++);
        buffers.release(take(100));
        assertEquals(1, released[0]);
    }

    @Test
    void counts_arrays_made_elsewhere() {
        buffers.reserve(30);
        assertEquals(30, buffers.used());
        buffers.release(new byte[30]);
        assertEquals(0, buffers.used());
        assertEquals(30, buffers.most());
    }
}
