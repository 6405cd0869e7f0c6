package org.kafkamqtt.consumer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.consumer.format.RecordFormat;

class OutputSinkTest {
    private final List<String> writes = new ArrayList<>();
    private final OutputStream out = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, UTF_8));
        }
    };

    private void take(Sink sink) throws IOException {
        for (String value : List.of("a", "b", "c")) {
            sink.take(Records.of("t", 0, 0, null, value.getBytes(UTF_8)));
        }
        sink.handOver();
    }

    private static RecordFormat lines() {
        return new PlainFormat(null, "\n".getBytes(UTF_8), new byte[0]);
    }

    @Test
    void what_one_poll_brings_is_one_write() throws IOException {
        take(new OutputSink(out, lines(), false, false));
        assertEquals(List.of("a\nb\nc\n"), writes);
    }

    @Test
    void unbuffered_is_a_write_for_every_record() throws IOException {
        take(new OutputSink(out, lines(), true, false));
        assertEquals(List.of("a\n", "b\n", "c\n"), writes);
    }
}
