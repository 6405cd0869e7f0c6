package org.kafkamqtt.kafka.fetch;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one partition: where it is, what is asked for, what has come.
 *
 * <p>At most one slice waits to be taken, and nothing is asked for while it waits: so what is asked for always begins at the offset.
 * What is asked belongs to a turn, and each change of plan begins another one: answers of earlier turns are void. Not thread-safe; the
 * reader owns it.
 */
final class Track {
    private static final long NOWHERE = -1;
    private static final int NONE = -1;

    private final Place place;
    private final ReadSettings settings;
    private final Codec codec;
    private final IntSupplier turns;

    private boolean paused;
    private int turn;
    private long offset = NOWHERE;
    /** Leader epoch of the record before the offset, -1 if not known. */
    private int epoch = NONE;
    /** What was read since it was last told where to begin. */
    private final Lineage lineage = new Lineage();
    /** Where to begin, while there is no offset; null for nowhere. */
    private @Nullable Reset reset;
    /** Whether nothing is as young as that, so that it begins at the end. */
    private boolean nothingThere;

    private Leader leader = Leader.UNKNOWN;
    /** IDs of topics with this name that are no more: a broker that is behind may still tell of them. */
    private final Set<UUID> former = new HashSet<>();
    /** Whether what was read may have vanished from the log: the leader has changed, or somebody else read it. */
    private boolean doubted;

    private int replica = NONE;
    private long replicaFromMs;
    /** Whether a replica did not have the offset, and the leader has not given anything since. */
    private boolean sentBack;

    /** Whether a request for an offset or an epoch is under way. */
    private boolean asking;
    /** Whether a request for records is under way. */
    private boolean fetching;

    private Ask.@Nullable Part part;
    private int bytes;
    private int failures;
    private long notBeforeMs = Long.MIN_VALUE;

    private @Nullable Slice waiting;
    private @Nullable Trouble trouble;
    private Answer.Marks marks = Answer.Marks.UNKNOWN;

    /**
     * Without an offset.
     *
     * @param turns gives another number each time
     */
    Track(Place place, ReadSettings settings, Codec codec, IntSupplier turns) {
        this.place = place;
        this.settings = settings;
        this.codec = codec;
        this.turns = turns;
        this.bytes = settings.partitionBytes();
        this.turn = turns.getAsInt();
        this.reset = settings.reset().orElse(null);
    }

    Place place() {
        return place;
    }

    int turn() {
        return turn;
    }

    /** Where reading goes on after all that was taken; -1 if that is not known. */
    long offset() {
        return offset;
    }

    /** The leader epoch of what is before the offset; -1 if not known. */
    int epoch() {
        return epoch;
    }

    Answer.Marks marks() {
        return marks;
    }

    boolean paused() {
        return paused;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    // ---- changes of plan

    /** Goes on at an offset; what was read before it is looked for in the log if its leader epoch is known. */
    void seek(long to, int epochBefore) {
        newTurn();
        begin(to, epochBefore);
        doubted = epochBefore >= 0;
    }

    /** Goes on where this leads; nowhere if it is null. */
    void seek(@Nullable Reset to) {
        newTurn();
        offset = NOWHERE;
        epoch = NONE;
        reset = to;
    }

    private void begin(long at, int epochBefore) {
        offset = at;
        epoch = epochBefore;
        reset = null;
        doubted = false;
        part = null;
        lineage.clear();
    }

    /** From here on answers to what was asked before are void, and what they brought is dropped. */
    private void newTurn() {
        turn = turns.getAsInt();
        asking = false;
        fetching = false;
        nothingThere = false;
        part = null;
        trouble = null;
        failures = 0;
        notBeforeMs = Long.MIN_VALUE;
        bytes = settings.partitionBytes();
        drop();
    }

    /** Forgets what waits; it is asked for again. */
    void drop() {
        Slice dropped = waiting;
        waiting = null;
        if (dropped != null) {
            dropped.lease().release();
        }
    }

    /** Where the partition is by now. */
    void follow(Leader found) {
        if (former.contains(found.topicId())) {
            return;
        }
        if (!found.topicId().equals(Leader.NO_ID) && !leader.topicId().equals(Leader.NO_ID)) {
            if (!found.topicId().equals(leader.topicId())) {
                otherTopic(found);
                return;
            }
        }
        UUID id = found.topicId().equals(Leader.NO_ID) ? leader.topicId() : found.topicId();
        int known = found.epoch() < 0 ? leader.epoch() : found.epoch();
        boolean moved = known != leader.epoch() || found.node() != leader.node() && found.node() >= 0;
        boolean named = !id.equals(leader.topicId());
        leader = new Leader(found.node(), known, id);
        if (moved) {
            moved();
        } else if (named) {
            part = null;
        }
    }

    private void moved() {
        Slice kept = waiting;
        waiting = null;
        newTurn();
        waiting = kept;
        replica = NONE;
        sentBack = false;
        doubted |= epoch >= 0;
    }

    /** Offsets of another topic mean nothing, even if it has the same name. */
    private void otherTopic(Leader found) {
        former.add(leader.topicId());
        leader = found;
        replica = NONE;
        marks = Answer.Marks.UNKNOWN;
        if (offset == NOWHERE) {
            seek(reset);
            return;
        }
        long at = offset;
        seek(settings.reset().orElse(null));
        if (reset == null) {
            trouble = new Trouble(place, Trouble.Kind.OUT_OF_RANGE, at, null, null);
        }
    }

    /** What waits and what is asked for is void, and so is the offset. */
    private void outOfRange() {
        long at = offset;
        if (settings.reset().isPresent()) {
            seek(settings.reset().get());
        } else {
            newTurn();
            trouble = new Trouble(place, Trouble.Kind.OUT_OF_RANGE, at, null, null);
        }
    }

    // ---- what is to be asked

    /** The node that leads it, or {@link Leader#NONE}. */
    int leader() {
        return leader.node();
    }

    /** The node to ask for records. */
    int source(long nowMs) {
        if (replica >= 0 && nowMs >= replicaFromMs + settings.replicaMs()) {
            forgetReplica();
        }
        return replica >= 0 && leader.node() >= 0 ? replica : leader.node();
    }

    private boolean mayAsk(long nowMs) {
        return !asking && nowMs >= notBeforeMs && trouble == null;
    }

    /** Whether the offset to begin at is to be asked for. */
    boolean wantsOffset(long nowMs) {
        return offset == NOWHERE && reset != null && mayAsk(nowMs);
    }

    /** Whether it is to be asked how far the log still has what was read. */
    boolean wantsEpoch(long nowMs) {
        return offset != NOWHERE && inDoubt() && waiting == null && mayAsk(nowMs);
    }

    /** Whether records are to be asked for. */
    boolean wantsRecords(long nowMs) {
        return !paused && offset != NOWHERE && waiting == null && !fetching && !inDoubt() && mayAsk(nowMs);
    }

    private boolean inDoubt() {
        return doubted && leader.epoch() >= 0;
    }

    /** When it is to be looked at again even if nothing happens, {@link Long#MAX_VALUE} for never. */
    long nextMs(long nowMs) {
        return notBeforeMs > nowMs && trouble == null ? notBeforeMs : Long.MAX_VALUE;
    }

    Ask.OffsetPart offsetPart(long nowMs) {
        asking = true;
        Reset to = reset == null || nothingThere ? Reset.end() : reset;
        return new Ask.OffsetPart(place, leader.epoch(), to.timestamp(nowMs), turn);
    }

    Ask.EpochPart epochPart() {
        asking = true;
        return new Ask.EpochPart(place, leader.epoch(), epoch, turn);
    }

    /** What to ask for: the same object as long as it is the same. */
    Ask.Part part() {
        Ask.Part now = part;
        if (now == null) {
            now = new Ask.Part(place, leader.topicId(), offset, epoch, leader.epoch(), bytes, turn);
            part = now;
        }
        return now;
    }

    int bytes() {
        return bytes;
    }

    void fetching() {
        fetching = true;
    }

    // ---- answers

    private boolean current(int asked) {
        return asked == turn;
    }

    /** The request for records of this turn has been answered, be it without a word about this partition. */
    void fetched(int asked) {
        if (current(asked)) {
            fetching = false;
        }
    }

    /** A request of this turn has failed as a whole. */
    void lost(int asked, Verdict verdict, Exception cause, long nowMs) {
        if (!current(asked)) {
            return;
        }
        boolean epochs = asking && offset != NOWHERE;
        replica = NONE;
        fetching = false;
        asking = false;
        forgetReplica();
        if (epochs && verdict == Verdict.UNSUPPORTED) {
            doubted = false;
            return;
        }
        backOff(nowMs);
        if (verdict == Verdict.REFUSED || verdict == Verdict.UNSUPPORTED) {
            trouble = new Trouble(place, Trouble.Kind.REFUSED, offset, cause, null);
        }
    }

    private void backOff(long nowMs) {
        failures++;
        notBeforeMs = nowMs + settings.backoff(failures);
    }

    private void worked() {
        failures = 0;
        notBeforeMs = Long.MIN_VALUE;
    }

    /** Takes in what came for {@code asked}. */
    void records(Ask.Part asked, Answer.Part answer, int node, Lease lease, Network network, long nowMs) {
        if (!current(asked.turn())) {
            return;
        }
        fetching = false;
        switch (answer.verdict()) {
            case OK -> arrived(asked, answer, lease, nowMs);
            case OUT_OF_RANGE -> notThere(node);
            default -> failed(answer.verdict(), answer.cause(), network, nowMs);
        }
    }

    /** A replica may lag behind the leader, which is asked then. */
    private void notThere(int node) {
        if (node != leader.node()) {
            sendBack();
        } else {
            outOfRange();
        }
    }

    private void sendBack() {
        forgetReplica();
        sentBack = true;
    }

    private void forgetReplica() {
        if (replica >= 0) {
            replica = NONE;
            part = null;
        }
    }

    /** The node cannot be asked: if it is a replica for long, the leader is asked in its place. */
    boolean unreachable(int node, long nowMs) {
        boolean away = node == replica && nowMs >= replicaFromMs + settings.backoffMostMs();
        if (away) {
            sendBack();
        }
        return away;
    }

    private void failed(Verdict verdict, @Nullable Exception cause, Network network, long nowMs) {
        forgetReplica();
        backOff(nowMs);
        switch (verdict) {
            case OUTDATED -> network.outdated();
            case CORRUPT -> trouble = new Trouble(place, Trouble.Kind.CORRUPT, offset, cause, null);
            case DENIED -> trouble = new Trouble(place, Trouble.Kind.DENIED, offset, cause, null);
            case REFUSED, UNSUPPORTED, OUT_OF_RANGE ->
                trouble = new Trouble(place, Trouble.Kind.REFUSED, offset, cause, null);
            case OK, AGAIN -> {}
        }
    }

    private void arrived(Ask.Part asked, Answer.Part answer, Lease lease, long nowMs) {
        Answer.Divergence divergence = answer.divergence();
        if (divergence != null) {
            parted(divergence);
            if (part != null && trouble == null) {
                // Nothing has come of it.
                backOff(nowMs);
            }
            return;
        }
        marks = answer.marks();
        if (answer.replica() >= 0) {
            replica = answer.replica();
            if (sentBack) {
                // A replica that lacks the leader's epoch is named, and refuses, until something is written.
                backOff(nowMs);
            }
            replicaFromMs = Math.max(nowMs, notBeforeMs);
            return;
        }
        Scan scan = new Scan(asked, answer, settings, codec);
        Slice slice = scan.slice(lease);
        if (slice != null) {
            lease.hold();
            waiting = slice;
            sentBack = false;
            bytes = settings.partitionBytes();
            worked();
        } else if (scan.fault() != null) {
            corrupt(scan.fault(), nowMs);
        } else if (scan.wanted() > settings.memory()) {
            corrupt("a batch of " + scan.wanted() + " bytes, of which only a part came", nowMs);
        } else if (scan.wanted() > bytes) {
            worked();
            bytes = scan.wanted();
            part = null;
        } else if (scan.wanted() > 0) {
            backOff(nowMs);
        } else {
            worked();
        }
    }

    private void corrupt(String what, long nowMs) {
        backOff(nowMs);
        trouble = new Trouble(place, Trouble.Kind.CORRUPT, offset, codec.broken(place, offset, what, null), null);
    }

    /** Takes in the offset to begin at. */
    void began(int asked, Answer.OffsetPart answer, Network network, long nowMs) {
        if (!current(asked)) {
            return;
        }
        asking = false;
        boolean timeless = answer.verdict() == Verdict.UNSUPPORTED;
        if (answer.verdict() != Verdict.OK && !timeless) {
            failed(answer.verdict(), answer.cause(), network, nowMs);
        } else if (answer.offset() >= 0 && !timeless) {
            worked();
            begin(answer.offset(), answer.leaderEpoch());
        } else {
            // Nothing is as young as that, or the log is of a format without times.
            nothingThere = true;
            worked();
        }
    }

    /** Takes in how far the log still has what was read. */
    void validated(int asked, Answer.EpochPart answer, Network network, long nowMs) {
        if (!current(asked)) {
            return;
        }
        asking = false;
        if (answer.verdict() == Verdict.OK) {
            worked();
            doubted = false;
            parted(answer.end());
        } else if (answer.verdict() == Verdict.UNSUPPORTED) {
            doubted = false;
        } else {
            failed(answer.verdict(), answer.cause(), network, nowMs);
        }
    }

    /** The log has what was read up to here (as SubscriptionState.maybeCompleteValidation has it, Kafka 4.3.1). */
    private void parted(Answer.Divergence end) {
        boolean known = end.offset() >= 0 && end.epoch() >= 0;
        long parts = Math.min(end.offset(), lineage.laterThan(end.epoch()));
        if (known && parts >= offset) {
            if (end.epoch() < epoch) {
                epoch = end.epoch();
                part = null;
            }
        } else if (settings.reset().isEmpty()) {
            long at = offset;
            newTurn();
            doubted = true;
            trouble = new Trouble(place, Trouble.Kind.TRUNCATED, at, null, known ? before(parts, end) : null);
        } else if (known) {
            newTurn();
            goBack(before(parts, end), end);
        } else {
            seek(settings.reset().get());
        }
    }

    /** The end of what was read and is still there, as far as this is known. */
    private Answer.Divergence before(long parts, Answer.Divergence end) {
        lineage.cut(parts);
        return new Answer.Divergence(lineage.last() < 0 ? end.epoch() : lineage.last(), parts);
    }

    private void goBack(Answer.Divergence to, Answer.Divergence end) {
        offset = to.offset();
        epoch = to.epoch();
        part = null;
        // The log has an epoch that was not read: it may part even earlier.
        doubted = to.epoch() < end.epoch();
    }

    // ---- taking

    boolean takeable() {
        return waiting != null && !paused;
    }

    boolean waits() {
        return waiting != null;
    }

    /** What waits; the offset passes it. */
    @Nullable
    Slice take() {
        Slice taken = waiting;
        if (taken != null) {
            waiting = null;
            for (int i = 0; i < taken.epochs().length; i += 2) {
                lineage.add((int) taken.epochs()[i], taken.epochs()[i + 1]);
            }
            offset = taken.next();
            epoch = taken.epoch();
            part = null;
        }
        return taken;
    }

    /** What prevents reading, once it has nothing more to give; said once, and tried again then. */
    @Nullable
    Trouble trouble() {
        if (waiting != null) {
            return null;
        }
        if (trouble == null && offset == NOWHERE && reset == null) {
            return new Trouble(place, Trouble.Kind.NO_OFFSET, NOWHERE, null, null);
        }
        Trouble said = trouble;
        trouble = null;
        return said;
    }
}
