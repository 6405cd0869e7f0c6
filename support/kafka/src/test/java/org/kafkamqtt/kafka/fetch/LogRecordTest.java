package org.kafkamqtt.kafka.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.json.Header;

class LogRecordTest {
    private final byte[] answer = "..key..value..".getBytes(UTF_8);
    private final List<Header> headers =
            List.of(new Header("a", "1".getBytes(UTF_8)), new Header("b", null), new Header("a", "2".getBytes(UTF_8)));
    private final LogRecord record = new LogRecord()
            .in("t", 3)
            .at(42, 7, 1_700_000_000_000L, true)
            .deliveries(2)
            .key(answer, 2, 3)
            .value(answer, 7, 5)
            .headers(() -> headers);

    @Test
    void a_copy_says_the_same_when_the_record_has_moved_on_and_its_bytes_are_others() {
        LogRecord copy = record.copy();
        Arrays.fill(answer, (byte) '?');
        record.in("u", 0)
                .at(0, -1, -1, false)
                .deliveries(1)
                .key(answer, 0, -1)
                .value(answer, 0, -1)
                .headers(null);
        assertEquals("t", copy.topic());
        assertEquals(3, copy.partition());
        assertEquals(42, copy.offset());
        assertEquals(7, copy.leaderEpoch());
        assertEquals(1_700_000_000_000L, copy.timestamp());
        assertTrue(copy.logAppendTime());
        assertEquals(2, copy.deliveries());
        assertArrayEquals("key".getBytes(UTF_8), copy.key());
        assertArrayEquals("value".getBytes(UTF_8), copy.value());
        assertEquals(headers, copy.headers());
    }

    @Test
    void a_copy_tells_null_from_empty() {
        LogRecord copy =
                record.key(answer, 4, 0).value(answer, 4, -1).headers(null).copy();
        assertArrayEquals(new byte[0], copy.key());
        assertNull(copy.value());
        assertEquals(List.of(), copy.headers());
    }

    @Test
    void a_record_without_a_time_has_none_and_the_next_one_has_one_again() {
        assertFalse(record.untimed().copy().timed());
        assertEquals(-1, record.timestamp());
        assertFalse(record.logAppendTime());
        assertTrue(record.at(43, 7, 5, false).timed());
    }

    @Test
    void of_headers_with_one_name_the_last_one_counts() {
        assertArrayEquals("2".getBytes(UTF_8), record.lastHeader("a"));
        assertNull(record.lastHeader("b"));
        assertNull(record.lastHeader("c"));
    }

    @Test
    void headers_that_are_held_are_shown_in_order() {
        List<String> seen = new ArrayList<>();
        record.eachHeader((names, nameAt, nameLength, values, valueAt, valueLength) ->
                seen.add(new String(names, nameAt, nameLength, UTF_8) + valueLength));
        assertEquals(List.of("a1", "b-1", "a1"), seen);
    }

    @Test
    void a_key_is_compared_where_it_lies() {
        assertTrue(record.hasKey("key".getBytes(UTF_8)));
        assertFalse(record.hasKey("kez".getBytes(UTF_8)));
        assertFalse(record.hasKey("key.".getBytes(UTF_8)));
        assertFalse(record.key(answer, 2, -1).hasKey(new byte[0]));
        assertTrue(record.key(answer, 2, 0).hasKey(new byte[0]));
    }
}
