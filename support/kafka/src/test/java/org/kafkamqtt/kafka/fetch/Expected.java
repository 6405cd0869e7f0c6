package org.kafkamqtt.kafka.fetch;

import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reader should be at in one partition, by all that it was told. */
final class Expected {
    final Place place;
    boolean assigned;
    boolean paused;
    /** -1 if it has to ask. */
    long at = -1;
    /** Offset from which on it has read since it was last told where to begin. */
    long floor;
    /** Where it may have to ask, null for nowhere. */
    @Nullable
    Reset pending;
    /** Whether it has heard that there is nothing as young as it asked for. */
    boolean orEnd;
    /** The last batch that was read, null if that is not known. */
    @Nullable
    StoredBatch tip;
    /** Whether it was told of the last batch, rather than that it had read it. */
    boolean hearsay;

    /** Another number with each change of plan by the user, or of the topic. */
    int plan;
    /** Another number with each change of what is known of the leader. */
    int view;

    Leader leader = Leader.UNKNOWN;
    UUID id = Leader.NO_ID;
    /** The log that it reads, null if there has been none. */
    @Nullable
    SimulatedLog log;

    long notBeforeMs;
    final EnumSet<Trouble.Kind> excuses = EnumSet.noneOf(Trouble.Kind.class);
    long partsAt = -1;

    Expected(Place place) {
        this.place = place;
    }

    /** It goes on here. */
    void seek(long offset, @Nullable StoredBatch before) {
        change();
        at = offset;
        floor = offset;
        tip = before;
        hearsay = true;
        pending = null;
    }

    /** It has to ask where to go on; null for nowhere. */
    void seek(@Nullable Reset to) {
        change();
        nowhere(to);
    }

    void nowhere(@Nullable Reset to) {
        at = -1;
        tip = null;
        pending = to;
        orEnd = false;
    }

    /** What was asked before counts for nothing. */
    void change() {
        plan++;
        notBeforeMs = 0;
        excuses.clear();
    }

    /** It begins here, as it was answered. */
    void begin(long offset) {
        at = offset;
        floor = offset;
        tip = null;
        pending = null;
    }

    /** Where it must go back to if a log parts here from what it was asked about. */
    long back(Answer.Divergence end, long partsFrom) {
        if (tip == null || hearsay) {
            return Math.min(end.offset(), at);
        }
        return partsFrom >= floor ? partsFrom : Math.min(end.offset(), floor);
    }

    void back(long offset) {
        at = offset;
        if (offset <= floor) {
            // Nothing was read before.
            tip = null;
        }
        floor = Math.min(floor, offset);
        while (tip != null && tip.next() > offset) {
            tip = tip.before;
        }
        if (tip != null && tip.next() != offset) {
            tip = null;
        }
    }

    /** It goes on after a portion. */
    Look take(Portion portion, boolean committed) {
        if (!assigned || paused || at < 0 || log == null) {
            throw new AssertionError("gives something of " + place + ", which it should not");
        }
        StoredBatch to = log.endsAt(portion.nextOffset() - 1, portion.nextEpoch());
        if (to == null || to.last < at) {
            throw new AssertionError("goes on at " + portion.nextOffset() + " after epoch " + portion.nextEpoch()
                    + ", where no batch ends, from " + at);
        }
        List<StoredBatch> batches = SimulatedLog.between(at, to);
        StoredBatch before = batches.get(0).before;
        if (tip != null && before != tip && batches.get(0) != tip && !log.gone(at)) {
            throw new AssertionError(
                    place + " goes on after " + before + " although " + tip + " was read: truncation unnoticed");
        }
        Look look = new Look(portion, at, batches, committed);
        at = to.next();
        tip = to;
        hearsay = false;
        return look;
    }
}
