package org.kafkamqtt.consumer.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of a reader: up to where each is handled and committed, and what becomes of that in a rebalance.
 *
 * <p>A partition that is taken away with uncommitted records is away until it is known who has it next. If it comes back and nobody
 * has committed for it meanwhile, reading continues after what was handled; otherwise those records may come twice. The reading
 * thread owns it.
 */
public final class Holdings {
    private final Map<TopicPartition, Held> ours = new HashMap<>();
    private final Map<TopicPartition, Held> away = new HashMap<>();
    private final Map<TopicPartition, Held> back = new HashMap<>();
    private final Map<TopicPartition, Held> lost = new HashMap<>();

    /**
     * Records that were handled and that another member reads again.
     *
     * @param records the most there can be: some of the offsets may be empty
     */
    public record Loss(TopicPartition partition, long records) {}

    /** Records of the partition are about to be handled, from this offset on. */
    void begins(TopicPartition partition, long offset) {
        Held held = ours.get(partition);
        if (held != null && held.first == null) {
            held.first = offset;
        }
    }

    /** What comes before the offset was handled, whether the partition is still ours or not. */
    void handled(TopicPartition partition, OffsetAndMetadata next) {
        for (Map<TopicPartition, Held> each : List.of(lost, back, away, ours)) {
            Held held = each.get(partition);
            if (held != null) {
                held.position = next;
                return;
            }
        }
    }

    boolean has(TopicPartition partition) {
        return ours.containsKey(partition);
    }

    /** The partitions that are ours. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(ours.keySet());
    }

    /** Up to where our partitions were handled. */
    Map<TopicPartition, OffsetAndMetadata> positions() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        ours.forEach((partition, held) -> {
            if (held.position != null) {
                positions.put(partition, held.position);
            }
        });
        return positions;
    }

    /** The offsets that are for partitions of ours and not committed yet. */
    Map<TopicPartition, OffsetAndMetadata> news(Map<TopicPartition, OffsetAndMetadata> settled) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        settled.forEach((partition, offset) -> {
            Held held = ours.get(partition);
            if (held != null && (held.committed == null || held.committed != offset.offset())) {
                news.put(partition, offset);
            }
        });
        return news;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Held held = ours.get(partition);
            if (held != null) {
                held.committed = offset.offset();
            }
        });
    }

    /** What was handled since the last commit is void. */
    void rewound() {
        ours.values().forEach(held -> held.position = null);
    }

    /**
     * The partitions are taken away.
     *
     * @param keeps whether what was handled of them may still count
     * @param busy whether more of them may be handled at this moment
     */
    void released(Collection<TopicPartition> partitions, boolean keeps, boolean busy) {
        for (TopicPartition partition : partitions) {
            Held held = ours.remove(partition);
            if (held != null && keeps && (busy ? held.base().isPresent() : held.unsettled())) {
                away.put(partition, held);
            }
            if (back.containsKey(partition)) {
                away.put(partition, back.remove(partition));
            }
        }
    }

    /** The partitions are of a topic that no longer exists, or is another one by now: no position in them is valid. */
    void forget(Collection<TopicPartition> partitions) {
        List.of(ours, away, back, lost).forEach(each -> each.keySet().removeAll(partitions));
    }

    /** All partitions of the topic that anything is remembered of. */
    Set<TopicPartition> of(String topic) {
        Set<TopicPartition> all = new HashSet<>();
        List.of(ours, away, back, lost).forEach(each -> all.addAll(each.keySet()));
        all.removeIf(partition -> !partition.topic().equals(topic));
        return all;
    }

    /** The partitions that come back from being away. */
    Set<TopicPartition> returning(Collection<TopicPartition> assigned) {
        Set<TopicPartition> returning = new HashSet<>(away.keySet());
        returning.retainAll(assigned);
        return returning;
    }

    /**
     * Decides about all that are away; returns those whose records still count.
     *
     * @param committed what the group has committed for those that come back
     * @param reached up to where the sink got, if it knows
     */
    Set<TopicPartition> decide(
            Collection<TopicPartition> assigned,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Function<TopicPartition, OptionalLong> reached) {
        Set<TopicPartition> kept = new HashSet<>();
        away.forEach((partition, held) -> {
            if (assigned.contains(partition) && held.untouched(committed.get(partition))) {
                back.put(partition, held);
                kept.add(partition);
            } else {
                held.reached = reached.apply(partition);
                lost.put(partition, held);
            }
        });
        away.clear();
        return kept;
    }

    /** The partitions that were lost with records that another member reads again. */
    Set<TopicPartition> lost() {
        return Set.copyOf(lost.keySet());
    }

    /** Whether there are partitions whose next owner is not known, or that are not read again yet. */
    boolean undecided() {
        return !away.isEmpty() || !back.isEmpty();
    }

    /** The partitions whose next owner is not known. */
    Set<TopicPartition> away() {
        return Set.copyOf(away.keySet());
    }

    /** Removes and returns the losses, once it is known up to where everything was handled. */
    List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        lost.forEach((partition, held) -> {
            long records = held.uncommitted();
            if (records > 0) {
                losses.add(new Loss(partition, records));
            }
        });
        lost.clear();
        return losses;
    }

    /** Everything that was handled and not committed, at the end. */
    List<Loss> uncommitted(Function<TopicPartition, OptionalLong> reached) {
        List.of(ours, away, back)
                .forEach(each -> each.forEach((partition, held) -> {
                    held.reached = reached.apply(partition);
                    lost.put(partition, held);
                }));
        return losses();
    }

    /** The partition is read from now on; returns from where, if records of it still count. */
    OptionalLong place(TopicPartition partition) {
        Held returned = back.remove(partition);
        ours.putIfAbsent(partition, returned == null ? new Held() : returned);
        return returned == null || returned.position == null
                ? OptionalLong.empty()
                : OptionalLong.of(returned.position.offset());
    }

    /** What is known of one partition. */
    private static final class Held {
        private @Nullable Long first;
        private @Nullable Long committed;
        private @Nullable OffsetAndMetadata position;
        private OptionalLong reached = OptionalLong.empty();

        /** Where the next member begins if nothing more is committed. */
        OptionalLong base() {
            Long base = committed == null ? first : committed;
            return base == null ? OptionalLong.empty() : OptionalLong.of(base);
        }

        /** Whether the committed offset of the group is where we left it. */
        boolean untouched(@Nullable OffsetAndMetadata now) {
            if (committed == null) {
                return now == null || now.offset() <= base().orElse(-1);
            }
            return now != null && now.offset() == committed;
        }

        boolean unsettled() {
            return position != null && base().isPresent() && (committed == null || committed != position.offset());
        }

        long uncommitted() {
            long handled = position == null ? 0 : position.offset();
            return base().isEmpty() ? 0 : Math.max(0, reached.orElse(handled) - base().getAsLong());
        }
    }
}
