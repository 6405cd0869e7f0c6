package org.kafkamqtt.producer.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.producer.record.Draft;

class StickyChoiceTest {
    private static Draft keyless(int size) {
        Draft draft = new Draft();
        draft.setValue(new byte[size]);
        return draft;
    }

    @Test
    void a_key_goes_where_the_kafka_client_sends_it() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            int partitions = 1 + random.nextInt(200);
            byte[] key = new byte[random.nextInt(40)];
            random.nextBytes(key);
            byte[] around = new byte[key.length + 10];
            random.nextBytes(around);
            System.arraycopy(key, 0, around, 7, key.length);
            Draft draft = new Draft();
            draft.setKey(around, 7, key.length);
            assertEquals(
                    BuiltInPartitioner.partitionForKey(key, partitions),
                    new StickyChoice(() -> partitions, partition -> true, 100).choose(draft));
        }
    }

    @Test
    void without_a_key_a_partition_is_kept_for_a_stretch_and_then_left() {
        StickyChoice choice = new StickyChoice(() -> 6, partition -> true, 1000);
        int first = choice.choose(keyless(100));
        for (int i = 1; i < 10; i++) {
            assertEquals(first, choice.choose(keyless(100)));
        }
        assertNotEquals(first, choice.choose(keyless(100)));
    }

    @Test
    void a_partition_for_which_nothing_waits_is_preferred() {
        int[] chosen = new int[4];
        for (int i = 0; i < 200; i++) {
            chosen[new StickyChoice(() -> 4, partition -> partition == 2, 1).choose(keyless(1))]++;
        }
        // Eight tries miss the one of four in every tenth case.
        assertTrue(chosen[2] > 100, "" + chosen[2]);
    }

    @Test
    void partitions_that_are_added_are_used_after_a_while() {
        AtomicInteger partitions = new AtomicInteger(1);
        StickyChoice choice = new StickyChoice(partitions::get, partition -> true, 1);
        assertEquals(0, choice.choose(keyless(1)));
        partitions.set(50);
        boolean used = false;
        for (int i = 0; i < 300; i++) {
            used |= choice.choose(keyless(1)) > 0;
        }
        assertTrue(used);
    }
}
