package org.kafkamqtt.kafka.fetch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.simulation.Events;

/**
 * One history: a reader, a user of it who changes plans, and a cluster that is written to and to which things happen. All of it is
 * drawn from one seed.
 *
 * <p>What holds all the time: each portion has the records that the log has there, from where the one before ended; the place moves
 * only as it was told, by the user or by an answer that is about the present plan, and goes back only to where a log really parts from
 * what was read; no trouble without a reason; no more memory than allowed; nobody is asked again at once who has just failed. At the
 * end, when all is well again, everything is read within bounded time, and then next to nothing is asked any more.
 */
final class History implements SimulatedCluster.Client, Network {
    /** What can be made to happen. */
    enum Happening {
        LEADER_MOVES,
        UNAWARE_LEADERS,
        NO_LEADER,
        UNCLEAN_ELECTIONS,
        LOST_CONNECTIONS,
        CRASHES,
        FROZEN_NODES,
        STALLED_FOLLOWERS,
        FORGOTTEN_SESSIONS,
        ERRORS,
        CORRUPT_BYTES,
        THROTTLING,
        NEW_TOPICS,
        GROWTH,
        RETENTION,
        COMPACTION,
        STALE_METADATA,
        PAUSES,
        SEEKS,
        ASSIGNMENTS,
        LATE_CLOSES
    }

    static final int LEAST_EVENTS = 200;

    private static final Happening[] ALL = Happening.values();
    private static final int MOST_EVENTS = 30_000;
    private static final long CALM_MS = 60_000;
    private static final long IDLE_MS = 200;
    private static final int MOST_ASKS_IN_A_MS = 40;
    /** With brokers that cut off a first batch, there must be room for all that can be wanted. */
    private static final int HARD_MEMORY = 40_000;

    /** What was taken and is not closed yet. */
    private record Open(Fetched fetched, List<Look> looks) {}

    private final Events events;
    private final Set<Happening> chosen = EnumSet.noneOf(Happening.class);
    private final Map<Happening, Integer> happened = new EnumMap<>(Happening.class);
    private final ReadSettings settings;
    private final SimulatedCluster cluster;
    private final List<Expected> all = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Reader reader;
    private final boolean lazy;
    private final List<Open> open = new ArrayList<>();

    // What is known of the cluster.
    private final Leader[] known;
    private long version;
    private boolean refreshing;
    private int existing;

    private boolean calm;
    private boolean done;
    private boolean stepping;
    private boolean late;
    private long wakeMs = Long.MAX_VALUE;
    private long failingUntilMs;
    private long corruptUntilMs;

    private long awaited;
    private long held;
    private long askedMs;
    private int asksNow;
    private int asks;
    private int read;

    History(long seed, boolean traced) {
        events = new Events(seed, traced);
        choose();
        SimulatedCluster.Manner manner = manner();
        int count = 1 + events.below(6);
        for (int i = 0; i < count; i++) {
            places.add(new Place(i % 3 == 2 ? "b" : "a", i));
            all.add(new Expected(places.get(i)));
        }
        existing = on(Happening.GROWTH) ? 1 + events.below(count) : count;
        settings = settings(manner);
        lazy = events.chance(40);
        known = new Leader[count];
        Arrays.fill(known, Leader.UNKNOWN);
        cluster = new SimulatedCluster(events, this, manner, places, existing);
        cluster.unclean = on(Happening.UNCLEAN_ELECTIONS);
        cluster.slowToLearn = on(Happening.UNAWARE_LEADERS);
        reader = new Reader(settings, this, new XorCodec(), () -> events.after(0, () -> {}));
        events.trace(settings + " " + manner + " places " + count);
    }

    private void choose() {
        int percent = 10 + events.below(60);
        for (Happening happening : ALL) {
            if (events.chance(percent)) {
                chosen.add(happening);
            }
        }
    }

    private SimulatedCluster.Manner manner() {
        boolean named = events.chance(15);
        boolean parting = events.chance(75);
        if (named) {
            // Nobody can tell the topics apart then.
            chosen.remove(Happening.NEW_TOPICS);
        }
        boolean epochs = parting && events.chance(20) || events.chance(90);
        if (!epochs && !parting) {
            chosen.remove(Happening.UNCLEAN_ELECTIONS);
        }
        return new SimulatedCluster.Manner(
                events.chance(60),
                named,
                events.chance(20),
                parting,
                epochs,
                events.chance(25),
                events.chance(80),
                20 + events.below(40),
                events.chance(50) ? 100 : 900,
                events.chance(20),
                events.chance(70));
    }

    private ReadSettings settings(SimulatedCluster.Manner manner) {
        int partitionBytes = 100 + events.below(events.chance(50) ? 200 : 2000);
        int answerBytes = partitionBytes * (1 + events.below(4));
        int policy = events.below(100);
        Optional<Reset> reset = policy < 45
                ? Optional.of(Reset.beginning())
                : policy < 60 ? Optional.of(Reset.end()) : policy < 70 ? Optional.of(Reset.ago(300)) : Optional.empty();
        return new ReadSettings(
                manner.committed(),
                on(Happening.CORRUPT_BYTES) || events.chance(70),
                partitionBytes,
                answerBytes,
                answerBytes * (1L + events.below(4)) + (manner.hardLimits() ? HARD_MEMORY : 0),
                events.chance(60) ? 1 + events.below(4) : 100,
                events.chance(50) ? 100_000 : 100 + events.below(500),
                5 + events.below(40),
                100 + events.below(300),
                reset);
    }

    /** What happened in it, for those who want to know that it did. */
    Map<Happening, Integer> happened() {
        return happened;
    }

    int events() {
        return events.happened();
    }

    /** How many records were read. */
    int read() {
        return read;
    }

    String trace() {
        return events.traced();
    }

    /** Lets it happen, and checks it. */
    void run() {
        events.after(1, this::use);
        events.after(1, this::write);
        events.after(events.below(50), this::trouble);
        assign();
        while (!done) {
            events.next();
            if (!calm && events.happened() >= LEAST_EVENTS) {
                beCalm();
            }
            if (events.happened() > MOST_EVENTS) {
                throw new AssertionError("never comes to an end");
            }
            if (!done) {
                stepSoon();
            }
        }
    }

    private boolean on(Happening happening) {
        return chosen.contains(happening);
    }

    // ---- the reader's thread

    private void stepSoon() {
        if (late) {
            late = false;
        } else if (!lazy || calm) {
            step();
        } else if (!stepping) {
            stepping = true;
            events.after(events.below(4), () -> {
                stepping = false;
                step();
                late = true;
            });
        }
    }

    private void step() {
        notice();
        reader.work(events.nowMs());
        compare();
        for (int i = 0; i < 5; i++) {
            Trouble trouble = reader.trouble();
            if (trouble == null) {
                break;
            }
            react(trouble);
            reader.work(events.nowMs());
        }
        long next = reader.nextMs(events.nowMs());
        if (next != Long.MAX_VALUE && (next < wakeMs || wakeMs <= events.nowMs())) {
            wakeMs = Math.max(next, events.nowMs() + 1);
            events.at(wakeMs, () -> {});
        }
    }

    /** What the reader is about to see. */
    private void notice() {
        for (int i = 0; i < all.size(); i++) {
            Expected expected = all.get(i);
            Leader leader = known[i];
            if (!expected.assigned || leader.equals(expected.leader)) {
                continue;
            }
            expected.view++;
            expected.notBeforeMs = 0;
            expected.leader = leader;
            SimulatedLog log = cluster.logs[i];
            if (cluster.manner.named()) {
                expected.log = log;
            } else if (!leader.topicId().equals(Leader.NO_ID)
                    && !leader.topicId().equals(expected.id)) {
                boolean other = !expected.id.equals(Leader.NO_ID);
                expected.id = leader.topicId();
                expected.log = log == null || !log.id.equals(leader.topicId()) ? formerly(leader) : log;
                if (other) {
                    otherTopic(expected);
                }
            }
        }
    }

    private final List<SimulatedLog> former = new ArrayList<>();

    private @Nullable SimulatedLog formerly(Leader leader) {
        for (SimulatedLog log : former) {
            if (log.id.equals(leader.topicId())) {
                return log;
            }
        }
        return null;
    }

    private void otherTopic(Expected expected) {
        if (expected.at < 0) {
            expected.seek(expected.pending);
        } else {
            expected.seek(settings.reset().orElse(null));
            expected.excuses.add(Trouble.Kind.OUT_OF_RANGE);
        }
    }

    /** Whether the reader is where it should be. */
    private void compare() {
        for (Expected expected : all) {
            if (expected.assigned && reader.position(expected.place) != expected.at) {
                throw new AssertionError(
                        expected.place + " is at " + reader.position(expected.place) + " instead of " + expected.at);
            }
        }
    }

    // ---- the network

    @Override
    public long version() {
        return version;
    }

    @Override
    public Leader leader(Place place) {
        return known[cluster.number(place)];
    }

    @Override
    public void outdated() {
        if (!refreshing) {
            refreshing = true;
            events.after(1 + events.below(calm || events.chance(80) ? 20 : 400), () -> {
                refreshing = false;
                refresh();
            });
        }
    }

    private void refresh() {
        for (int i = 0; i < known.length; i++) {
            if (on(Happening.STALE_METADATA) && !calm && events.chance(20)) {
                continue;
            }
            Leader leader = cluster.leader(i);
            if (!leader.equals(known[i])) {
                known[i] = leader;
                version++;
            }
        }
    }

    @Override
    public boolean ready(int node) {
        return cluster.ready(node);
    }

    @Override
    public void send(Ask ask) {
        asks++;
        asksNow = askedMs == events.nowMs() ? asksNow + 1 : 1;
        askedMs = events.nowMs();
        if (asksNow > MOST_ASKS_IN_A_MS) {
            throw new AssertionError("asks " + asksNow + " times in a millisecond");
        }
        if (events.traced) {
            events.trace("-> " + ask);
        }
        int[] plans = new int[all.size()];
        int[] views = new int[all.size()];
        int resting = 0;
        for (int i = 0; i < plans.length; i++) {
            Expected expected = all.get(i);
            plans[i] = expected.plan;
            views[i] = expected.view;
            resting |= expected.assigned && expected.notBeforeMs > events.nowMs() ? 1 << i : 0;
        }
        if (ask instanceof Ask.Fetch fetch) {
            sent(fetch);
        } else if (ask instanceof Ask.Offsets offsets) {
            offsets.parts().forEach(part -> sent(part.place(), resting(part.place())));
            offsets.parts().forEach(this::sent);
        } else if (ask instanceof Ask.Epochs epochs) {
            epochs.parts().forEach(part -> sent(part.place(), resting(part.place())));
        }
        cluster.send(new SimulatedCluster.Request(ask, plans, views, resting));
    }

    private boolean resting(Place place) {
        return expected(place).notBeforeMs > events.nowMs();
    }

    private Expected expected(Place place) {
        return all.get(cluster.number(place));
    }

    private void sent(Place place, boolean resting) {
        if (!expected(place).assigned || resting) {
            throw new AssertionError("asks about " + place + (resting ? " too soon after it failed" : ""));
        }
    }

    private void sent(Ask.OffsetPart part) {
        Expected expected = expected(part.place());
        Reset pending = expected.pending;
        boolean right = pending != null && pending.timestamp(events.nowMs()) == part.timestamp()
                || expected.orEnd && part.timestamp() == Reset.END;
        if (expected.at >= 0 || !right) {
            throw new AssertionError("asks for offset " + part.timestamp() + " of " + part.place());
        }
    }

    private void sent(Ask.Fetch fetch) {
        for (Ask.Part part : fetch.parts()) {
            Expected expected = expected(part.place());
            if (!expected.assigned || expected.paused || expected.at != part.offset()) {
                throw new AssertionError("asks for records of " + part + " instead of " + expected.at);
            }
        }
        awaited += fetch.maxBytes();
        long most = Math.max(settings.memory(), cluster.largest()) + 3L * cluster.largest();
        if (awaited + held > most) {
            throw new AssertionError("uses " + held + " and may use " + awaited + " of " + most);
        }
    }

    // ---- answers

    @Override
    public @Nullable StoredBatch tip(int place) {
        return all.get(place).tip;
    }

    @Override
    public boolean failing() {
        return !calm && events.nowMs() < failingUntilMs;
    }

    @Override
    public boolean corrupting() {
        return !calm && events.nowMs() < corruptUntilMs;
    }

    @Override
    public void released(int bytes) {
        held -= bytes;
    }

    @Override
    public void answered(SimulatedCluster.Request request, Answer answer) {
        if (events.traced) {
            events.trace("<- " + request.ask.node() + " " + told(answer));
        }
        if (request.ask instanceof Ask.Fetch fetch) {
            awaited -= fetch.maxBytes();
        }
        if (answer instanceof Answer.Fetch fetch) {
            held += fetch.bytes();
            for (int i = 0; i < fetch.parts().size(); i++) {
                heard(request, all.get(request.places[i]), fetch.parts().get(i));
            }
            if (fetch.verdict() != Verdict.OK) {
                failed(request, fetch.verdict());
            }
        } else if (answer instanceof Answer.Lost lost) {
            failed(request, lost.verdict());
        } else if (answer instanceof Answer.Offsets offsets) {
            offsets.parts().forEach(part -> heard(request, expected(part.place()), part));
        } else if (answer instanceof Answer.Epochs epochs) {
            epochs.parts().forEach(part -> heard(request, expected(part.place()), part));
        }
        reader.answered(request.ask, answer, events.nowMs());
        for (int i = 0; i < all.size(); i++) {
            Expected expected = all.get(i);
            if (expected.assigned && reader.position(expected.place) != expected.at) {
                if (request.plans[i] != expected.plan) {
                    throw new AssertionError(expected.place + " moves by an answer to what was asked before");
                }
                moved(request, i, expected, answer);
            }
        }
    }

    private static String told(Answer answer) {
        if (!(answer instanceof Answer.Fetch fetch)) {
            return answer.toString();
        }
        StringBuilder text = new StringBuilder("Fetch " + fetch.verdict() + " session " + fetch.sessionId());
        for (Answer.Part part : fetch.parts()) {
            text.append("\n    ")
                    .append(part.topic())
                    .append(part.partition())
                    .append(' ')
                    .append(part.verdict());
            text.append(' ').append(part.marks()).append(' ').append(part.divergence());
            text.append(" replica ").append(part.replica()).append(' ').append(part.aborted());
            Answer.Bytes bytes = part.bytes();
            text.append(' ').append(bytes.to() - bytes.from()).append('B');
            int at = bytes.from();
            while (bytes.to() - at >= BatchFormat.HEADER) {
                text.append(" [").append(BatchFormat.baseOffset(bytes.array(), at));
                text.append("..").append(BatchFormat.lastOffset(bytes.array(), at));
                text.append('@')
                        .append(BatchFormat.leaderEpoch(bytes.array(), at))
                        .append(']');
                at += BatchFormat.size(bytes.array(), at);
            }
        }
        return text.toString();
    }

    private boolean current(SimulatedCluster.Request request, Expected expected) {
        return expected.assigned && request.plans[cluster.number(expected.place)] == expected.plan;
    }

    /** It has failed, and is not to be asked again at once. */
    private void rest(SimulatedCluster.Request request, Expected expected) {
        if (request.views[cluster.number(expected.place)] == expected.view) {
            expected.notBeforeMs = events.nowMs() + settings.backoffMs();
        }
    }

    private void heard(SimulatedCluster.Request request, Expected expected, Answer.Part part) {
        if (!current(request, expected)) {
            return;
        }
        Answer.Divergence divergence = part.divergence();
        switch (part.verdict()) {
            case OUT_OF_RANGE -> expected.excuses.add(Trouble.Kind.OUT_OF_RANGE);
            case CORRUPT -> expected.excuses.add(Trouble.Kind.CORRUPT);
            case DENIED -> expected.excuses.add(Trouble.Kind.DENIED);
            case REFUSED, UNSUPPORTED -> expected.excuses.add(Trouble.Kind.REFUSED);
            case OK, AGAIN, OUTDATED -> {}
        }
        if (part.verdict() != Verdict.OK && part.verdict() != Verdict.OUT_OF_RANGE) {
            rest(request, expected);
        }
        if (divergence != null) {
            parted(request, expected, divergence);
        }
        if (on(Happening.CORRUPT_BYTES)) {
            expected.excuses.add(Trouble.Kind.CORRUPT);
        }
    }

    private void parted(SimulatedCluster.Request request, Expected expected, Answer.Divergence end) {
        expected.excuses.add(Trouble.Kind.TRUNCATED);
        StoredBatch tip = expected.tip;
        if (expected.hearsay && tip != null && end.offset() >= expected.at && end.epoch() < tip.epoch) {
            // Nobody knows where the epoch began of which it was told.
            expected.tip = null;
        }
        expected.partsAt = expected.back(end, request.partsFrom[cluster.number(expected.place)]);
    }

    private void heard(SimulatedCluster.Request request, Expected expected, Answer.OffsetPart part) {
        if (!current(request, expected)) {
            return;
        }
        if (part.verdict() == Verdict.UNSUPPORTED || part.verdict() == Verdict.OK && part.offset() < 0) {
            expected.orEnd = true;
        } else {
            refused(request, expected, part.verdict());
        }
    }

    private void refused(SimulatedCluster.Request request, Expected expected, Verdict verdict) {
        if (verdict != Verdict.OK) {
            rest(request, expected);
        }
        if (verdict == Verdict.DENIED) {
            expected.excuses.add(Trouble.Kind.DENIED);
        } else if (verdict == Verdict.REFUSED || verdict == Verdict.UNSUPPORTED) {
            expected.excuses.add(Trouble.Kind.REFUSED);
        }
    }

    private void heard(SimulatedCluster.Request request, Expected expected, Answer.EpochPart part) {
        if (!current(request, expected)) {
            return;
        }
        if (part.verdict() == Verdict.OK) {
            parted(request, expected, part.end());
        } else {
            refused(request, expected, part.verdict());
        }
    }

    /** A request has failed as a whole. */
    private void failed(SimulatedCluster.Request request, Verdict verdict) {
        List<Place> about = new ArrayList<>();
        if (request.ask instanceof Ask.Fetch fetch) {
            if (fetch.sessionEpoch() <= 0) {
                fetch.parts().forEach(part -> about.add(part.place()));
            }
        } else if (request.ask instanceof Ask.Offsets offsets) {
            offsets.parts().forEach(part -> about.add(part.place()));
        } else if (request.ask instanceof Ask.Epochs epochs && verdict != Verdict.UNSUPPORTED) {
            epochs.parts().forEach(part -> about.add(part.place()));
        }
        for (Place place : about) {
            if (current(request, expected(place))) {
                rest(request, expected(place));
            }
        }
        if (verdict == Verdict.REFUSED || verdict == Verdict.UNSUPPORTED) {
            all.forEach(expected -> expected.excuses.add(Trouble.Kind.REFUSED));
        }
    }

    /** The reader has gone elsewhere by an answer: as it should have? */
    private void moved(SimulatedCluster.Request request, int number, Expected expected, Answer answer) {
        long now = reader.position(expected.place);
        Answer.Divergence end = null;
        if (answer instanceof Answer.Fetch fetch) {
            Answer.Part part = part(request, number, fetch);
            if (part != null && part.verdict() == Verdict.OUT_OF_RANGE && now < 0) {
                expected.nowhere(settings.reset().orElseThrow());
                return;
            }
            end = part == null ? null : part.divergence();
        } else if (answer instanceof Answer.Offsets offsets) {
            for (Answer.OffsetPart part : offsets.parts()) {
                if (part.place().equals(expected.place)
                        && expected.at < 0
                        && part.verdict() == Verdict.OK
                        && part.offset() == now) {
                    expected.begin(now);
                    return;
                }
            }
        } else if (answer instanceof Answer.Epochs epochs) {
            for (Answer.EpochPart part : epochs.parts()) {
                end = part.place().equals(expected.place) && part.verdict() == Verdict.OK ? part.end() : end;
            }
        }
        if (end == null) {
            throw new AssertionError(
                    expected.place + " moves from " + expected.at + " to " + now + " without a reason");
        }
        if (now < 0 && end.offset() < 0) {
            expected.nowhere(settings.reset().orElseThrow());
            return;
        }
        long back = expected.back(end, request.partsFrom[number]);
        boolean other = expected.log != cluster.logs[number];
        if (now >= expected.at || now < (other ? end.offset() : back)) {
            throw new AssertionError(
                    expected.place + " goes back from " + expected.at + " to " + now + " instead of " + back);
        }
        events.trace(expected.place + " goes back to " + now);
        expected.back(now);
        SimulatedLog log = cluster.logs[number];
        if (log != null && log.replicas[request.ask.node()].start >= now) {
            // What is before is gone from that log, so that nobody can say more.
            expected.tip = null;
        }
    }

    private static Answer.@Nullable Part part(SimulatedCluster.Request request, int number, Answer.Fetch answer) {
        for (int i = 0; i < answer.parts().size(); i++) {
            if (request.places[i] == number) {
                return answer.parts().get(i);
            }
        }
        return null;
    }

    // ---- the user

    private void assign() {
        List<Place> wanted = new ArrayList<>();
        for (Expected expected : all) {
            boolean reads = calm || !on(Happening.ASSIGNMENTS) || events.chance(70);
            if (reads) {
                wanted.add(expected.place);
            }
            if (reads != expected.assigned) {
                expected.change();
                expected.assigned = reads;
                expected.paused = false;
                expected.leader = Leader.UNKNOWN;
                expected.id = Leader.NO_ID;
                expected.log = null;
                expected.nowhere(settings.reset().orElse(null));
            }
        }
        reader.assign(wanted);
        for (Expected expected : all) {
            if (expected.assigned != reader.reads(expected.place)) {
                throw new AssertionError("reads " + reader.places());
            }
        }
        events.trace("reads " + wanted);
    }

    private void use() {
        if (calm) {
            take();
            while (!open.isEmpty()) {
                close(0);
            }
            all.forEach(this::resume);
            end();
            events.after(1 + events.below(5), this::use);
            return;
        }
        int kind = events.below(100);
        if (kind < 75) {
            take();
        } else if (kind < 82 && on(Happening.SEEKS)) {
            happens(Happening.SEEKS);
            seek(any());
        } else if (kind < 90 && on(Happening.PAUSES)) {
            Expected expected = any();
            if (expected.assigned && !expected.paused) {
                happens(Happening.PAUSES);
                expected.paused = true;
                reader.pause(expected.place);
            } else {
                resume(expected);
            }
        } else if (kind < 93 && on(Happening.ASSIGNMENTS)) {
            happens(Happening.ASSIGNMENTS);
            assign();
        }
        boolean late = on(Happening.LATE_CLOSES) && events.chance(70);
        while (!open.isEmpty() && !late) {
            close(events.below(open.size()));
        }
        events.after(events.below(events.chance(80) ? 10 : 60), this::use);
    }

    private Expected any() {
        return all.get(events.below(all.size()));
    }

    private void resume(Expected expected) {
        if (expected.assigned && expected.paused) {
            expected.paused = false;
            reader.resume(expected.place);
        }
    }

    private void take() {
        Fetched fetched = reader.take();
        boolean later = on(Happening.LATE_CLOSES) && events.chance(40);
        List<Look> looks = new ArrayList<>();
        for (Portion portion : fetched.portions()) {
            Expected expected = expected(new Place(portion.topic(), portion.partition()));
            if (events.traced) {
                events.trace("takes " + expected.place + " " + expected.at + ".." + portion.nextOffset());
            }
            Look look = expected.take(portion, settings.committed());
            if (reader.epoch(expected.place) != portion.nextEpoch()) {
                throw new AssertionError("epoch " + reader.epoch(expected.place) + " after " + portion.nextEpoch());
            }
            if (later) {
                looks.add(look);
            } else {
                read += look.records(events.chance(50));
            }
        }
        compare();
        if (!fetched.isEmpty()) {
            open.add(new Open(fetched, looks));
        }
    }

    private void close(int number) {
        Open closed = open.remove(number);
        if (!calm && !closed.looks.isEmpty()) {
            happens(Happening.LATE_CLOSES);
        }
        for (Look look : closed.looks) {
            read += look.records(false);
        }
        closed.fetched.close();
        if (events.chance(10)) {
            closed.fetched.close();
        }
    }

    private void seek(Expected expected) {
        if (!expected.assigned) {
            return;
        }
        SimulatedLog log = expected.log;
        Replica replica = log == null ? null : log.leading();
        int kind = events.below(100);
        if (kind < 20) {
            seek(expected, kind < 10 ? Reset.beginning() : kind < 15 ? Reset.end() : Reset.ago(100));
        } else if (replica == null || replica.log().isEmpty()) {
            seek(expected, events.below(3), null);
        } else if (kind < 60) {
            StoredBatch before = replica.log().get(events.below(replica.log().size()));
            seek(expected, before.next(), before);
        } else {
            seek(expected, events.below((int) replica.end() + (kind < 70 ? 5 : 1)), null);
        }
    }

    private void seek(Expected expected, Reset to) {
        events.trace("seeks " + expected.place + " " + to);
        reader.seek(expected.place, to);
        expected.seek(to);
    }

    private void seek(Expected expected, long offset, @Nullable StoredBatch before) {
        events.trace("seeks " + expected.place + " " + offset + " after " + before);
        reader.seek(expected.place, offset, before == null ? -1 : before.epoch);
        expected.seek(offset, before);
    }

    private void react(Trouble trouble) {
        events.trace(trouble.toString());
        Expected expected = expected(trouble.place());
        boolean nowhere = trouble.kind() == Trouble.Kind.NO_OFFSET;
        if (!expected.assigned
                || (nowhere
                        ? expected.at >= 0 || expected.pending != null
                        : !expected.excuses.remove(trouble.kind()))) {
            throw new AssertionError("trouble without a reason: " + trouble);
        }
        boolean acts = calm || events.chance(70);
        switch (trouble.kind()) {
            case NO_OFFSET -> seek(expected, events.chance(70) ? Reset.beginning() : Reset.end());
            case OUT_OF_RANGE -> {
                if (settings.reset().isPresent()) {
                    throw new AssertionError("does not do as it was told: " + trouble);
                }
                if (acts && expected.at >= 0) {
                    seek(expected, events.chance(50) ? Reset.beginning() : Reset.end());
                }
            }
            case TRUNCATED -> {
                if (acts) {
                    truncated(expected, trouble.end());
                }
            }
            case CORRUPT, DENIED, REFUSED -> {}
        }
    }

    private void truncated(Expected expected, Answer.@Nullable Divergence end) {
        if (settings.reset().isPresent()) {
            throw new AssertionError("does not do as it was told");
        }
        if (end == null) {
            seek(expected, Reset.beginning());
            return;
        }
        boolean other = expected.log != cluster.logs[cluster.number(expected.place)];
        if (!other && end.offset() < expected.partsAt) {
            throw new AssertionError(expected.place + " is said to part at " + end + " instead of " + expected.partsAt);
        }
        // What is before is known only if the log parts exactly there.
        StoredBatch tip = end.offset() == expected.partsAt ? expected.tip : null;
        reader.seek(expected.place, end.offset(), end.epoch());
        expected.seek(end.offset(), tip);
        expected.back(end.offset());
    }

    // ---- what happens

    private void happens(Happening happening) {
        happened.merge(happening, 1, Integer::sum);
    }

    private void write() {
        if (calm) {
            return;
        }
        SimulatedLog log = cluster.logs[events.below(all.size())];
        if (log != null) {
            cluster.produce(log);
        }
        events.after(events.below(events.chance(80) ? 12 : 60), this::write);
    }

    private void trouble() {
        if (calm) {
            return;
        }
        Happening happening = ALL[events.below(ALL.length)];
        for (int i = 0; i < 3 && !on(happening); i++) {
            happening = ALL[events.below(ALL.length)];
        }
        SimulatedLog log = cluster.logs[events.below(all.size())];
        if (on(happening) && log != null) {
            events.trace("trouble " + happening);
            cause(happening, log, events.below(SimulatedCluster.NODES));
        }
        events.after(events.below(events.chance(70) ? 30 : 200), this::trouble);
    }

    private void cause(Happening happening, SimulatedLog log, int node) {
        switch (happening) {
            case LEADER_MOVES, UNAWARE_LEADERS -> cluster.elect(log, false);
            case NO_LEADER -> {
                cluster.leaderless(log);
                events.after(events.below(200), () -> cluster.elect(log, false));
            }
            case UNCLEAN_ELECTIONS -> unclean(log);
            case LOST_CONNECTIONS -> cluster.lose(node);
            case CRASHES -> cluster.crash(node, events.below(300));
            case FROZEN_NODES -> cluster.freeze(node, events.below(events.chance(80) ? 100 : 800));
            case STALLED_FOLLOWERS -> stall(log.replicas[node], events.below(300));
            case FORGOTTEN_SESSIONS -> cluster.forgetSessions(node);
            case ERRORS -> failingUntilMs = events.nowMs() + events.below(200);
            case CORRUPT_BYTES -> corruptUntilMs = events.nowMs() + events.below(200);
            case THROTTLING -> cluster.throttle(node, events.below(150));
            case NEW_TOPICS -> recreate(log.place.topic());
            case GROWTH -> grow();
            case RETENTION -> cluster.retain(log);
            case COMPACTION -> cluster.compact(log);
            case STALE_METADATA -> events.after(events.below(50), this::refresh);
            case PAUSES, SEEKS, ASSIGNMENTS, LATE_CLOSES -> {
                return;
            }
        }
        happens(happening);
    }

    private void stall(Replica replica, long ms) {
        replica.stalled = true;
        events.after(ms, () -> replica.stalled = false);
    }

    /** A node that is behind leads, and another one that is ahead may have a turn later. */
    private void unclean(SimulatedLog log) {
        Replica behind = log.replicas[events.below(SimulatedCluster.NODES)];
        behind.stalled = true;
        events.after(20 + events.below(100), () -> {
            behind.stalled = false;
            cluster.elect(log, true);
        });
        if (events.chance(50)) {
            int node = events.below(SimulatedCluster.NODES);
            log.offline[node] = true;
            events.after(40 + events.below(200), () -> {
                log.offline[node] = false;
                cluster.elect(log, true);
            });
        }
    }

    private void recreate(String topic) {
        for (SimulatedLog log : cluster.logs) {
            if (log != null && log.place.topic().equals(topic)) {
                former.add(log);
            }
        }
        cluster.delete(topic);
        events.after(events.below(100), () -> cluster.createAll(topic, existing));
        events.after(events.below(150), this::refresh);
    }

    private void grow() {
        if (existing < all.size()) {
            existing++;
            cluster.createAll("a", existing);
            cluster.createAll("b", existing);
        }
    }

    // ---- the end

    private void beCalm() {
        events.trace("calm");
        calm = true;
        existing = all.size();
        cluster.createAll("a", existing);
        cluster.createAll("b", existing);
        cluster.heal();
        all.forEach(this::resume);
        assign();
        refresh();
        events.after(CALM_MS, () -> {
            for (Expected expected : all) {
                SimulatedLog log = cluster.logs[cluster.number(expected.place)];
                Replica leader = log == null ? null : log.leading();
                if (leader == null || expected.at < 0 || leader.has(expected.at, bound(leader))) {
                    throw new AssertionError(expected.place + " hangs at " + expected.at);
                }
            }
            throw new AssertionError("hangs");
        });
    }

    private long bound(Replica replica) {
        return settings.committed() ? replica.stable() : replica.high;
    }

    private long finishedMs = -1;
    private int asksAtEnd;

    /** Whether all is read; and nothing more happens then. */
    private void end() {
        if (finishedMs < 0 && finished()) {
            finishedMs = events.nowMs();
            asksAtEnd = asks;
            events.trace("all is read");
        }
        if (finishedMs < 0 || events.nowMs() < finishedMs + IDLE_MS) {
            return;
        }
        long most = SimulatedCluster.NODES * (6 + IDLE_MS / cluster.manner.waitMs()) + 4L * all.size();
        if (asks - asksAtEnd > most) {
            throw new AssertionError("asks " + (asks - asksAtEnd) + " times while nothing happens");
        }
        if (!finished()) {
            throw new AssertionError("goes back after all is read");
        }
        reader.assign(List.of());
        if (held != 0) {
            throw new AssertionError(held + " bytes are never given back");
        }
        done = true;
    }

    private boolean finished() {
        for (int i = 0; i < all.size(); i++) {
            Expected expected = all.get(i);
            Replica leader = Objects.requireNonNull(cluster.logs[i]).leading();
            if (leader == null
                    || expected.log != cluster.logs[i]
                    || expected.at < 0
                    || expected.at > leader.end()
                    || leader.has(expected.at, bound(leader))) {
                return false;
            }
        }
        return true;
    }
}
