package org.kafkamqtt.consumer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.stream.PipeGauge;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.sandbox.trial.Await;

class PipeSinkTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final int ONE_BY_ONE = 1000;

    private final List<byte[]> pieces = new ArrayList<>();
    private final CountDownLatch full = new CountDownLatch(1);
    private volatile long unread;
    private volatile boolean stuck;
    private long now;
    private long wantsToStopAt = Long.MAX_VALUE;

    private final OutputStream pipe = new OutputStream() {
        @Override
        public void write(int b) {
            throw new IllegalStateException("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (stuck) {
                await();
            }
            pieces.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
        }

        private void await() {
            try {
                full.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private final PipeGauge gauge = new PipeGauge() {
        @Override
        public long unread() {
            return unread;
        }

        @Override
        public boolean hasReader() {
            return true;
        }
    };

    private final PipeSink sink = new PipeSink(
            pipe, new PlainFormat(null, "\n".getBytes(UTF_8), new byte[0]), gauge, false, () -> now, this::pause);

    /** Each is 10 bytes with its end of line. */
    private void take(long from, long to) throws IOException {
        for (long offset = from; offset < to; offset++) {
            sink.take(Records.of(
                    "t", 0, offset, null, String.format("%09d", offset).getBytes(UTF_8)));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(ZERO, new OffsetAndMetadata(offset));
    }

    @Test
    void whoever_kills_us_leaves_no_torn_record_behind() throws IOException {
        take(0, ONE_BY_ONE + 20_000);
        sink.handOver();
        assertTrue(pieces.stream().allMatch(piece -> piece.length <= 4096 && piece.length % 10 == 0));
        assertTrue(pieces.size() < ONE_BY_ONE + 20_000 * 10 / 3500, pieces.size() + " writes");
    }

    @Test
    void what_the_reader_has_taken_can_be_committed_while_a_write_is_stuck() throws Exception {
        take(0, ONE_BY_ONE);
        stuck = true;
        Thread writer = new Thread(() -> {
            try {
                take(ONE_BY_ONE, ONE_BY_ONE + 100);
                sink.handOver();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();
        Await.that("the writer to wait", 10, () -> writer.getState() == Thread.State.WAITING);
        unread = 45;
        assertEquals(at(ONE_BY_ONE - 5), sink.survivors());
        assertEquals(5 + 100, sink.inHand(List.of(ZERO)));
        assertEquals(ONE_BY_ONE + 100, sink.reached(ZERO).orElseThrow());
        full.countDown();
        writer.join();
    }

    @Test
    void at_the_end_it_waits_for_a_reader_that_is_there_until_the_user_wants_to_stop() throws IOException {
        take(0, 10);
        unread = 10;
        wantsToStopAt = TimeUnit.MINUTES.toNanos(1);
        assertEquals(at(9), sink.finish(at(10)));
        assertTrue(now >= wantsToStopAt, now + " ns");
        assertTrue(now < wantsToStopAt + TimeUnit.SECONDS.toNanos(20), now + " ns");
    }

    private void pause(long nanos) {
        now += nanos;
        if (now >= wantsToStopAt) {
            sink.ending();
        }
    }
}
