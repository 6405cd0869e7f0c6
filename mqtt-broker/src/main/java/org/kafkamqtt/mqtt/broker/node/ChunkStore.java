package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of the log in memory, up to a number of bytes; those go first that were used least recently, or that came first. Not
 * thread-safe; the node's thread owns it.
 */
final class ChunkStore {
    /** What a chunk without messages takes. */
    private static final int BASE = 200;

    private record Place(int partition, long from) {}

    private final long most;
    private final List<NavigableMap<Long, Chunk>> byPartition = new ArrayList<>();
    private final Map<Place, Chunk> order;
    private long bytes;

    /**
     * A store with nothing in it.
     *
     * @param most bytes of all chunks; exceeded by a single one that is larger
     * @param byUse whether the least recently used go first, and not the oldest
     */
    ChunkStore(long most, boolean byUse) {
        this.most = most;
        this.order = new LinkedHashMap<>(16, 0.75f, byUse);
    }

    private NavigableMap<Long, Chunk> partition(int number) {
        while (byPartition.size() <= number) {
            byPartition.add(new TreeMap<>());
        }
        return byPartition.get(number);
    }

    void add(Chunk chunk) {
        if (chunk.next() <= chunk.from()) {
            return;
        }
        Chunk before = partition(chunk.partition()).put(chunk.from(), chunk);
        bytes += size(chunk) - (before == null ? 0 : size(before));
        order.put(place(chunk), chunk);
        while (bytes > most && order.size() > 1) {
            Chunk first = order.values().iterator().next();
            order.remove(place(first));
            partition(first.partition()).remove(first.from());
            bytes -= size(first);
        }
    }

    private static Place place(Chunk chunk) {
        return new Place(chunk.partition(), chunk.from());
    }

    private static long size(Chunk chunk) {
        return (long) BASE + chunk.bytes();
    }

    /** The chunk in which this offset lies, null if it is not here. */
    @Nullable
    Chunk find(int partition, long offset) {
        Map.Entry<Long, Chunk> at = partition(partition).floorEntry(offset);
        if (at == null || at.getValue().next() <= offset) {
            return null;
        }
        order.get(place(at.getValue()));
        return at.getValue();
    }
}
