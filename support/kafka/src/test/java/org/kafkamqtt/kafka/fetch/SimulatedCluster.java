package org.kafkamqtt.kafka.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.simulation.Events;

/** Three brokers, the ways to them, and the logs that they have. */
final class SimulatedCluster {
    static final int NODES = 3;

    private static final int PRODUCERS = 3;
    private static final int FIRST_PRODUCER = 1000;

    /** How the brokers are. */
    record Manner(
            boolean committed,
            boolean named,
            boolean hardLimits,
            boolean parting,
            boolean epochs,
            boolean replicas,
            boolean sessions,
            int waitMs,
            int largest,
            boolean oldFormats,
            boolean transactions) {}

    /** Who asks. */
    interface Client {
        void answered(Request request, Answer answer);

        /** The last batch that was read, null if that is not known. */
        @Nullable
        StoredBatch tip(int place);

        /** An answer of this size is given back. */
        void released(int bytes);

        /** Answers of all kinds may go wrong now. */
        boolean failing();

        boolean corrupting();
    }

    /** A request under way. */
    static final class Request {
        final Ask ask;
        final int[] plans;
        final int[] views;
        /** Places that may not be asked about yet. */
        final int resting;

        private boolean lost;
        private List<Told> told = List.of();
        private boolean lasting;
        /** Of the parts of the answer. */
        int[] places = {};
        /** Where the log that was asked parts from what was read, by place. */
        final long[] partsFrom;

        Request(Ask ask, int[] plans, int[] views, int resting) {
            this.ask = ask;
            this.plans = plans;
            this.views = views;
            this.resting = resting;
            this.partsFrom = new long[plans.length];
        }
    }

    /** What a node was asked for. */
    private static final class Told {
        private final int place;
        private Ask.Part part;
        private Answer.@Nullable Marks marks;

        private Told(int place, Ask.Part part) {
            this.place = place;
            this.part = part;
        }
    }

    private record Key(UUID id, int place) {}

    private static final class Session {
        private int next = 1;
        private final LinkedHashMap<Key, Told> told = new LinkedHashMap<>();
    }

    private static final class Node {
        private boolean up = true;
        private long frozenUntilMs;
        private long readyMs;
        /** When somebody who waits for it looks again. */
        private long wakeMs;

        private final Map<Integer, Session> sessions = new HashMap<>();
        private final ArrayDeque<Request> queue = new ArrayDeque<>();
        private final List<Request> underWay = new ArrayList<>();
        private boolean busy;
        private long lastArrivalMs;
        private long lastDeliveryMs;
    }

    private final Events events;
    private final Client client;
    final Manner manner;
    private final List<Place> places;
    private final Map<Place, Integer> numbers = new HashMap<>();
    private final Node[] nodes = new Node[NODES];
    /** What has the name now, null for nothing. */
    final @Nullable SimulatedLog[] logs;

    private int ids;
    private int records;
    private int sessionIds;
    private int largest;
    boolean calm;
    boolean unclean;
    boolean slowToLearn;

    @SuppressWarnings("NullAway") // arrays of nullable elements
    SimulatedCluster(Events events, Client client, Manner manner, List<Place> places, int existing) {
        this.events = events;
        this.client = client;
        this.manner = manner;
        this.places = places;
        this.logs = new SimulatedLog[places.size()];
        for (int i = 0; i < NODES; i++) {
            nodes[i] = new Node();
        }
        for (int i = 0; i < places.size(); i++) {
            numbers.put(places.get(i), i);
            if (i < existing) {
                create(i);
            }
        }
    }

    int number(Place place) {
        return Objects.requireNonNull(numbers.get(place));
    }

    /** Bytes of the largest batch. */
    int largest() {
        return largest;
    }

    // ---- topics and leaders

    void create(int place) {
        if (logs[place] != null) {
            return;
        }
        String topic = places.get(place).topic();
        UUID id = null;
        for (int i = 0; i < logs.length; i++) {
            SimulatedLog other = logs[i];
            if (other != null && other.place.topic().equals(topic)) {
                id = other.id;
            }
        }
        SimulatedLog log =
                new SimulatedLog(places.get(place), id == null ? new UUID(9, ++ids) : id, events.below(NODES));
        logs[place] = log;
        log.epoch = 0;
        log.leader = events.below(NODES);
        for (Replica replica : log.replicas) {
            replica.learn(0, log.leader);
        }
    }

    void delete(String topic) {
        for (int i = 0; i < logs.length; i++) {
            if (places.get(i).topic().equals(topic)) {
                logs[i] = null;
            }
        }
    }

    /** Creates what a topic had before. */
    void createAll(String topic, int count) {
        for (int i = 0; i < count; i++) {
            if (places.get(i).topic().equals(topic)) {
                create(i);
            }
        }
    }

    /** What an up-to-date node says. */
    Leader leader(int place) {
        SimulatedLog log = logs[place];
        return log == null ? Leader.UNKNOWN : new Leader(log.leader, log.epoch, manner.named() ? Leader.NO_ID : log.id);
    }

    void leaderless(SimulatedLog log) {
        log.leader = SimulatedLog.NONE;
        log.epoch++;
        spread(log);
    }

    /** Another leader, of those that are in sync if not told otherwise. */
    void elect(SimulatedLog log, boolean anybody) {
        int first = events.below(NODES);
        for (int i = 0; i < NODES; i++) {
            int node = (first + i) % NODES;
            if (nodes[node].up && node != log.leader && !log.offline[node] && (log.inSync[node] || anybody)) {
                lead(log, node);
                return;
            }
        }
    }

    private void lead(SimulatedLog log, int node) {
        log.epoch++;
        log.leader = node;
        if (!log.inSync[node]) {
            Arrays.fill(log.inSync, false);
            log.inSync[node] = true;
            Replica replica = log.replicas[node];
            replica.high = Math.min(replica.high, replica.end());
        }
        events.trace("leader of " + log.place + " is " + node + " epoch " + log.epoch + " end "
                + log.replicas[node].end() + " high " + log.replicas[node].high);
        spread(log);
    }

    private void spread(SimulatedLog log) {
        int epoch = log.epoch;
        int leader = log.leader;
        for (Replica replica : log.replicas) {
            if (calm || events.chance(60)) {
                replica.learn(epoch, leader);
            } else {
                events.after(events.below(slowToLearn ? 200 : 10), () -> replica.learn(epoch, leader));
            }
        }
        replicateSoon(log);
    }

    // ---- replication

    private void replicateSoon(SimulatedLog log) {
        events.after(events.below(4), () -> replicate(log));
    }

    void replicate(SimulatedLog log) {
        Replica leader = log.leading();
        if (leader == null || !nodes[leader.node].up) {
            return;
        }
        long all = leader.end();
        for (Replica replica : log.replicas) {
            if (replica == leader) {
                continue;
            }
            boolean able = nodes[replica.node].up && !replica.stalled && !log.offline[replica.node];
            if (able && replica.knownEpoch == log.epoch) {
                replica.follow(leader);
                log.inSync[replica.node] = true;
            } else if (!able && log.inSync[replica.node] && events.chance(40)) {
                log.inSync[replica.node] = false;
            }
            if (log.inSync[replica.node]) {
                all = Math.min(all, replica.end());
            }
        }
        if (all > leader.high) {
            leader.high = all;
            replicateSoon(log);
        }
    }

    // ---- what is in the logs

    void produce(SimulatedLog log) {
        Replica leader = log.leading();
        if (leader == null || !nodes[leader.node].up) {
            return;
        }
        for (int count = 1 + events.below(3); count > 0; count--) {
            int kind = events.below(100);
            if (manner.transactions() && kind < 25) {
                transactional(log, leader);
            } else if (manner.transactions() && kind < 45) {
                decideOne(log, leader);
            } else {
                int magic = manner.oldFormats() && kind > 90 ? StoredBatch.OLD : 2;
                append(log, leader, null, magic, kind > 80 && magic == 2 ? 7 + events.below(2) : -1);
            }
        }
        replicateSoon(log);
    }

    private void transactional(SimulatedLog log, Replica leader) {
        int producer = FIRST_PRODUCER + events.below(PRODUCERS);
        for (Transaction open : leader.unmarked()) {
            if (open.producer == producer) {
                if (open.outcome == Transaction.Outcome.OPEN) {
                    append(log, leader, open, 2, producer);
                } else {
                    mark(log, leader, open);
                }
                return;
            }
        }
        append(log, leader, new Transaction(producer), 2, producer);
    }

    private void decideOne(SimulatedLog log, Replica leader) {
        List<Transaction> unmarked = leader.unmarked();
        if (!unmarked.isEmpty()) {
            Transaction transaction = unmarked.get(events.below(unmarked.size()));
            if (transaction.outcome == Transaction.Outcome.OPEN) {
                transaction.outcome = events.chance(50) ? Transaction.Outcome.COMMITTED : Transaction.Outcome.ABORTED;
            }
            mark(log, leader, transaction);
        }
    }

    private void mark(SimulatedLog log, Replica leader, Transaction transaction) {
        log.append(leader, StoredBatch.marker(leader.last(), leader.knownEpoch, transaction, events.nowMs()));
    }

    private void append(SimulatedLog log, Replica leader, @Nullable Transaction transaction, int magic, long producer) {
        int count = magic == StoredBatch.OLD ? 1 : 1 + events.below(4);
        long[] offsets = new long[count];
        int[] numbersOf = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = leader.end() + i;
            numbersOf[i] = ++records;
            lengths[i] = 4 + (events.chance(4) ? events.below(manner.largest()) : events.below(30));
        }
        int codec = magic == StoredBatch.OLD || events.chance(75) ? 0 : 1 + events.below(2);
        StoredBatch batch = new StoredBatch(
                leader.last(),
                leader.knownEpoch,
                transaction,
                false,
                1_000_000 + events.nowMs(),
                offsets,
                numbersOf,
                lengths,
                magic,
                codec,
                producer);
        largest = Math.max(largest, batch.bytes.length);
        log.append(leader, batch);
    }

    /** Decides and marks all transactions. */
    private void conclude(SimulatedLog log, Replica leader) {
        for (Transaction transaction : leader.unmarked()) {
            if (transaction.outcome == Transaction.Outcome.OPEN) {
                transaction.outcome = events.chance(50) ? Transaction.Outcome.COMMITTED : Transaction.Outcome.ABORTED;
            }
            mark(log, leader, transaction);
        }
    }

    void retain(SimulatedLog log) {
        Replica leader = log.leading();
        if (leader != null && leader.high > leader.start) {
            leader.start += 1 + events.below((int) Math.min(15, leader.high - leader.start));
            events.trace(log.place + " begins at " + leader.start);
        }
    }

    void compact(SimulatedLog log) {
        Replica leader = log.leading();
        if (leader == null || leader.log().size() < 2) {
            return;
        }
        long stable = leader.stable();
        for (int i = 0; i < leader.log().size() - 1; i++) {
            StoredBatch batch = leader.log().get(i);
            if (batch.last < stable && !batch.control && events.chance(40)) {
                boolean all = events.chance(40);
                boolean[] taken = new boolean[batch.ids.length];
                for (int j = 0; j < taken.length; j++) {
                    taken[j] = all || events.chance(50);
                }
                batch.compact(taken);
                batch.removed |= all && events.chance(50);
            }
        }
    }

    // ---- trouble

    void lose(int number) {
        Node node = nodes[number];
        node.queue.clear();
        node.busy = false;
        node.readyMs = events.nowMs() + events.below(calm ? 5 : 60);
        for (Request request : node.underWay) {
            request.lost = true;
            Verdict verdict = !client.failing() || events.chance(70)
                    ? Verdict.AGAIN
                    : events.chance(50) ? Verdict.REFUSED : Verdict.UNSUPPORTED;
            events.after(
                    events.below(events.chance(80) ? 5 : 100),
                    () -> client.answered(request, new Answer.Lost(verdict, new IllegalStateException("lost"))));
        }
        node.underWay.clear();
    }

    void crash(int number, long ms) {
        Node node = nodes[number];
        if (!node.up) {
            return;
        }
        node.up = false;
        node.sessions.clear();
        lose(number);
        for (SimulatedLog log : logs) {
            if (log != null && log.leader == number) {
                leaderless(log);
                events.after(events.below(80), () -> reelect(log));
            }
        }
        events.after(ms, () -> start(number));
    }

    private void start(int number) {
        nodes[number].up = true;
        for (SimulatedLog log : logs) {
            if (log != null) {
                log.replicas[number].learn(log.epoch, log.leader);
                reelect(log);
            }
        }
    }

    private void reelect(SimulatedLog log) {
        if (log.leader == SimulatedLog.NONE) {
            elect(log, unclean && events.chance(50));
        }
    }

    void freeze(int node, long ms) {
        nodes[node].frozenUntilMs = events.nowMs() + ms;
    }

    void throttle(int node, long ms) {
        nodes[node].readyMs = events.nowMs() + ms;
    }

    void forgetSessions(int node) {
        nodes[node].sessions.clear();
    }

    /** From now on all is well, and nothing more is written. */
    void heal() {
        calm = true;
        for (int i = 0; i < NODES; i++) {
            nodes[i].up = true;
            nodes[i].frozenUntilMs = 0;
            nodes[i].readyMs = Math.min(nodes[i].readyMs, events.nowMs() + 5);
        }
        for (SimulatedLog log : logs) {
            if (log != null) {
                heal(log);
            }
        }
        if (manner.replicas() && events.chance(30)) {
            stop(events.below(NODES));
        }
    }

    /** It does not come back, and nobody needs it. */
    private void stop(int number) {
        nodes[number].up = false;
        nodes[number].sessions.clear();
        lose(number);
        for (SimulatedLog log : logs) {
            if (log != null) {
                log.offline[number] = true;
                if (log.leader == number) {
                    elect(log, false);
                }
                log.inSync[number] = false;
                replicate(log);
                replicate(log);
            }
        }
    }

    private void heal(SimulatedLog log) {
        Arrays.fill(log.offline, false);
        for (Replica replica : log.replicas) {
            replica.stalled = false;
        }
        if (log.leader == SimulatedLog.NONE) {
            elect(log, false);
        }
        for (Replica replica : log.replicas) {
            replica.learn(log.epoch, log.leader);
        }
        Replica leader = Objects.requireNonNull(log.leading());
        conclude(log, leader);
        replicate(log);
        replicate(log);
    }

    // ---- requests

    boolean ready(int number) {
        Node node = nodes[number];
        if (node.up && node.readyMs <= events.nowMs()) {
            return true;
        }
        if (node.wakeMs <= events.nowMs()) {
            node.wakeMs = Math.max(node.readyMs, events.nowMs() + 20);
            events.at(node.wakeMs, () -> {});
        }
        return false;
    }

    private long delay() {
        return calm ? events.below(2) : events.delay();
    }

    void send(Request request) {
        Node node = nodes[request.ask.node()];
        node.underWay.add(request);
        node.lastArrivalMs = Math.max(node.lastArrivalMs, events.nowMs() + 1 + delay() / 2);
        events.at(node.lastArrivalMs, () -> arrive(request));
    }

    private void arrive(Request request) {
        Node node = nodes[request.ask.node()];
        if (request.lost) {
            return;
        }
        if (!node.up) {
            lose(request.ask.node());
        } else if (node.frozenUntilMs > events.nowMs()) {
            events.at(node.frozenUntilMs, () -> arrive(request));
        } else {
            node.queue.add(request);
            pump(node);
        }
    }

    private void pump(Node node) {
        while (!node.busy && !node.queue.isEmpty()) {
            Request request = node.queue.remove();
            if (request.ask instanceof Ask.Fetch fetch) {
                fetch(node, request, fetch);
            } else if (request.ask instanceof Ask.Offsets offsets) {
                respond(node, request, offsets(offsets));
            } else if (request.ask instanceof Ask.Epochs epochs) {
                respond(node, request, epochs(request, epochs));
            }
        }
    }

    private void respond(Node node, Request request, Answer answer) {
        node.lastDeliveryMs = Math.max(node.lastDeliveryMs, events.nowMs() + delay() / 2);
        events.at(node.lastDeliveryMs, () -> {
            if (!request.lost) {
                node.underWay.remove(request);
                client.answered(request, answer);
            }
        });
    }

    // ---- records

    private void fetch(Node node, Request request, Ask.Fetch ask) {
        if (client.failing() && events.chance(5)) {
            respond(node, request, refusal(events.chance(50) ? Verdict.AGAIN : Verdict.OUTDATED));
            return;
        }
        int session = session(node, request, ask);
        if (session < 0) {
            respond(node, request, refusal(Verdict.AGAIN));
            return;
        }
        Answer answer = read(node, request, ask, session, false);
        if (answer != null) {
            respond(node, request, answer);
            return;
        }
        node.busy = true;
        events.after(manner.waitMs(), () -> {
            if (!request.lost) {
                node.busy = false;
                respond(node, request, Objects.requireNonNull(read(node, request, ask, session, true)));
                pump(node);
            }
        });
    }

    private static Answer refusal(Verdict verdict) {
        return new Answer.Fetch(verdict, 0, List.of(), 0, () -> {});
    }

    /** The session that goes on, 0 for none, -1 for one that is not known. */
    private int session(Node node, Request request, Ask.Fetch ask) {
        if (ask.sessionEpoch() <= 0) {
            node.sessions.remove(ask.sessionId());
            Session session = new Session();
            tell(session, ask);
            request.told = List.copyOf(session.told.values());
            if (ask.sessionEpoch() < 0 || !manner.sessions() || !calm && events.chance(10)) {
                return 0;
            }
            node.sessions.put(++sessionIds, session);
            return sessionIds;
        }
        Session session = node.sessions.get(ask.sessionId());
        if (session == null || session.next != ask.sessionEpoch()) {
            return -1;
        }
        session.next++;
        for (Ask.Part part : ask.forgotten()) {
            session.told.remove(key(part));
        }
        tell(session, ask);
        request.told = List.copyOf(session.told.values());
        request.lasting = true;
        return ask.sessionId();
    }

    private Key key(Ask.Part part) {
        return new Key(part.topicId(), number(part.place()));
    }

    private void tell(Session session, Ask.Fetch ask) {
        for (Ask.Part part : ask.parts()) {
            Told told = session.told.get(key(part));
            if (told == null) {
                session.told.put(key(part), new Told(number(part.place()), part));
            } else {
                told.part = part;
            }
        }
    }

    /** What a node has of one partition. */
    private static final class Piece {
        private final Told told;
        private Verdict verdict = Verdict.OK;
        private Answer.Marks marks = Answer.Marks.UNKNOWN;
        private Answer.@Nullable Divergence divergence;
        private int replica = -1;
        private List<Answer.Aborted> aborted = List.of();
        private int from;
        private int to;

        private Piece(Told told) {
            this.told = told;
        }

        private boolean empty() {
            return verdict == Verdict.OK && divergence == null && replica < 0 && to == from;
        }
    }

    private byte[] buffer = new byte[4096];
    private int filled;

    private @Nullable Answer read(Node node, Request request, Ask.Fetch ask, int sessionId, boolean last) {
        List<Piece> pieces = new ArrayList<>(request.told.size());
        filled = 0;
        boolean any = last;
        for (Told told : request.told) {
            Piece piece = new Piece(told);
            piece.from = filled;
            piece.to = filled;
            read(ask, request, piece);
            pieces.add(piece);
            any |= !piece.empty();
        }
        if (!any) {
            return null;
        }
        byte[] array = Arrays.copyOf(buffer, filled);
        List<Answer.Part> parts = new ArrayList<>();
        request.places = new int[pieces.size()];
        Session session = node.sessions.get(sessionId);
        for (Piece piece : pieces) {
            boolean news = !piece.empty() || !piece.marks.equals(piece.told.marks);
            if (!request.lasting || news) {
                request.places[parts.size()] = piece.told.place;
                parts.add(part(piece, array));
            }
            piece.told.marks = piece.marks;
            if (session != null && piece.to > piece.from) {
                Key key = key(piece.told.part);
                session.told.remove(key);
                session.told.put(key, piece.told);
            }
        }
        boolean[] released = new boolean[1];
        return new Answer.Fetch(Verdict.OK, sessionId, parts, array.length, () -> {
            if (released[0]) {
                throw new AssertionError("an answer is given back twice");
            }
            released[0] = true;
            Arrays.fill(array, (byte) 0x33);
            client.released(array.length);
        });
    }

    private Answer.Part part(Piece piece, byte[] array) {
        Ask.Part asked = piece.told.part;
        return new Answer.Part(
                manner.named() ? asked.place().topic() : "",
                manner.named() ? Leader.NO_ID : asked.topicId(),
                asked.place().partition(),
                piece.verdict,
                piece.verdict == Verdict.OK ? null : new IllegalStateException(piece.verdict.toString()),
                piece.marks,
                piece.divergence,
                piece.replica,
                piece.aborted,
                new Answer.Bytes(array, piece.from, piece.to));
    }

    private void read(Ask.Fetch ask, Request request, Piece piece) {
        Ask.Part asked = piece.told.part;
        int place = piece.told.place;
        if ((request.resting >> place & 1) != 0) {
            throw new AssertionError("asks for " + asked.place() + " too soon after it failed");
        }
        SimulatedLog log = logs[place];
        if (log == null || !manner.named() && !log.id.equals(asked.topicId())) {
            piece.verdict = Verdict.OUTDATED;
            return;
        }
        if (client.failing() && events.chance(10)) {
            Verdict[] all = {Verdict.AGAIN, Verdict.OUTDATED, Verdict.DENIED, Verdict.REFUSED, Verdict.CORRUPT};
            piece.verdict = all[events.below(all.length)];
            return;
        }
        Replica replica = log.replicas[ask.node()];
        if (asked.leaderEpoch() >= 0 && asked.leaderEpoch() != replica.knownEpoch) {
            piece.verdict = asked.leaderEpoch() < replica.knownEpoch ? Verdict.OUTDATED : Verdict.AGAIN;
        } else if (!replica.leads() && !manner.replicas()) {
            piece.verdict = Verdict.OUTDATED;
        } else {
            request.partsFrom[place] = replica.partsFrom(client.tip(place));
            read(ask, log, replica, piece);
        }
    }

    private void read(Ask.Fetch ask, SimulatedLog log, Replica replica, Piece piece) {
        Ask.Part asked = piece.told.part;
        long offset = asked.offset();
        if (manner.parting() && asked.epoch() >= 0) {
            Answer.Divergence end = replica.endOf(asked.epoch());
            if (end.offset() < 0 || offset < replica.start) {
                piece.verdict = Verdict.OUT_OF_RANGE;
                return;
            }
            if (end.epoch() < asked.epoch() || end.offset() < offset) {
                piece.divergence = end;
                return;
            }
        }
        if (offset < replica.start || offset > replica.end()) {
            piece.verdict = Verdict.OUT_OF_RANGE;
            return;
        }
        piece.marks = new Answer.Marks(replica.start, replica.stable(), replica.high);
        if (replica.leads() && manner.replicas() && elsewhere(log, replica, offset)) {
            piece.replica = log.preferred;
            return;
        }
        fill(ask, replica, piece);
    }

    private boolean elsewhere(SimulatedLog log, Replica leader, long offset) {
        Replica other = log.replicas[log.preferred];
        return other != leader
                && log.inSync[other.node]
                && nodes[other.node].up
                && other.start <= offset
                && other.end() >= offset;
    }

    private void fill(Ask.Fetch ask, Replica replica, Piece piece) {
        long bound = manner.committed() ? piece.marks.stable() : piece.marks.high();
        long offset = piece.told.part.offset();
        int limit = Math.max(0, Math.min(piece.told.part.bytes(), ask.maxBytes() - filled));
        List<StoredBatch> log = replica.log();
        int from = filled;
        long to = offset;
        for (int i = replica.find(offset); i < log.size() && log.get(i).last < bound; i++) {
            StoredBatch batch = log.get(i);
            if (batch.removed) {
                continue;
            }
            int size = batch.bytes.length;
            int room = limit - (filled - from);
            boolean first = filled == from;
            if (size > room && !(first && from == 0 && !manner.hardLimits())) {
                put(batch.bytes, first && !manner.hardLimits() ? 0 : Math.max(0, room));
                break;
            }
            put(batch.bytes, size);
            to = batch.next();
            if (client.corrupting() && events.chance(10)) {
                buffer[filled - 1 - events.below(size - 21)] ^= (byte) (1 << events.below(8));
            }
        }
        piece.to = filled;
        piece.aborted = manner.committed() ? replica.aborted(offset, to) : List.of();
    }

    private void put(byte[] bytes, int count) {
        while (buffer.length < filled + count) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        System.arraycopy(bytes, 0, buffer, filled, count);
        filled += count;
    }

    // ---- offsets and epochs

    private @Nullable Verdict refused(Place place, int node, int leaderEpoch) {
        SimulatedLog log = logs[number(place)];
        if (log == null) {
            return Verdict.OUTDATED;
        }
        if (client.failing() && events.chance(15)) {
            return events.chance(70) ? Verdict.OUTDATED : events.chance(50) ? Verdict.DENIED : Verdict.REFUSED;
        }
        Replica replica = log.replicas[node];
        boolean led = replica.leads() && (leaderEpoch < 0 || leaderEpoch == replica.knownEpoch);
        return led ? null : Verdict.OUTDATED;
    }

    private Answer offsets(Ask.Offsets ask) {
        List<Answer.OffsetPart> parts = new ArrayList<>();
        for (Ask.OffsetPart asked : ask.parts()) {
            if (client.failing() && events.chance(5)) {
                continue;
            }
            Verdict refused = refused(asked.place(), ask.node(), asked.leaderEpoch());
            SimulatedLog log = logs[number(asked.place())];
            parts.add(
                    refused != null || log == null
                            ? offset(asked, refused == null ? Verdict.OUTDATED : refused, -1, -1)
                            : offset(asked, log.replicas[ask.node()]));
        }
        return new Answer.Offsets(parts);
    }

    private static Answer.OffsetPart offset(Ask.OffsetPart asked, Verdict verdict, long offset, int epoch) {
        Exception cause = verdict == Verdict.OK ? null : new IllegalStateException(verdict.toString());
        return new Answer.OffsetPart(asked.place(), verdict, cause, offset, epoch);
    }

    private Answer.OffsetPart offset(Ask.OffsetPart asked, Replica replica) {
        if (asked.timestamp() == Reset.BEGINNING) {
            int at = replica.find(replica.start);
            int epoch = at < replica.log().size() ? replica.log().get(at).epoch : replica.knownEpoch;
            return offset(asked, Verdict.OK, replica.start, epoch);
        }
        if (replica.high < replica.leadsFrom) {
            return offset(asked, Verdict.OUTDATED, -1, -1);
        }
        long end = manner.committed() ? replica.stable() : replica.high;
        if (asked.timestamp() == Reset.END) {
            return offset(asked, Verdict.OK, end, replica.knownEpoch);
        }
        if (manner.oldFormats()) {
            return offset(asked, Verdict.UNSUPPORTED, -1, -1);
        }
        for (int i = replica.find(replica.start); i < replica.log().size(); i++) {
            StoredBatch batch = replica.log().get(i);
            if (batch.timestamp >= asked.timestamp() && batch.base >= replica.start && batch.last < end) {
                return offset(asked, Verdict.OK, batch.base, batch.epoch);
            }
        }
        return offset(asked, Verdict.OK, -1, -1);
    }

    private Answer epochs(Request request, Ask.Epochs ask) {
        if (!manner.epochs()) {
            return new Answer.Lost(Verdict.UNSUPPORTED, new IllegalStateException("too old"));
        }
        List<Answer.EpochPart> parts = new ArrayList<>();
        for (Ask.EpochPart asked : ask.parts()) {
            int place = number(asked.place());
            Verdict refused = refused(asked.place(), ask.node(), asked.leaderEpoch());
            SimulatedLog log = logs[place];
            if (refused != null || log == null) {
                Verdict verdict = refused == null ? Verdict.OUTDATED : refused;
                Exception cause = new IllegalStateException(verdict.toString());
                parts.add(new Answer.EpochPart(asked.place(), verdict, cause, new Answer.Divergence(-1, -1)));
            } else {
                Replica replica = log.replicas[ask.node()];
                request.partsFrom[place] = replica.partsFrom(client.tip(place));
                parts.add(new Answer.EpochPart(asked.place(), Verdict.OK, null, replica.endOf(asked.epoch())));
            }
        }
        return new Answer.Epochs(parts);
    }
}
