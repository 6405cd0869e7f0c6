package org.kafkamqtt.journeys.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandedTest {
    private final Landed landed = new Landed(2, 4);

    private void take(long... numbers) {
        for (long number : numbers) {
            landed.take(1, NumberedRecord.key(number), number);
        }
    }

    private Landed.Outcome outcome(int... failed) {
        BitSet reported = new BitSet();
        for (int number : failed) {
            reported.set(number);
        }
        return landed.outcome(reported);
    }

    @Test
    void each_once_in_order_is_clean() {
        take(0, 1, 2, 3);
        assertTrue(outcome().clean());
        assertEquals(4, landed.records());
    }

    @Test
    void what_is_neither_there_nor_reported_is_lost() {
        take(0, 3);
        assertEquals(new Landed.Outcome(1, 0, 0, 0, 1, 0), outcome(1));
        assertFalse(outcome(1).clean());
    }

    @Test
    void what_was_reported_may_be_there() {
        take(0, 1, 2);
        assertEquals(new Landed.Outcome(0, 0, 0, 0, 2, 1), outcome(2, 3));
        assertTrue(outcome(2, 3).clean());
    }

    @Test
    void a_second_one_is_repeated_and_not_out_of_order() {
        take(0, 1, 0, 2, 3);
        assertEquals(new Landed.Outcome(0, 1, 0, 0, 0, 0), outcome());
    }

    @Test
    void one_after_a_higher_one_is_out_of_order() {
        take(0, 2, 1, 3);
        assertEquals(new Landed.Outcome(0, 0, 1, 0, 0, 0), outcome());
    }

    @Test
    void one_that_was_never_sent_is_strange() {
        take(0, 1, 2, 3, 4, -1);
        assertEquals(new Landed.Outcome(0, 0, 0, 2, 0, 0), outcome());
    }

    @Test
    void one_with_another_key_or_apart_from_its_key_is_strange() {
        take(0, 1, 2);
        landed.take(1, NumberedRecord.key(2), 3);
        Landed wide = new Landed(2, 2_000);
        wide.take(0, NumberedRecord.key(5), 5);
        wide.take(1, NumberedRecord.key(5 + NumberedRecord.KEYS), 5 + NumberedRecord.KEYS);
        assertEquals(1, outcome().strange());
        assertEquals(1, wide.outcome(new BitSet()).strange());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 10_000})
    void a_line_is_read_back_as_its_number(int length) {
        NumberedRecord records = new NumberedRecord(length);
        for (long number : new long[] {0, 7, 10, 123_456, 2_000_000_000}) {
            byte[] line = new byte[records.longest()];
            int end = records.line(number, line, 0);
            assertEquals(
                    NumberedRecord.key(number) + ":" + number,
                    new String(line, 0, 5 + Long.toString(number).length(), StandardCharsets.UTF_8));
            assertEquals('\n', line[end - 1]);
            assertEquals(number, records.number(line, 5, end - 1));
            assertEquals(-1, records.number(line, 5, end));
            assertEquals(-1, records.number(line, 4, end - 1));
        }
    }
}
