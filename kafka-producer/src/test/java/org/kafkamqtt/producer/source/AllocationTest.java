package org.kafkamqtt.producer.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Encoding;
import org.kafkamqtt.producer.record.RecordDefaults;
import org.kafkamqtt.producer.record.RecordSize;

/** From the input's bytes to a complete draft nothing is allocated for a record. */
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int RECORDS = 50_000;
    /** Less than two bytes for a record: what a first use of some class may take. */
    private static final long FEW = 2 * RECORDS;

    private final Draft draft = new Draft();
    private final RecordDefaults defaults = new RecordDefaults(
            "t",
            null,
            Draft.ANY_PARTITION,
            true,
            Draft.NOW,
            List.of(new Header("origin", "test".getBytes(UTF_8))),
            true,
            "NULL".getBytes(UTF_8),
            Encoding.PLAIN,
            Encoding.PLAIN);

    private long bytes;

    /** The same bytes again and again, without an end. */
    private static final class Endless extends InputStream {
        private final byte[] bytes;
        private int at;

        Endless(String text) {
            bytes = text.getBytes(UTF_8);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one by one would be slow");
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, target, offset, count);
            at = (at + count) % bytes.length;
            return count;
        }

        @Override
        public int available() {
            return bytes.length - at;
        }
    }

    private void nothingIsAllocated(String lines, PieceParser parser) throws IOException, BadRecord {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Inputs inputs = new Inputs(List.of("-"), new Endless(lines.repeat(1000)));
        try (Source source = new Pieces(inputs, new byte[] {'\n'}, parser)) {
            read(source, WARM_UP);
            long thread = Thread.currentThread().getId();
            // Nothing is allocated once all is compiled, which takes the longer the busier the machine is.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            long allocated = Long.MAX_VALUE;
            while (allocated >= FEW && System.nanoTime() < deadline) {
                long before = threads.getThreadAllocatedBytes(thread);
                read(source, RECORDS);
                allocated = threads.getThreadAllocatedBytes(thread) - before;
            }
            assertTrue(allocated < FEW, allocated + " bytes for " + RECORDS + " records");
        }
        assertTrue(bytes > 0);
        assertEquals("t", draft.topic);
    }

    private void read(Source source, int records) throws IOException, BadRecord {
        for (int i = 0; i < records; i++) {
            draft.clear();
            assertTrue(source.ready() || i == 0);
            source.next(draft);
            defaults.complete(draft);
            bytes += RecordSize.of(draft);
        }
    }

    @Test
    void for_lines_with_and_without_a_key() throws IOException, BadRecord {
        nothingIsAllocated("some value\nanother one\n\nNULL\n", new DelimitedRecord(new byte[0]));
        nothingIsAllocated("k1:some value\nk2:another one\nno key\n", new DelimitedRecord(new byte[] {':'}));
    }

    @Test
    void for_lines_of_the_console_producer() throws IOException, BadRecord {
        ReaderProperties properties =
                ReaderProperties.parse(List.of("parse.key=true", "key.separator=::", "null.marker=-"));
        nothingIsAllocated("k1::some value\nk2::-\n", new ConsoleRecord(properties));
    }

    @Test
    void for_json_lines_of_kafka_consumer() throws IOException, BadRecord {
        nothingIsAllocated(
                """
                {"topic":"t","partition":3,"offset":42,"timestamp":1700000000123,"timestampType":"CreateTime",\
                "key":"k","value":"some \\"text\\", \\u00e9\u00e9","headers":[]}
                {"topic":"t","partition":0,"offset":43,"timestamp":1700000000124,"timestampType":"CreateTime",\
                "key":"AP8=","keyEncoding":"base64","value":null,"headers":[]}
                """,
                new JsonRecord());
    }

    @Test
    void for_json_lines_with_the_headers_of_the_line_before() throws IOException, BadRecord {
        nothingIsAllocated(
                """
                {"topic":"t","key":"k","value":"v","headers":[{"key":"a","value":"1"},{"key":"b","value":null}]}
                """,
                new JsonRecord());
    }

    @Test
    void for_json_lines_of_an_mqtt_tool() throws IOException, BadRecord {
        nothingIsAllocated(
                """
                {"topic":"a/b","qos":1,"retain":false,"payloadlen":5,"payload":"hello"}
                """,
                new JsonRecord());
    }
}
