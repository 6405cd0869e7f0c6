package org.kafkamqtt.kafka.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineageTest {
    private final Lineage lineage = new Lineage();

    @Test
    void knows_where_later_epochs_begin() {
        lineage.add(2, 10);
        lineage.add(2, 15);
        lineage.add(5, 20);
        lineage.add(7, 30);
        assertEquals(10, lineage.laterThan(1));
        assertEquals(20, lineage.laterThan(2));
        assertEquals(30, lineage.laterThan(6));
        assertEquals(Long.MAX_VALUE, lineage.laterThan(7));
        assertEquals(7, lineage.last());
    }

    @Test
    void forgets_what_is_cut_off() {
        lineage.add(2, 10);
        lineage.add(5, 20);
        lineage.cut(20);
        assertEquals(2, lineage.last());
        lineage.cut(11);
        assertEquals(2, lineage.last());
        lineage.cut(10);
        assertEquals(-1, lineage.last());
    }

    @Test
    void keeps_the_latest_of_very_many() {
        for (int epoch = 0; epoch < 1000; epoch++) {
            lineage.add(epoch, epoch * 10L);
        }
        assertEquals(9990, lineage.laterThan(998));
        assertEquals(9360, lineage.laterThan(3));
    }
}
