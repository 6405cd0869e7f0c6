package org.kafkamqtt.mqtt.subscribe.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.stream.PipeGauge;
import org.kafkamqtt.mqtt.subscribe.Samples;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.format.PlainFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

class PipeSinkTest {
    private final List<byte[]> pieces = new ArrayList<>();
    private long unread;
    private boolean hasReader = true;
    private boolean interrupted;
    private long now;

    private final OutputStream pipe = new OutputStream() {
        @Override
        public void write(int b) {
            throw new IllegalStateException("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (interrupted) {
                throw new ClosedByInterruptException();
            }
            pieces.add(Arrays.copyOfRange(bytes, offset, offset + length));
            unread += length;
        }
    };

    private final PipeGauge gauge = new PipeGauge() {
        @Override
        public long unread() {
            return unread;
        }

        @Override
        public boolean hasReader() {
            return hasReader;
        }
    };

    private final PipeSink sink = new PipeSink(
            pipe,
            PlainFormat.payload(PlainFormat.Encoding.AS_IS).then(LineFormat.constant((byte) '\n')),
            gauge,
            () -> now);

    /** Ten bytes with its end of line. */
    private static Arrival message(int qos) {
        return Samples.arrival("t", Samples.bytes("123456789"), qos, false, 1);
    }

    private long taken() {
        return sink.taken().orElseThrow();
    }

    /** Whether one more of QoS 1 had room; then it is written. */
    private boolean given() throws IOException {
        boolean room = sink.hasRoom(message(1));
        if (room) {
            sink.write(message(1));
        }
        return room;
    }

    private void beyondTheFirst() throws IOException {
        for (int i = 0; i < PipeSink.ONE_BY_ONE; i++) {
            assertTrue(given());
            unread = 0;
        }
        assertEquals(PipeSink.ONE_BY_ONE, taken());
        pieces.clear();
    }

    @Test
    void the_first_go_one_by_one_each_when_the_one_before_is_taken() throws IOException {
        assertTrue(given());
        assertEquals(10, unread);
        assertFalse(given());
        assertEquals(0, taken());
        unread = 0;
        assertEquals(1, taken());
        assertTrue(given());
        assertFalse(given());
    }

    @Test
    void a_message_of_which_the_reader_has_a_part_is_not_taken() throws IOException {
        beyondTheFirst();
        given();
        given();
        sink.flush();
        unread = 1;
        assertEquals(PipeSink.ONE_BY_ONE + 1, taken());
    }

    @Test
    void later_ones_go_in_whole_messages_and_no_more_than_a_pipe_holds() throws IOException {
        beyondTheFirst();
        while (given()) {
            // until there is no room
        }
        sink.flush();
        assertTrue(unread <= PipeSink.AHEAD && unread > PipeSink.AHEAD / 2, unread + " bytes");
        assertTrue(pieces.stream().allMatch(piece -> piece.length <= 4096 && piece.length % 10 == 0));
        assertTrue(pieces.size() < PipeSink.AHEAD / 3000, pieces.size() + " writes");
        unread = 0;
        assertTrue(given());
    }

    @Test
    void a_larger_message_goes_alone() throws IOException {
        beyondTheFirst();
        Arrival large = Samples.arrival("t", new byte[2 * PipeSink.AHEAD], 1, false, 1);
        given();
        sink.flush();
        assertFalse(sink.hasRoom(large));
        unread = 0;
        assertTrue(sink.hasRoom(large));
    }

    @Test
    void messages_of_qos_0_wait_in_the_pipe() throws IOException {
        assertTrue(given());
        assertTrue(sink.hasRoom(message(0)));
    }

    @Test
    void messages_of_qos_0_alone_are_written_at_once() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            sink.write(message(0));
        }
        sink.flush();
        assertEquals(1, pieces.size());
    }

    /** The next write then tells, or goes through if the reader belongs to somebody else. */
    @Test
    void who_rests_and_is_not_to_be_seen_gets_the_next_message() throws IOException {
        hasReader = false;
        given();
        assertFalse(given());
        now += TimeUnit.MILLISECONDS.toNanos(20);
        assertTrue(given());
        assertFalse(given());
    }

    @Test
    void who_rests_and_is_there_is_waited_for() throws IOException {
        given();
        sink.finish(true);
        for (int i = 0; i < 100; i++) {
            assertFalse(given());
            assertTrue(sink.mayStillTake());
            now += TimeUnit.SECONDS.toNanos(1);
        }
        hasReader = false;
        now += TimeUnit.SECONDS.toNanos(2);
        assertFalse(sink.mayStillTake());
    }

    @Test
    void only_what_was_taken_among_others_may_be_lost_with_its_reader() throws IOException {
        beyondTheFirst();
        assertEquals(0, sink.inDoubt());
        for (int i = 0; i < 100; i++) {
            given();
        }
        sink.flush();
        unread = 0;
        assertEquals(PipeSink.ONE_BY_ONE + 100, taken());
        assertEquals(100, sink.inDoubt());
        for (int i = 0; i < 3 * PipeSink.ONE_READ / 10; i++) {
            given();
            unread = 0;
        }
        sink.flush();
        unread = 0;
        taken();
        assertTrue(sink.inDoubt() <= PipeSink.ONE_READ / 10 + 1, sink.inDoubt() + " in doubt");
    }

    /** An interrupt closes standard output; what is found in its place has nothing unread. */
    @Test
    void nothing_more_is_taken_after_a_write_that_failed() throws IOException {
        beyondTheFirst();
        given();
        sink.flush();
        assertEquals(PipeSink.ONE_BY_ONE, taken());
        interrupted = true;
        given();
        assertThrows(ClosedByInterruptException.class, sink::flush);
        unread = 0;
        assertEquals(PipeSink.ONE_BY_ONE, taken());
        assertFalse(sink.mayStillTake());
    }

    @Test
    void a_message_that_waits_is_not_forgotten_when_the_pipe_is_empty_meanwhile() throws IOException {
        given();
        assertFalse(given());
        unread = 0;
        assertEquals(1, taken());
        assertEquals(0, sink.untilLook());
        assertTrue(given());
    }

    @Test
    void nobody_looks_where_nothing_is_unread() throws IOException {
        assertEquals(Long.MAX_VALUE, sink.untilLook());
        given();
        assertTrue(sink.untilLook() < sink.untilLook());
    }
}
