package org.kafkamqtt.consumer.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.group.Move.Outcome;
import org.kafkamqtt.consumer.select.Point;

/**
 * Computes what a reset does to each partition. Pure: what the cluster knows is handed in.
 *
 * @param target where to go
 * @param times the offset of the first record at or after the time wanted, where there is one
 */
public record ResetPlan(Target target, Map<TopicPartition, Long> times) {
    /** Copies the map. */
    public ResetPlan {
        times = Map.copyOf(times);
    }

    /**
     * The moves, one for each partition, in their order.
     *
     * @param places from where to where the partitions go
     * @param before what is committed there now, in the same order
     */
    public List<Move> moves(List<Place> places, List<Kept> before) {
        Map<TopicPartition, Kept> wanted = new HashMap<>();
        if (target instanceof Target.Back back) {
            back.offsets().forEach(kept -> wanted.put(kept.partition(), kept));
        }
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            moves.add(move(places.get(i), before.get(i), wanted));
        }
        return moves;
    }

    private Move move(Place place, Kept before, Map<TopicPartition, Kept> wanted) {
        if (target instanceof Target.Back) {
            return back(place, before, Objects.requireNonNull(wanted.get(place.partition())));
        }
        if (target instanceof Target.Shift shift) {
            return before.offset().isEmpty()
                    ? new Move(before, before, Outcome.LEFT, "nothing is committed that could be shifted")
                    : to(before, place, before.offset().getAsLong() + shift.by());
        }
        return point(((Target.To) target).point(), place, before);
    }

    private Move point(Point point, Place place, Kept before) {
        long first = place.first().orElse(0);
        long end = place.end().orElse(0);
        if (point instanceof Point.Time) {
            Long found = times.get(place.partition());
            Move move = to(before, place, found == null ? end : found);
            return found == null && move.note().isEmpty() ? move.ended(move.outcome(), "no record is as late") : move;
        }
        if (point instanceof Point.Stored) {
            return before.offset().isEmpty()
                    ? new Move(before, before, Outcome.UNCHANGED, "nothing is committed")
                    : to(before, place, before.offset().getAsLong());
        }
        if (point instanceof Point.At at) {
            return to(before, place, at.offset());
        }
        if (point instanceof Point.AfterBeginning after) {
            return to(before, place, first + after.count());
        }
        return to(before, place, point instanceof Point.BeforeEnd until ? end - until.count() : at(point, first, end));
    }

    private static long at(Point point, long first, long end) {
        return point instanceof Point.Beginning ? first : end;
    }

    private static Move back(Place place, Kept before, Kept wanted) {
        boolean another = wanted.topicId().isPresent()
                && before.topicId().isPresent()
                && !wanted.topicId().equals(before.topicId());
        if (another) {
            return new Move(before, before, Outcome.LEFT, "the topic was created again since");
        }
        if (wanted.offset().isEmpty()) {
            Outcome outcome = before.offset().isEmpty() ? Outcome.UNCHANGED : Outcome.PLANNED;
            return new Move(before, of(before, wanted), outcome, "as nothing was committed");
        }
        Move move = to(before, place, wanted.offset().getAsLong());
        // What the consumer wrote beside its offset comes back with it.
        return move.after().offset().equals(wanted.offset()) && move.outcome() == Outcome.PLANNED
                ? new Move(before, of(before, wanted), Outcome.PLANNED, move.note())
                : move;
    }

    /** What is wanted, for this group and this topic. */
    private static Kept of(Kept before, Kept wanted) {
        return new Kept(
                before.group(),
                before.partition(),
                before.topicId(),
                wanted.offset(),
                wanted.epoch(),
                wanted.metadata());
    }

    /** To that offset, or as near to it as there are records. */
    private static Move to(Kept before, Place place, long wanted) {
        if (place.first().isEmpty() || place.end().isEmpty()) {
            return new Move(before, before, Outcome.LEFT, "there is no such partition, or nobody leads it now");
        }
        long first = place.first().getAsLong();
        long end = place.end().getAsLong();
        long offset = Math.max(first, Math.min(end, wanted));
        String note = wanted < first
                ? wanted + " is before the first record"
                : wanted > end ? wanted + " is beyond the end" : "";
        boolean there = before.offset().equals(OptionalLong.of(offset));
        return new Move(before, before.at(offset), there ? Outcome.UNCHANGED : Outcome.PLANNED, note);
    }
}
