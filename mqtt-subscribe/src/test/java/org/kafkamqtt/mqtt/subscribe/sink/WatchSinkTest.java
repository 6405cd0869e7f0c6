package org.kafkamqtt.mqtt.subscribe.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.mqtt.subscribe.Samples;

class WatchSinkTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now;

    private WatchSink sink(int width, int height) {
        return new WatchSink(out, new LiveArea(terminal, TerminalSize.of(width, height)), false, () -> now);
    }

    private static void send(WatchSink sink, String topic, int times, String payload) {
        for (int i = 0; i < times; i++) {
            sink.write(Samples.arrival(topic, Samples.bytes(payload), 0, false, 0));
        }
    }

    /** The lines that the terminal was sent since the last time, as they are drawn in place. */
    private List<String> drawn() {
        String sent = terminal.toString(UTF_8);
        terminal.reset();
        return sent.replaceAll("\u001b\\[\\d*[AJ]|\r", "").lines().collect(Collectors.toList());
    }

    @Test
    void the_busiest_topic_comes_first_whatever_its_name() {
        WatchSink sink = sink(80, 24);
        send(sink, "a", 2, "first");
        send(sink, "b", 2000, "x".repeat(1500));
        now += SECOND;
        sink.tick();
        assertEquals(
                List.of(
                        "MESSAGES  RATE/S  BYTES  TOPIC  LAST PAYLOAD",
                        "   2,000   2,000  1,500  b      " + "x".repeat(46) + "…",
                        "       2     2.0      5  a      first"),
                drawn());
    }

    @Test
    void what_is_beyond_the_last_row_is_counted() {
        WatchSink sink = sink(80, 6);
        for (int i = 0; i < 9; i++) {
            send(sink, "topic/" + i, i + 1, "x");
        }
        now += SECOND;
        sink.tick();
        List<String> lines = drawn();
        assertEquals(5, lines.size());
        assertEquals("… 6 more topics", lines.get(4));
    }

    @Test
    void topics_and_payloads_cannot_move_the_cursor() {
        WatchSink sink = sink(80, 24);
        send(sink, "a\u001b[2J", 1, "b\r\nc");
        now += SECOND;
        sink.tick();
        assertEquals("       1     1.0      4  a\\x1b[2J  b\\x0d\\x0ac", drawn().get(1));
    }

    @Test
    void a_narrow_terminal_keeps_topic_and_payload() {
        WatchSink sink = sink(30, 24);
        send(sink, "site/" + "long".repeat(50), 1, "payload");
        now += SECOND;
        sink.tick();
        List<String> lines = drawn();
        assertTrue(lines.get(0).matches("TOPIC +LAST PAYLOAD"), lines.get(0));
        assertTrue(lines.get(1).matches("site/long.*…  payload"), lines.get(1));
    }

    @Test
    void the_last_table_stays() throws IOException {
        WatchSink sink = sink(80, 24);
        send(sink, "a", 1, "x");
        now += SECOND;
        sink.close();
        assertEquals(
                "MESSAGES  RATE/S  BYTES  TOPIC  LAST PAYLOAD\n       1     1.0      1  a      x\n",
                out.toString(UTF_8));
    }
}
