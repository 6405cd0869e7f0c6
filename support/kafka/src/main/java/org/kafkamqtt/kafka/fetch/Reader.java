package org.kafkamqtt.kafka.fetch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs: what to ask of which broker, what the answers mean, and what has come.
 *
 * <p>Time and answers are handed in, requests go out by {@link Network#send}. Whoever drives it calls {@link #work} whenever something
 * has happened, {@link #answered} for each answer, and {@link #take} for what has come. Each record of a partition's log is given once
 * and in order, from the place where reading begins: none of an aborted transaction if only committed ones are read, none of another
 * topic that has taken the name.
 *
 * <p>Not thread-safe; one thread owns it. What {@link #take} returns may be closed by any thread.
 */
public final class Reader {
    private final ReadSettings settings;
    private final Network network;
    private final Codec codec;
    private final Runnable freed;
    /** Those to be served first in front. */
    private final LinkedHashMap<Place, Track> tracks = new LinkedHashMap<>();

    private final Map<Integer, Session> sessions = new TreeMap<>();
    private int turn;
    private long followed = Long.MIN_VALUE;
    private boolean anyNew;
    private int nodesServed;
    private final AtomicLong used = new AtomicLong();
    private volatile boolean starved;

    /**
     * Reads nothing yet.
     *
     * @param freed to be called when memory is given back that was missed; from any thread
     */
    public Reader(ReadSettings settings, Network network, Codec codec, Runnable freed) {
        this.settings = settings;
        this.network = network;
        this.codec = codec;
        this.freed = freed;
    }

    // ---- what is read

    /** From now on these partitions are read, and no others; those that are read already go on as they are. */
    public void assign(Collection<Place> places) {
        Set<Place> wanted = Set.copyOf(places);
        tracks.values().removeIf(track -> {
            boolean gone = !wanted.contains(track.place());
            if (gone) {
                track.drop();
            }
            return gone;
        });
        for (Place place : places) {
            tracks.computeIfAbsent(place, at -> {
                anyNew = true;
                return new Track(at, settings, codec, () -> ++turn);
            });
        }
    }

    /** The partitions that are read. */
    public Set<Place> places() {
        return Set.copyOf(tracks.keySet());
    }

    public boolean reads(Place place) {
        return tracks.containsKey(place);
    }

    private Track track(Place place) {
        Track track = tracks.get(place);
        if (track == null) {
            throw new IllegalStateException(place + " is not read");
        }
        return track;
    }

    /**
     * Goes on at an offset.
     *
     * @param epoch leader epoch of the record before it, -1 if not known
     * @throws IllegalStateException if the partition is not read
     */
    public void seek(Place place, long offset, int epoch) {
        track(place).seek(offset, epoch);
    }

    /**
     * Goes on at the beginning, at the end or at a time, which is asked for.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public void seek(Place place, Reset to) {
        track(place).seek(to);
    }

    /**
     * Brings nothing more of it until it is resumed; its place is kept.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public void pause(Place place) {
        track(place).pause(true);
    }

    /**
     * Ends a pause, if there is one.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public void resume(Place place) {
        track(place).pause(false);
    }

    /**
     * Whether it is paused.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public boolean paused(Place place) {
        return track(place).paused();
    }

    /**
     * The offset at which reading goes on after all that was taken; -1 if it is not known yet.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public long position(Place place) {
        return track(place).offset();
    }

    /**
     * The leader epoch of what is before the position; -1 if it is not known.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public int epoch(Place place) {
        return track(place).epoch();
    }

    /**
     * How far the log goes, as of the last answer about it.
     *
     * @throws IllegalStateException if the partition is not read
     */
    public Answer.Marks marks(Place place) {
        return track(place).marks();
    }

    // ---- asking

    /** Sends what is to be sent now. */
    public void work(long nowMs) {
        follow();
        askPlaces(nowMs);
        askRecords(nowMs);
    }

    private void follow() {
        long version = network.version();
        if (version == followed && !anyNew) {
            return;
        }
        followed = version;
        anyNew = false;
        for (Track track : tracks.values()) {
            track.follow(network.leader(track.place()));
        }
    }

    private void askPlaces(long nowMs) {
        Map<Integer, List<Ask.OffsetPart>> offsets = new TreeMap<>();
        Map<Integer, List<Ask.EpochPart>> epochs = new TreeMap<>();
        for (Track track : tracks.values()) {
            boolean offset = track.wantsOffset(nowMs);
            if (!offset && !track.wantsEpoch(nowMs) || !reachable(track.leader())) {
                continue;
            }
            if (offset) {
                offsets.computeIfAbsent(track.leader(), node -> new ArrayList<>())
                        .add(track.offsetPart(nowMs));
            } else {
                epochs.computeIfAbsent(track.leader(), node -> new ArrayList<>())
                        .add(track.epochPart());
            }
        }
        offsets.forEach((node, parts) -> network.send(new Ask.Offsets(node, parts)));
        epochs.forEach((node, parts) -> network.send(new Ask.Epochs(node, parts)));
    }

    private boolean reachable(int node) {
        if (node < 0) {
            network.outdated();
            return false;
        }
        return network.ready(node);
    }

    private void askRecords(long nowMs) {
        Set<Integer> untaken = untaken(nowMs);
        for (Track track : tracks.values()) {
            if (!track.wantsRecords(nowMs)) {
                continue;
            }
            int node = track.source(nowMs);
            if (node >= 0 && node != track.leader() && !network.ready(node) && track.unreachable(node, nowMs)) {
                node = track.source(nowMs);
            }
            if (node < 0) {
                network.outdated();
                continue;
            }
            Session session = sessions.computeIfAbsent(node, Session::new);
            if (!session.busy() && !untaken.contains(node)) {
                session.wanted.add(track);
            }
        }
        starved = false;
        List<Session> all = new ArrayList<>(sessions.values());
        for (int i = 0; i < all.size(); i++) {
            Session session = all.get((i + nodesServed) % all.size());
            if (!session.wanted.isEmpty()) {
                ask(session);
                session.wanted.clear();
            }
        }
        nodesServed++;
    }

    /**
     * Nodes with records that can be taken: their partitions are asked for again together. A node that has nothing for the others
     * would hold back a request for these alone, and nothing else can be asked of it meanwhile.
     */
    private Set<Integer> untaken(long nowMs) {
        Set<Integer> nodes = new HashSet<>();
        for (Track track : tracks.values()) {
            if (track.takeable()) {
                nodes.add(track.source(nowMs));
            }
        }
        return nodes;
    }

    private void ask(Session session) {
        if (!network.ready(session.node())) {
            return;
        }
        int room = room(session.wanted);
        if (room == 0) {
            return;
        }
        used.addAndGet(room);
        boolean lasting = session.wanted.size() >= settings.sessionFrom();
        network.send(session.ask(room, lasting));
    }

    /** Bytes that an answer about these may have; 0 if none is allowed now. */
    private int room(List<Track> wanted) {
        long all = 0;
        long largest = 0;
        for (Track track : wanted) {
            all += track.bytes();
            largest = Math.max(largest, track.bytes());
        }
        long most = Math.max(Math.min(settings.answerBytes(), all), largest);
        long free = settings.memory() - used.get();
        if (free < most && free < settings.partitionBytes() && used.get() > 0) {
            starved = true;
            dropPaused();
            free = settings.memory() - used.get();
            if (free < settings.partitionBytes() && used.get() > 0) {
                return 0;
            }
        }
        return (int) (used.get() == 0 ? most : Math.min(most, free));
    }

    /** What waits in paused partitions gives way to those that are read. */
    private void dropPaused() {
        for (Track track : tracks.values()) {
            if (track.paused()) {
                track.drop();
            }
        }
    }

    /**
     * When {@link #work} is to be called even if nothing happens: at this time, {@link Long#MAX_VALUE} for never.
     */
    public long nextMs(long nowMs) {
        long next = Long.MAX_VALUE;
        for (Track track : tracks.values()) {
            next = Math.min(next, track.nextMs(nowMs));
        }
        return next;
    }

    // ---- answers

    /** Takes in what became of a request. */
    public void answered(Ask ask, Answer answer, long nowMs) {
        if (ask instanceof Ask.Fetch fetch) {
            fetched(fetch, answer, nowMs);
        } else if (ask instanceof Ask.Offsets offsets) {
            offsets(offsets, answer, nowMs);
        } else if (ask instanceof Ask.Epochs epochs) {
            epochs(epochs, answer, nowMs);
        }
    }

    private void fetched(Ask.Fetch ask, Answer answer, long nowMs) {
        Session session = sessions.get(ask.node());
        if (session == null || !session.awaits(ask)) {
            throw new IllegalStateException("an answer that nobody awaits");
        }
        used.addAndGet(-session.reserved());
        if (answer instanceof Answer.Fetch fetch) {
            Lease lease = lease(fetch);
            if (fetch.verdict() == Verdict.OK) {
                take(session, fetch, lease, nowMs);
                session.answered(fetch.sessionId());
            } else {
                Exception why = new IllegalStateException("a fetch was refused");
                fail(session, fetch.verdict(), why, nowMs);
            }
            lease.release();
        } else if (answer instanceof Answer.Lost lost) {
            fail(session, lost.verdict(), lost.cause(), nowMs);
        }
    }

    private Lease lease(Answer.Fetch answer) {
        used.addAndGet(answer.bytes());
        return new Lease(() -> {
            answer.release().run();
            used.addAndGet(-answer.bytes());
            if (starved) {
                freed.run();
            }
        });
    }

    private void take(Session session, Answer.Fetch answer, Lease lease, long nowMs) {
        for (Answer.Part part : answer.parts()) {
            Ask.Part asked = session.asked(part);
            Track track = asked == null ? null : tracks.get(asked.place());
            if (asked != null && track != null) {
                track.records(asked, part, session.node(), lease, network, nowMs);
            }
        }
        for (Ask.Part asked : session.told()) {
            Track track = tracks.get(asked.place());
            if (track != null) {
                track.fetched(asked.turn());
            }
        }
    }

    private void fail(Session session, Verdict verdict, Exception cause, long nowMs) {
        for (Ask.Part asked : session.told()) {
            Track track = tracks.get(asked.place());
            if (track != null) {
                track.lost(asked.turn(), verdict, cause, nowMs);
            }
        }
        session.failed();
        if (verdict == Verdict.OUTDATED) {
            network.outdated();
        }
    }

    private void offsets(Ask.Offsets ask, Answer answer, long nowMs) {
        Map<Place, Answer.OffsetPart> found = new LinkedHashMap<>();
        if (answer instanceof Answer.Offsets offsets) {
            offsets.parts().forEach(part -> found.put(part.place(), part));
        }
        for (Ask.OffsetPart asked : ask.parts()) {
            Track track = tracks.get(asked.place());
            Answer.OffsetPart part = found.get(asked.place());
            if (track != null && part != null) {
                track.began(asked.turn(), part, network, nowMs);
            } else if (track != null) {
                track.lost(asked.turn(), verdict(answer), cause(answer), nowMs);
            }
        }
    }

    private void epochs(Ask.Epochs ask, Answer answer, long nowMs) {
        Map<Place, Answer.EpochPart> found = new LinkedHashMap<>();
        if (answer instanceof Answer.Epochs epochs) {
            epochs.parts().forEach(part -> found.put(part.place(), part));
        }
        for (Ask.EpochPart asked : ask.parts()) {
            Track track = tracks.get(asked.place());
            Answer.EpochPart part = found.get(asked.place());
            if (track != null && part != null) {
                track.validated(asked.turn(), part, network, nowMs);
            } else if (track != null) {
                track.lost(asked.turn(), verdict(answer), cause(answer), nowMs);
            }
        }
    }

    private static Verdict verdict(Answer answer) {
        return answer instanceof Answer.Lost lost ? lost.verdict() : Verdict.AGAIN;
    }

    private static Exception cause(Answer answer) {
        return answer instanceof Answer.Lost lost
                ? lost.cause()
                : new IllegalStateException("the answer lacks a partition");
    }

    // ---- what has come

    /** What has come, of all partitions that are not paused; {@link Fetched#NONE} if nothing has. It must be closed. */
    public Fetched take() {
        List<Track> served = new ArrayList<>();
        for (Track track : tracks.values()) {
            if (track.takeable()) {
                served.add(track);
            }
        }
        if (served.isEmpty()) {
            return Fetched.NONE;
        }
        List<SlicePortion> portions = new ArrayList<>(served.size());
        List<Lease> leases = new ArrayList<>(served.size());
        for (Track track : served) {
            Slice slice = track.take();
            if (slice != null) {
                portions.add(new SlicePortion(track.place(), slice, codec));
                leases.add(slice.lease());
            }
            // Those that were served queue up again.
            tracks.remove(track.place());
            tracks.put(track.place(), track);
        }
        return new Lent(portions, leases);
    }

    /** Why a partition is not read, null if all are; each trouble is said once, and what it is about is tried again. */
    public @Nullable Trouble trouble() {
        for (Track track : tracks.values()) {
            Trouble trouble = track.trouble();
            if (trouble != null) {
                return trouble;
            }
        }
        return null;
    }
}
