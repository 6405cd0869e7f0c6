package org.kafkamqtt.console.into;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.text.Bytes;

@Timeout(30)
class OutgoingLinesTest {
    private final OutgoingLines lines = new OutgoingLines();

    private void add(String line) {
        lines.add(line.getBytes(US_ASCII), 0, line.length());
    }

    private String taken() throws InterruptedException {
        Bytes bytes = lines.take();
        return new String(bytes.array(), 0, bytes.size(), US_ASCII);
    }

    @Test
    void the_writer_takes_all_that_was_handed_over() throws InterruptedException {
        add("a\n");
        add("b\n");
        lines.handOver();
        add("c\n");
        assertEquals("a\nb\n", taken());
        assertEquals(2, lines.offered());
        assertEquals(3, lines.added());
    }

    @Test
    void what_is_handed_over_while_the_writer_is_busy_is_joined() throws InterruptedException {
        for (String line : new String[] {"a\n", "b\n", "c\n"}) {
            add(line);
            lines.handOver();
        }
        assertEquals("a\nb\nc\n", taken());
        assertEquals(3, lines.offered());
    }

    @Test
    void a_full_piece_is_handed_over_by_itself() throws InterruptedException {
        byte[] large = new byte[1 << 16];
        lines.add(large, 0, large.length);
        assertEquals(large.length, lines.take().size());
    }

    @Test
    void nothing_is_left_at_the_end_of_the_lines() throws InterruptedException {
        add("a\n");
        lines.handOver();
        lines.end();
        assertEquals("a\n", taken());
        assertEquals("", taken());
    }

    @Test
    void what_was_not_taken_before_the_close_is_never_offered() throws InterruptedException {
        add("a\n");
        lines.handOver();
        lines.close();
        assertEquals("", taken());
        assertEquals(0, lines.offered());
    }

    @Test
    void handing_over_nothing_wakes_nobody() throws InterruptedException {
        lines.handOver();
        lines.end();
        assertEquals("", taken());
    }
}
