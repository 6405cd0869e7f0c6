package org.kafkamqtt.console.into;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettledLinesTest {
    private final SettledLines lines = new SettledLines();

    @Test
    void leads_to_the_first_line_that_is_not_settled() {
        assertEquals(0, lines.leading());
        lines.settle(2);
        lines.settle(4);
        assertEquals(0, lines.leading());
        lines.settle(1);
        assertEquals(2, lines.leading());
        lines.settle(3);
        assertEquals(4, lines.leading());
    }

    @Test
    void settling_once_more_changes_nothing() {
        lines.settle(1);
        lines.settle(1);
        lines.settle(3);
        lines.settle(3);
        lines.settleTo(1);
        assertEquals(1, lines.leading());
    }

    @Test
    void settling_up_to_a_line_takes_the_settled_ones_behind_it_along() {
        lines.settle(1001);
        lines.settle(1003);
        lines.settleTo(1000);
        assertEquals(1001, lines.leading());
        lines.settleTo(100_000);
        assertEquals(100_000, lines.leading());
        lines.settle(100_002);
        lines.settle(100_001);
        assertEquals(100_002, lines.leading());
    }

    @Test
    void a_long_gap_and_its_end_are_exact() {
        for (long line = 2; line <= 1_000_000; line++) {
            lines.settle(line);
        }
        assertEquals(0, lines.leading());
        lines.settle(1);
        assertEquals(1_000_000, lines.leading());
    }

    /** Far more lines than there is memory for, were it for each of them. */
    @Test
    void what_it_keeps_does_not_grow_with_the_number_of_lines() {
        for (long base = 0; base < 1L << 50; base = lines.leading() + (1L << 42)) {
            lines.settleTo(base);
            lines.settle(base + 5000);
            for (long line = base + 1; line < base + 5000; line++) {
                lines.settle(line);
            }
            assertEquals(base + 5000, lines.leading());
        }
    }

    @Test
    void agrees_with_a_set_of_numbers() {
        Random random = new Random(14);
        for (int run = 0; run < 200; run++) {
            agrees(new SettledLines(), random, 1 + random.nextInt(3000));
        }
    }

    private static void agrees(SettledLines lines, Random random, int span) {
        TreeSet<Long> beyond = new TreeSet<>();
        long leading = 0;
        for (int step = 0; step < 3000; step++) {
            if (random.nextInt(200) == 0) {
                leading = Math.max(leading, leading + random.nextInt(2 * span) - span / 4);
                lines.settleTo(leading);
            } else {
                long line = random.nextInt(3) == 0 ? leading + 1 : Math.max(1, leading + random.nextInt(span) - 3);
                lines.settle(line);
                beyond.add(line);
            }
            beyond.headSet(leading, true).clear();
            while (beyond.remove(leading + 1)) {
                leading++;
            }
            assertEquals(leading, lines.leading());
        }
        assertTrue(leading > 0);
    }
}
