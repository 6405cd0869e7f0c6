package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final int LINGER_MS = 5;
    private static final byte[] VALUE = new byte[10_000];
    private static final AppendSettings SETTINGS = new AppendSettings(
            true, true, 200, 1000, LINGER_MS, 5, 1 << 20, Long.MAX_VALUE, Integer.MAX_VALUE, 100, 1000, true);

    private final Buffers buffers = new Buffers(SETTINGS.memory());
    private final Intake<Notes> intake = new Intake<>(SETTINGS, null, buffers, Notes::new);
    private final Lanes<Notes> lanes = new Lanes<>(
            SETTINGS,
            null,
            new Leaders() {
                @Override
                public int leader(String topic, int partition) {
                    return 1;
                }

                @Override
                public void outdated() {}
            },
            new Outcomes<>() {
                @Override
                public void arrived(Batch<Notes> batch, long baseOffset, long logAppendTime) {}

                @Override
                public void failed(Batch<Notes> batch, int from, int count, Exception cause, boolean perhapsArrived) {}
            },
            buffers);
    private final Lane<Notes> lane = lanes.lane("t", 0);

    private @Nullable Batch<Notes> add(Lane<Notes> to, long nowMs, int size) {
        return intake.add(to, nowMs, 5, null, 0, -1, VALUE, 0, size, List.of());
    }

    private long drained() {
        long before = lanes.batches();
        intake.drainTo(lanes, 0);
        return lanes.batches() - before;
    }

    @Test
    void puts_records_of_a_partition_together_until_the_batch_is_full() {
        Batch<Notes> first = add(lane, 0, 50);
        assertSame(first, add(lane, 0, 50));
        assertNotSame(first, add(lane, 0, 50));
        assertTrue(intake.news());
        assertFalse(intake.news());
        assertEquals(1, drained());
    }

    @Test
    void compresses_what_gets_full_while_two_batches_wait_to_be_taken() {
        int body = RecordFormat.bodySize(0, 0, -1, 122, List.of());
        List<Integer> compressed = new ArrayList<>();
        Intake<Notes> compressing = new Intake<>(SETTINGS, codec(compressed), buffers, Notes::new);
        for (int i = 0; i < 4; i++) {
            compressing.add(lane, 0, 5, null, 0, -1, VALUE, 0, 120 + i, List.of());
        }
        assertEquals(List.of(RecordFormat.sizeOf(body) + body), compressed);
    }

    private static Codec codec(List<Integer> compressed) {
        return new Codec() {
            @Override
            public int id() {
                return 1;
            }

            @Override
            public ByteBuffer compress(byte[] records, int from, int to, int room) {
                compressed.add(to - from);
                return ByteBuffer.allocate(room + to - from).put(room, records, from, to - from);
            }
        };
    }

    @Test
    void makes_a_batch_of_its_own_for_a_record_that_is_larger() {
        Batch<Notes> batch = add(lane, 0, 900);
        assertNotNull(batch);
        assertEquals(1, batch.count());
    }

    @Test
    void keeps_what_is_open_when_there_is_no_memory_and_lends_it_to_get_some() {
        add(lanes.lane("t", 1), 0, 10);
        assertNull(add(lane, 0, 900));
        assertFalse(intake.news());
        assertEquals(0, drained());
        assertTrue(intake.pause());
        assertEquals(1, drained());
    }

    @Test
    void lets_a_batch_linger_while_records_are_added() {
        add(lane, 10, 10);
        intake.look(10 + LINGER_MS - 1);
        assertTrue(intake.isEmpty());
        intake.look(10 + LINGER_MS);
        assertFalse(intake.isEmpty());
    }

    @Test
    void keeps_a_batch_open_while_its_partition_has_others_on_their_way() {
        add(lane, 0, 10);
        intake.handOverAll(0);
        assertEquals(1, drained());
        add(lane, 1, 10);
        intake.look(1000);
        assertTrue(intake.isEmpty());
    }

    @Test
    void lends_the_open_batches_during_a_pause() {
        add(lane, LINGER_MS, 10);
        assertTrue(intake.pause());
        intake.drainTo(lanes, LINGER_MS);
        assertEquals(1, lanes.batches());
        intake.resume();
        assertNull(lane.open);
    }

    @Test
    void wakes_nobody_for_a_partition_that_has_others_on_their_way_and_lends_what_is_open_all_the_same() {
        add(lane, 0, 10);
        assertTrue(intake.pause());
        assertEquals(1, drained());
        intake.resume();
        add(lane, LINGER_MS, 10);
        assertFalse(intake.pause());
        lanes.identified(new Identity(7, (short) 0));
        Batch<Notes> sent = lanes.due(LINGER_MS, node -> true).get(0).batches().get(0);
        lanes.answered(sent, Answer.arrived(0, -1), LINGER_MS);
        intake.drainTo(lanes, 2 * LINGER_MS);
        assertEquals(2, lanes.batches());
    }

    @Test
    void keeps_the_open_batches_while_there_is_no_pause() {
        add(lane, 0, 10);
        intake.pause();
        intake.resume();
        assertEquals(0, drained());
    }

    @Test
    void has_nothing_to_lend_without_records() {
        assertFalse(intake.pause());
    }
}
