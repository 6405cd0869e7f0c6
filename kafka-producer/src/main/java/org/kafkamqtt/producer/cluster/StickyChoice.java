package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.balancer.Murmur2;
import org.kafkamqtt.producer.record.Draft;

/**
 * Chooses as the Kafka client does where no balancer is given: murmur2 of the key, and without a key one partition for as many
 * bytes as a batch has, then another one at random.
 *
 * <p>Source: kafka-clients 4.3.1, BuiltInPartitioner. Where the client weighs partitions by the batches that wait for them, this
 * prefers one for which none waits. Not thread-safe; the sending thread owns it.
 */
public final class StickyChoice implements PartitionChoice {
    private static final int TRIES = 8;
    /** Records after which the partitions are counted anew: there are rarely more of them, and never fewer. */
    private static final int BETWEEN_COUNTS = 100;

    private final IntSupplier partitions;
    private final IntPredicate quiet;
    private final int stretch;
    private int count;
    private int untilCounted;
    private int current = CLIENT;
    private long left;

    /**
     * @param partitions how many there are at present, at least 1
     * @param quiet whether nothing waits for a partition
     * @param stretch bytes after which another partition is chosen
     */
    public StickyChoice(IntSupplier partitions, IntPredicate quiet, int stretch) {
        this.partitions = partitions;
        this.quiet = quiet;
        this.stretch = stretch;
    }

    @Override
    public int choose(Draft draft) {
        if (untilCounted-- == 0) {
            count = partitions.getAsInt();
            untilCounted = BETWEEN_COUNTS;
        }
        if (draft.hasKey()) {
            int hash = Murmur2.hash(draft.keyArray(), draft.keyOffset(), draft.keyLength());
            return (hash & Integer.MAX_VALUE) % count;
        }
        if (left <= 0 || current >= count) {
            current = another();
            left = stretch;
        }
        left -= draft.size();
        return current;
    }

    private int another() {
        int chosen = ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < TRIES && (chosen == current && count > 1 || !quiet.test(chosen)); i++) {
            chosen = ThreadLocalRandom.current().nextInt(count);
        }
        return chosen;
    }

    @Override
    public Optional<Learning> learning() {
        return Optional.empty();
    }

    @Override
    public String reason(Draft draft) {
        return "the Kafka client decides";
    }
}
