package org.kafkamqtt.console.into;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;

@Timeout(60)
class ConfirmationsTest {
    private final Reader reader = new Reader();

    /** Whoever reads the numbers; each write is one of them. */
    private static final class Reader extends OutputStream {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile @Nullable IOException broken;

        @Override
        public void write(int b) {
            throw new IllegalStateException("a number is written whole");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            IOException trouble = broken;
            if (trouble != null) {
                throw trouble;
            }
            lines.add(new String(bytes, offset, length, US_ASCII));
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        String next() throws InterruptedException {
            return String.valueOf(lines.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void tells_a_line_at_once_and_none_before_its_turn() throws Exception {
        try (Confirmations confirmations = new Confirmations(reader)) {
            confirmations.settle(1);
            assertEquals("1\n", reader.next());
            confirmations.settle(3);
            confirmations.settle(2);
            assertEquals("3\n", reader.next());
        }
        assertTrue(reader.lines.isEmpty());
    }

    @Test
    void tells_nothing_when_nothing_is_settled() {
        Confirmations confirmations = new Confirmations(reader);
        confirmations.settle(2);
        confirmations.close();
        assertTrue(reader.lines.isEmpty());
        assertTrue(confirmations.trouble().isEmpty());
    }

    @Test
    void one_number_stands_for_all_that_came_in_while_the_reader_was_slow() throws Exception {
        reader.open = new CountDownLatch(1);
        Confirmations confirmations = new Confirmations(reader);
        confirmations.settle(1);
        assertEquals("1\n", reader.next());
        for (long line = 2; line <= 100_000; line++) {
            confirmations.settle(line);
        }
        reader.open.countDown();
        confirmations.close();
        assertEquals(List.of("100000\n"), new ArrayList<>(reader.lines));
    }

    @Test
    void rises_to_the_last_line_whatever_the_threads() throws Exception {
        Confirmations confirmations = new Confirmations(reader);
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> {
                for (int line = next.incrementAndGet(); line <= 200_000; line = next.incrementAndGet()) {
                    confirmations.settle(line);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        confirmations.close();
        long before = 0;
        for (String line : reader.lines) {
            long number = Long.parseLong(line.strip());
            assertTrue(number > before, number + " after " + before);
            before = number;
        }
        assertEquals(200_000, before);
    }

    @Test
    void what_is_held_is_told_only_when_it_is_released() throws Exception {
        Confirmations confirmations = new Confirmations(reader);
        confirmations.hold(3);
        confirmations.settleTo(5);
        assertEquals("2\n", reader.next());
        confirmations.settle(6);
        confirmations.release();
        assertEquals("6\n", reader.next());
        confirmations.hold(7);
        confirmations.settle(7);
        confirmations.close();
        assertTrue(reader.lines.isEmpty());
        assertTrue(confirmations.trouble().isEmpty());
    }

    @Test
    void a_reader_who_has_gone_is_a_failure_and_ends_the_run() throws Exception {
        reader.broken = new IOException("Broken pipe");
        Console console = Console.of("tool", InputStream.nullInputStream(), reader, OutputStream.nullOutputStream());
        Confirmations confirmations = new Confirmations(console.out());
        CountDownLatch ended = new CountDownLatch(1);
        confirmations.whenBroken(ended::countDown);
        confirmations.settle(1);
        assertTrue(ended.await(20, TimeUnit.SECONDS));
        assertEquals(
                ExitStatus.INPUT_OUTPUT, confirmations.trouble().orElseThrow().status());
        assertTrue(confirmations.trouble().orElseThrow().sentence().contains("--confirm"));
        confirmations.close();
        CountDownLatch late = new CountDownLatch(1);
        confirmations.whenBroken(late::countDown);
        assertEquals(0, late.getCount());
    }

    @Test
    void a_full_disk_is_said_as_it_is() {
        reader.broken = new IOException("No space left on device");
        Console console = Console.of("tool", InputStream.nullInputStream(), reader, OutputStream.nullOutputStream());
        Confirmations confirmations = new Confirmations(console.out());
        confirmations.settle(1);
        confirmations.close();
        assertEquals(
                "cannot write standard output: no space left on device",
                confirmations.trouble().orElseThrow().sentence());
    }
}
