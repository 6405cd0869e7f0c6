package org.kafkamqtt.mqtt.subscribe.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.subscribe.Samples;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.format.PlainFormat;

class StreamSinkTest {
    private static final LineFormat LINES =
            PlainFormat.payload(PlainFormat.Encoding.AS_IS).then(LineFormat.constant((byte) '\n'));

    private final List<Integer> writes = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean full;
    private final OutputStream out = new OutputStream() {
        @Override
        public void write(int b) {
            throw new IllegalStateException("byte by byte");
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            writes.add(length);
            bytes.write(from, offset, length);
        }
    };
    private final StreamSink sink = new StreamSink(out, LINES, null);

    private void write(String payload) throws IOException {
        sink.write(Samples.arrival("t", payload));
    }

    @Test
    void messages_go_out_together_and_in_their_order() throws IOException {
        write("a");
        write("b");
        assertEquals(List.of(), writes);
        sink.flush();
        assertEquals("a\nb\n", bytes.toString(UTF_8));
        assertEquals(List.of(4), writes);
    }

    @Test
    void a_large_heap_of_messages_does_not_wait_for_the_flush() throws IOException {
        write("x".repeat(64 * 1024));
        assertEquals(List.of(64 * 1024 + 1), writes);
        sink.flush();
        assertEquals(1, writes.size());
    }

    @Test
    void what_a_full_disk_refused_is_not_written_once_more_at_the_end() throws IOException {
        write("a");
        full = true;
        assertThrows(IOException.class, sink::flush);
        full = false;
        sink.close();
        assertEquals("", bytes.toString(UTF_8));
    }

    @Test
    void what_is_left_is_written_when_it_is_closed() throws IOException {
        write("a");
        sink.close();
        assertEquals("a\n", bytes.toString(UTF_8));
    }

    @Test
    void a_message_that_does_not_fit_into_memory_leaves_nothing_of_it_behind() throws IOException {
        LineFormat torn = (message, to) -> {
            to.add('t');
            if (message.qos() == 1) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        StreamSink tearing = new StreamSink(out, torn, null);
        tearing.write(Samples.arrival("t", "a"));
        assertThrows(
                OutOfMemoryError.class, () -> tearing.write(Samples.arrival("t", Samples.bytes("b"), 1, false, 1)));
        tearing.flush();
        assertEquals("t", bytes.toString(UTF_8));
    }

    @Test
    void what_is_flushed_is_taken_and_nothing_is_known_from_before() throws IOException {
        assertEquals(OptionalLong.empty(), sink.taken());
        assertFalse(sink.isWritten(Samples.arrival("t", Samples.bytes("a"), 2, false, 1)));
        assertTrue(sink.hasRoom(Samples.arrival("t", "a")));
    }
}
