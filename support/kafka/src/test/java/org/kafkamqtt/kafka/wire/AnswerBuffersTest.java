package org.kafkamqtt.kafka.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class AnswerBuffersTest {
    private static final int LARGE = AnswerBuffers.LARGE;
    private final AnswerBuffers buffers = new AnswerBuffers(40L * LARGE);

    private byte[] array(int size) {
        return buffers.tryAllocate(size).array();
    }

    @Test
    void has_room_for_exactly_what_comes() {
        ByteBuffer buffer = buffers.tryAllocate(LARGE + 7);
        assertEquals(LARGE + 7, buffer.remaining());
        assertEquals(0, buffer.arrayOffset());
    }

    @Test
    void uses_an_array_again_that_was_given_back() {
        byte[] first = array(LARGE);
        assertNotSame(first, array(LARGE));
        buffers.giveBack(first);
        assertSame(first, array(LARGE + 1));
        assertNotSame(first, array(LARGE));
    }

    @Test
    void keeps_nothing_small() {
        byte[] small = array(100);
        assertEquals(100, small.length);
        buffers.giveBack(small);
        assertNotSame(small, array(100));
    }

    @Test
    void takes_the_smallest_that_is_large_enough() {
        byte[] large = array(20 * LARGE);
        byte[] small = array(LARGE);
        buffers.giveBack(large);
        buffers.giveBack(small);
        assertSame(small, array(LARGE));
        assertSame(large, array(LARGE));
    }

    @Test
    void replaces_what_is_too_small_and_keeps_no_more_than_it_may() {
        byte[] small = array(LARGE);
        buffers.giveBack(small);
        byte[] large = array(30 * LARGE);
        assertTrue(large.length >= 30 * LARGE);
        assertNotSame(small, array(LARGE));
        byte[] second = array(30 * LARGE);
        buffers.giveBack(large);
        buffers.giveBack(second);
        assertSame(large, array(LARGE));
        assertNotSame(second, array(LARGE));
    }

    @Test
    void takes_back_what_an_answer_that_broke_off_was_received_into() {
        ByteBuffer buffer = buffers.tryAllocate(LARGE);
        buffers.release(buffer);
        assertEquals(0, buffer.arrayOffset());
        assertSame(buffer.array(), array(LARGE));
    }
}
