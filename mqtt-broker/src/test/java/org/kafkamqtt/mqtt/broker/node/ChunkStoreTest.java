package org.kafkamqtt.mqtt.broker.node;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkStoreTest {
    private static Chunk chunk(int partition, long from, long next) {
        return new Chunk(partition, from, next, List.of(), false, 800);
    }

    @Test
    void finds_the_chunk_in_which_an_offset_lies() {
        ChunkStore store = new ChunkStore(10_000, false);
        Chunk first = chunk(1, 10, 20);
        store.add(first);
        store.add(chunk(1, 20, 30));
        assertSame(first, store.find(1, 10));
        assertSame(first, store.find(1, 19));
        assertNull(store.find(1, 9));
        assertNull(store.find(1, 30));
        assertNull(store.find(0, 10));
    }

    @Test
    void the_oldest_goes_first() {
        ChunkStore store = new ChunkStore(3_000, false);
        for (int i = 0; i < 4; i++) {
            store.add(chunk(0, i, i + 1));
            store.find(0, 0);
        }
        assertNull(store.find(0, 0));
        assertNotNull(store.find(0, 1));
    }

    @Test
    void what_is_used_stays() {
        ChunkStore store = new ChunkStore(3_000, true);
        for (int i = 0; i < 4; i++) {
            store.add(chunk(0, i, i + 1));
            store.find(0, 0);
        }
        assertNotNull(store.find(0, 0));
        assertNull(store.find(0, 1));
    }

    @Test
    void keeps_one_that_is_larger_than_all_may_be() {
        ChunkStore store = new ChunkStore(100, true);
        store.add(chunk(0, 0, 1));
        store.add(chunk(0, 1, 2));
        assertNull(store.find(0, 0));
        assertNotNull(store.find(0, 1));
    }
}
