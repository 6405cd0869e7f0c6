package org.kafkamqtt.kafka.append;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a broker knows of the producers of one replica.
 *
 * <p>A model of Kafka 4.3's ProducerStateManager, ProducerStateEntry and ProducerAppendInfo: the last five batches of each
 * producer, of which a snapshot keeps only the last.
 */
final class ProducerMemory {
    /** What a broker makes of the number of a batch. */
    enum Verdict {
        NEXT,
        /** It knows nothing of the producer, and takes any sequence. */
        UNKNOWN,
        OUT_OF_ORDER,
        FENCED
    }

    private static final int REMEMBERED = 5;

    private final Map<Long, ArrayDeque<StoredBatch>> producers = new HashMap<>();

    /** Takes note of a batch in the log, without a check: as a follower does, and a leader after its checks. */
    void stored(StoredBatch batch) {
        if (batch.producerId < 0) {
            return;
        }
        ArrayDeque<StoredBatch> last = producers.computeIfAbsent(batch.producerId, id -> new ArrayDeque<>());
        if (!last.isEmpty() && last.getLast().epoch != batch.epoch) {
            last.clear();
        }
        if (last.size() == REMEMBERED) {
            last.removeFirst();
        }
        last.addLast(batch);
    }

    /** The batch that this one repeats, null if it is none of those remembered. */
    @Nullable
    StoredBatch repeated(long producerId, short epoch, int sequence, int records) {
        ArrayDeque<StoredBatch> last = producers.get(producerId);
        if (last == null || last.getLast().epoch != epoch) {
            return null;
        }
        for (StoredBatch batch : last) {
            if (batch.holds(sequence, records)) {
                return batch;
            }
        }
        return null;
    }

    Verdict check(long producerId, short epoch, int sequence) {
        ArrayDeque<StoredBatch> known = producers.get(producerId);
        if (known == null) {
            return Verdict.UNKNOWN;
        }
        StoredBatch last = known.getLast();
        if (epoch < last.epoch) {
            return Verdict.FENCED;
        }
        if (epoch > last.epoch) {
            return sequence == 0 ? Verdict.NEXT : Verdict.OUT_OF_ORDER;
        }
        int before = last.fences() ? -1 : last.lastSequence();
        boolean next = sequence == before + 1L || sequence == 0 && before == Integer.MAX_VALUE;
        return next ? Verdict.NEXT : Verdict.OUT_OF_ORDER;
    }

    /** After a restart from a snapshot, and the batches of the log after it. */
    void restart(int kept) {
        for (ArrayDeque<StoredBatch> last : producers.values()) {
            while (last.size() > kept) {
                last.removeFirst();
            }
        }
    }

    boolean isEmpty() {
        return producers.isEmpty();
    }

    void forget() {
        producers.clear();
    }

    /** Forgets producers of which nothing was stored since then. */
    void expire(long beforeMs) {
        producers.values().removeIf(last -> last.getLast().atMs < beforeMs);
    }

    /** After its log was cut: all is read again. */
    void rebuild(List<StoredBatch> log) {
        producers.clear();
        log.forEach(this::stored);
    }
}
