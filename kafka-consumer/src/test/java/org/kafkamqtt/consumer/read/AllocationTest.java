package org.kafkamqtt.consumer.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.consumer.format.CsvFormat;
import org.kafkamqtt.consumer.format.JsonFormat;
import org.kafkamqtt.consumer.format.LengthPrefixFormat;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.format.TemplateParser;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.OutputSink;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;

/** From a portion of what was fetched to the bytes that are written nothing is allocated for a record. */
class AllocationTest {
    private static final int RECORDS = 50_000;
    /** Less than two bytes for a record: what a slice and a first use of some class take. */
    private static final long FEW = 2 * RECORDS;

    private static final byte[] NEWLINE = {'\n'};

    private final long[] written = {0};
    private final OutputStream out = new OutputStream() {
        @Override
        public void write(int oneByte) {
            throw new UnsupportedOperationException("one by one would be slow");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written[0] += length;
        }
    };

    private static RecordFormat format(String name) {
        return switch (name) {
            case "values" -> new PlainFormat(null, NEWLINE, new byte[0]);
            case "keys" -> new PlainFormat(new byte[] {'='}, NEWLINE, new byte[0]);
            case "JSON" -> new JsonFormat();
            case "CSV" -> new CsvFormat(false);
            case "lengths" -> new LengthPrefixFormat(true);
            default -> TemplateParser.parse(name, new byte[0], false, Surroundings.none());
        };
    }

    /** Records that lie one after the other in an answer. */
    private static final class Lying implements Portion {
        private static final byte[] ANSWER = "..k1value of one..k2value of \"two\", \u00fc..".getBytes(UTF_8);

        private final LogRecord record = new LogRecord().in("t", 3);
        private int at;

        @Override
        public String topic() {
            return "t";
        }

        @Override
        public int partition() {
            return 3;
        }

        @Override
        public long firstOffset() {
            return 0;
        }

        @Override
        public boolean next() {
            if (at == RECORDS) {
                return false;
            }
            record.at(at, 5, 1_700_000_000_000L + at / 7, false);
            if (at % 2 == 0) {
                record.key(ANSWER, 2, 2).value(ANSWER, 4, 12);
            } else {
                record.key(ANSWER, 18, at % 3 == 0 ? -1 : 2).value(ANSWER, 20, 18);
            }
            at++;
            return true;
        }

        @Override
        public LogRecord record() {
            return record;
        }

        @Override
        public long nextOffset() {
            return RECORDS;
        }

        @Override
        public int nextEpoch() {
            return 5;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"values", "keys", "JSON", "CSV", "lengths", "%t/%p/%o %K %k %S %s %T %k{hex} %s{json}\\n"})
    void nothing_is_allocated_for_a_record(String name) throws IOException {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (OutputSink sink = new OutputSink(out, format(name), false, false)) {
            work(sink);
            // Nothing is allocated once all is compiled, which takes the longer the busier the machine is.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            long allocated = Long.MAX_VALUE;
            while (allocated >= FEW && System.nanoTime() < deadline) {
                long before =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                work(sink);
                allocated =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            }
            assertTrue(allocated < FEW, allocated + " bytes for " + RECORDS + " records");
        }
        assertTrue(written[0] > RECORDS);
    }

    private static void work(OutputSink sink) throws IOException {
        Slice slice = new Slice(List.of(new Lying()), partition -> Long.MAX_VALUE, sink, RecordFilter.ALL, new Stop());
        slice.work(Long.MAX_VALUE, Long.MAX_VALUE);
        List<Handled> handled = slice.drainHandled();
        assertEquals(1, handled.size());
        assertEquals(RECORDS, handled.get(0).records());
    }
}
