package org.kafkamqtt.producer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.producer.record.Origin;

class NotesTest {
    private static final Origin A = new Origin("a", 0, "line");
    private static final Origin B = new Origin("b", 1, "line");

    private static Notes of(int records) {
        Notes notes = new Notes();
        for (int i = 0; i < records; i++) {
            notes.add(i % 1000 < 500 ? A : B, 2L * i, i % 7, 1_000_000L * i);
            notes.addSequence(10L * i);
        }
        return notes;
    }

    @Test
    void each_record_keeps_its_place_its_size_and_its_time() {
        Notes notes = of(5_000);
        for (int i = 0; i < 5_000; i++) {
            assertEquals(i % 1000 < 500 ? A : B, notes.origin(i));
            assertEquals(2L * i, notes.number(i));
            assertEquals(i % 7, notes.size(i));
            assertEquals(10L * i, notes.sequence(i));
            assertEquals(1_000_000L * i, notes.since(i));
        }
        assertEquals(0 + 1 + 2 + 3 + 4 + 5 + 6, notes.bytes(7, 7));
    }

    @Test
    void every_record_counts_once_among_the_latencies() {
        Notes notes = of(100);
        Latencies latencies = new Latencies();
        notes.latencies(90, 10, 100_000_000L, latencies);
        // Handed over 10, 9, ... 1 ms before.
        assertEquals(10.0, latencies.millis(100), 0.2);
        assertEquals(5.0, latencies.millis(50), 0.2);
        assertEquals(1.0, latencies.millis(1), 0.1);
    }

    @Test
    void records_handed_over_together_have_the_time_of_the_first() {
        Notes notes = new Notes();
        notes.add(A, 1, 1, 5_000_000);
        notes.add(A, 2, 1, 5_050_000);
        notes.add(A, 3, 1, 5_200_000);
        assertEquals(5_000_000, notes.since(1));
        assertEquals(5_200_000, notes.since(2));
    }

    @Test
    void notes_are_used_again_only_when_the_fate_of_all_is_reported() {
        NotesPool pool = new NotesPool();
        Notes notes = pool.take();
        notes.add(A, 1, 1, 1);
        notes.add(B, 2, 1, 1);
        assertFalse(notes.settle(1));
        assertTrue(notes.settle(1));
        assertNotSame(notes, pool.take());
        pool.giveBack(notes);
        assertSame(notes, pool.take());
        notes.add(B, 9, 4, 7);
        assertEquals(B, notes.origin(0));
        assertEquals(9, notes.number(0));
        assertEquals(7, notes.since(0));
    }
}
