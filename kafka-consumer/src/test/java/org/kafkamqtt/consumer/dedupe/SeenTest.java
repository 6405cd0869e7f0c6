package org.kafkamqtt.consumer.dedupe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;

class SeenTest {
    private static final long MILLIS_PER_OFFSET = 10;

    private static boolean first(Seen seen, int id, long offset) {
        return seen.first(id, 7, offset, offset * MILLIS_PER_OFFSET);
    }

    @Test
    void a_second_one_within_the_window_is_no_first_one() {
        Seen seen = new Seen(new DedupeWindow(10, Long.MAX_VALUE));
        assertTrue(first(seen, 1, 0));
        assertTrue(first(seen, 2, 1));
        assertFalse(first(seen, 1, 10));
        assertTrue(first(seen, 1, 11));
        assertFalse(first(seen, 1, 12));
    }

    @Test
    void a_window_of_time_goes_by_the_timestamps() {
        Seen seen = new Seen(DedupeWindow.parse("1s"));
        assertTrue(seen.first(1, 1, 0, 5_000));
        assertFalse(seen.first(1, 1, 1, 6_000));
        assertFalse(seen.first(1, 1, 2, 1_000));
        assertTrue(seen.first(1, 1, 3, 6_001));
    }

    @Test
    void a_record_that_is_read_again_is_not_its_own_duplicate() {
        Seen seen = new Seen(DedupeWindow.parse("100"));
        assertTrue(first(seen, 1, 5));
        assertTrue(first(seen, 2, 6));
        assertTrue(first(seen, 1, 5));
        assertFalse(first(seen, 1, 6));
    }

    @Test
    void both_halves_of_a_fingerprint_count() {
        Seen seen = new Seen(DedupeWindow.parse("100"));
        assertTrue(seen.first(1, 1, 0, 0));
        assertTrue(seen.first(1, 2, 1, 0));
        assertTrue(seen.first(2, 1, 2, 0));
        assertFalse(seen.first(1, 2, 3, 0));
    }

    @Test
    void what_was_purged_is_what_no_later_record_is_compared_with() {
        Seen seen = new Seen(new DedupeWindow(100, Long.MAX_VALUE));
        IntStream.range(0, 5000).forEach(i -> first(seen, i, i));
        assertTrue(seen.purge(5000));
        assertEquals(100, seen.size());
        assertFalse(seen.purge(5001));
        assertFalse(first(seen, 4901, 5001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", ""})
    void refuses_a_window_that_is_none(String text) {
        assertThrows(Failure.class, () -> DedupeWindow.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset", "header:", "Key"})
    void refuses_what_is_no_part_of_a_record(String text) {
        assertThrows(Failure.class, () -> Identity.parse(text));
    }

    /** Against a plain map, with purges, going back to what was settled, and loads from what was saved. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "37", "2000", "50ms", "5s", "1d"})
    void judges_as_a_plain_map_does_however_often_it_is_interrupted(String text) {
        DedupeWindow window = DedupeWindow.parse(text);
        Random random = new Random(5);
        int count = 20_000;
        int[] ids = random.ints(count, 0, 3000).toArray();
        List<Boolean> expected = plainly(ids, window);
        Boolean[] judged = new Boolean[count];
        Seen seen = new Seen(window);
        int settled = 0;
        for (int at = 0; at < count; at++) {
            judged[at] = first(seen, ids[at], at);
            if (random.nextInt(200) == 0) {
                settled = at + 1;
                seen.purge(settled);
            } else if (random.nextInt(300) == 0) {
                at = settled - 1;
            } else if (random.nextInt(1000) == 0) {
                Seen again = new Seen(window);
                again.load(seen.entries(0), settled);
                seen = again;
                at = settled - 1;
            }
        }
        assertEquals(expected, List.of(judged));
    }

    private static List<Boolean> plainly(int[] ids, DedupeWindow window) {
        Map<Integer, Integer> last = new HashMap<>();
        List<Boolean> expected = new ArrayList<>();
        for (int at = 0; at < ids.length; at++) {
            Integer before = last.get(ids[at]);
            boolean first = before == null || !window.reaches(at - before, (at - before) * MILLIS_PER_OFFSET);
            if (first) {
                last.put(ids[at], at);
            }
            expected.add(first);
        }
        return expected;
    }
}
