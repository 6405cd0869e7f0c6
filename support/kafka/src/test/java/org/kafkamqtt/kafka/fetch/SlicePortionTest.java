package org.kafkamqtt.kafka.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batches whose checksum is right and whose records are not. */
class SlicePortionTest {
    private static final int RECORD = BatchFormat.HEADER;
    private static final int KEY_LENGTH = RECORD + 4;

    private static SlicePortion portion(byte[] batch) {
        Slice slice = new Slice(new Lease(() -> {}), new byte[][] {batch}, new int[] {0}, 5, 6, 1, new long[0]);
        return new SlicePortion(new Place("t", 0), slice, new XorCodec());
    }

    /** One record with key {@code k}, value {@code v} and header {@code h: c}. */
    private static byte[] one() {
        return LogBytes.batch(5, 1)
                .record(5, 0, new byte[] {'k'}, new byte[] {'v'}, Map.of("h", new byte[] {'c'}))
                .bytes();
    }

    private static byte[] spoilt(int place, int number) {
        byte[] batch = one();
        batch[place] = (byte) (2 * number);
        return batch;
    }

    private static String refused(SlicePortion portion) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, portion::next).getMessage());
    }

    @Test
    void reads_a_record_that_is_right() {
        SlicePortion portion = portion(one());
        assertTrue(portion.next());
        assertEquals(1, portion.record().headers().size());
    }

    @Test
    void shows_headers_where_they_lie() {
        byte[] batch = LogBytes.batch(5, 1)
                .record(5, 0, null, new byte[] {'v'}, Map.of("\u00e9", new byte[] {'c', 'd'}))
                .bytes();
        SlicePortion portion = portion(batch);
        assertTrue(portion.next());
        List<String> seen = new ArrayList<>();
        portion.record().eachHeader((names, nameAt, nameLength, values, valueAt, valueLength) -> {
            assertSame(batch, names);
            seen.add(new String(names, nameAt, nameLength, UTF_8) + "="
                    + new String(values, valueAt, valueLength, UTF_8));
        });
        assertEquals(List.of("\u00e9=cd"), seen);
        assertEquals(1, portion.record().headers().size());
    }

    @Test
    void refuses_a_key_that_is_longer_than_its_record() {
        assertEquals(
                new Place("t", 0) + " at 5: a record whose parts are longer than it",
                refused(portion(spoilt(KEY_LENGTH, 8))));
    }

    @Test
    void refuses_a_value_that_leaves_nothing_of_its_record() {
        assertEquals(
                new Place("t", 0) + " at 5: a record whose parts are longer than it",
                refused(portion(spoilt(KEY_LENGTH + 2, 6))));
    }

    @Test
    void refuses_a_header_that_is_longer_than_its_record() {
        SlicePortion portion = portion(spoilt(KEY_LENGTH + 5, 9));
        assertTrue(portion.next());
        String said = String.valueOf(
                assertThrows(IllegalStateException.class, () -> portion.record().headers())
                        .getMessage());
        assertEquals(new Place("t", 0) + " at 5: headers that are cut off", said);
        assertThrows(IllegalStateException.class, () -> portion.record()
                .eachHeader((names, nameAt, nameLength, values, valueAt, valueLength) -> {}));
    }
}
