package org.kafkamqtt.kafka.append;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.simulation.Events;

/**
 * One history: a producer that adds records, lanes that send them, a cluster to which things happen, and at the end a look
 * at what was reported and what is in the logs. All of it is drawn from one seed.
 *
 * <p>What is claimed at the end, see {@link #check}. The one exception: a broker that has forgotten a producer whose batches
 * it stored takes any sequence of it, so that what is unreported or under way in that partition at that moment may be stored
 * again, or out of order ({@link #guessed}); this is so for any producer.
 */
final class History implements SimulatedCluster.Client, Leaders, Outcomes<Notes> {
    /** What can be made to happen. */
    enum Trouble {
        LEADER_MOVES,
        UNAWARE_LEADERS,
        NO_LEADER,
        LOST_CONNECTIONS,
        CRASHES,
        FROZEN_NODES,
        STALLED_FOLLOWERS,
        SIZE_LIMITS,
        BAD_RECORDS,
        LOST_AUTHORISATION,
        FULL_DISKS,
        RESTART_WITHOUT_PRODUCERS,
        IDLE_EXPIRY,
        NEW_TOPICS,
        FENCE,
        ABORT,
        BUSY_NODES,
        PAUSES
    }

    /** What became of a record. */
    enum Fate {
        OPEN,
        ARRIVED,
        FAILED,
        PERHAPS
    }

    static final int LEAST_EVENTS = 200;

    private static final Trouble[] ALL = Trouble.values();
    private static final long FIRST_PRODUCER = 1000;

    private static final byte[] POOL = new byte[4096];
    private static final List<Header> HEADERS =
            List.of(new Header("a", null), new Header("ö", "x".getBytes(StandardCharsets.UTF_8)));
    private static final long CALM_MS = 1_200_000;
    private static final int MOST_EVENTS = 20_000;

    static {
        new SplittableRandom(7).nextBytes(POOL);
    }

    private static final class Rec {
        private final int partition;
        private final long timestamp;
        private final int keyAt;
        private final int keyLength;
        private final int valueAt;
        private final int valueLength;
        private final boolean headers;
        private final boolean bad;
        private Fate fate = Fate.OPEN;
        /** Whether a broker had to guess while it was open. */
        private boolean guessed;

        private long offset = -1;
        private int incarnation;
        // What is found in the log of its incarnation.
        private int found;
        private boolean offsetFound;

        private Rec(
                int partition,
                long timestamp,
                int keyAt,
                int keyLength,
                int valueAt,
                int valueLength,
                boolean headers,
                boolean bad) {
            this.partition = partition;
            this.timestamp = timestamp;
            this.keyAt = keyAt;
            this.keyLength = keyLength;
            this.valueAt = valueAt;
            this.valueLength = valueLength;
            this.headers = headers;
            this.bad = bad;
        }
    }

    private final Events events;
    private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    private final AppendSettings settings;
    private final SimulatedCluster cluster;
    private final Buffers buffers;
    private final Lanes<Notes> lanes;
    private final Intake<Notes> intake;
    private final List<Lane<Notes>> laneOf = new ArrayList<>();
    private final int[] knownLeader;
    private final int[] knownIncarnation;
    /** Whether a broker had to guess in a partition. */
    private final boolean[] guesses;

    private final List<Rec> records = new ArrayList<>();
    private final long baseTimestamp = 1_700_000_000_000L;
    private final int mask;
    private final short firstEpoch;
    private final boolean lazy;
    /** Whether all records have the same size, so that the sequences of one batch fit another. */
    private final boolean uniform;

    private final Map<Trouble, Integer> happened = new EnumMap<>(Trouble.class);

    private @Nullable Rec blocked;
    private boolean paused;
    private boolean calm;
    private boolean added;
    private boolean refreshing;
    private boolean asking;
    private boolean stepping;
    private boolean late;
    private long producers = FIRST_PRODUCER;
    private long wakeMs = Long.MAX_VALUE;
    private long silentUntilMs;
    private long busyUntilMs;
    private int busyNode = -1;
    private int answeringIncarnation;
    private int largest;

    History(long seed, boolean traced) {
        events = new Events(seed, traced);
        settings = settings();
        chooseTroubles();
        boolean old = events.chance(10);
        lazy = events.chance(50);
        uniform = events.chance(40);
        mask = events.below(256);
        firstEpoch = (short) (events.chance(15) ? Short.MAX_VALUE - 1 - events.below(3) : 0);
        cluster = new SimulatedCluster(events, this, events.chance(50), events.chance(60), old);
        int count = 1 + events.below(3);
        for (int i = 0; i < count; i++) {
            cluster.add(i < 2 ? "a" : "b", i < 2 ? i : 0, events.below(SimulatedPartition.NODES));
        }
        knownLeader = new int[count];
        knownIncarnation = new int[count];
        guesses = new boolean[count];
        Arrays.fill(knownLeader, NONE);
        buffers = new Buffers(settings.memory());
        Codec codec = events.chance(30) ? new PlainCodec() : null;
        lanes = new Lanes<>(settings, codec, this, this, buffers);
        intake = new Intake<>(settings, codec, buffers, Notes::new);
        boolean wraps = !old && events.chance(30);
        for (SimulatedPartition partition : cluster.partitions) {
            Lane<Notes> lane = lanes.lane(partition.topic, partition.number);
            lane.firstSequence = wraps ? Integer.MAX_VALUE - events.below(60) : 0;
            laneOf.add(lane);
        }
        events.trace(settings + " epoch " + firstEpoch + " partitions " + count + " lazy " + lazy + " old " + old);
    }

    private void chooseTroubles() {
        if (events.chance(25)) {
            // Requests under way and records that leave a gap are the hardest together, and alone.
            troubles.add(Trouble.LOST_CONNECTIONS);
            troubles.add(events.chance(50) ? Trouble.BAD_RECORDS : any());
            troubles.add(any());
        } else {
            int percent = 10 + events.below(50);
            for (Trouble trouble : ALL) {
                if (events.chance(percent)) {
                    troubles.add(trouble);
                }
            }
        }
        // These two end a history.
        if (!events.chance(10)) {
            troubles.removeAll(EnumSet.of(Trouble.FENCE, Trouble.ABORT));
        }
    }

    private Trouble any() {
        return ALL[events.below(ALL.length)];
    }

    private AppendSettings settings() {
        boolean idempotent = events.chance(92);
        int batchSize = 120 + events.below(300);
        return new AppendSettings(
                idempotent,
                true,
                batchSize,
                events.chance(30) ? batchSize * (1L + events.below(5)) : batchSize * 40L,
                events.chance(50) ? 0 : events.below(60),
                1 + events.below(5),
                events.chance(50) ? 1 << 20 : 300 + events.below(800),
                events.chance(50) ? Long.MAX_VALUE : 300 + events.below(events.chance(50) ? 2_500 : 10_000),
                events.chance(65) ? Integer.MAX_VALUE : events.below(events.chance(60) ? 2 : 6),
                1 + events.below(100),
                100 + events.below(1000),
                events.chance(85));
    }

    /** What happened in it, for those who want to know that it did. */
    Map<Trouble, Integer> happened() {
        return happened;
    }

    int events() {
        return events.happened();
    }

    int count(Fate fate) {
        int count = 0;
        for (Rec rec : records) {
            count += rec.fate == fate ? 1 : 0;
        }
        return count;
    }

    String trace() {
        return events.traced();
    }

    /** Lets it happen, and checks it. */
    void run() {
        refresh();
        events.after(1, this::adding);
        events.after(events.below(50), this::trouble);
        while (!events.isEmpty()) {
            events.next();
            if (!calm && events.happened() >= LEAST_EVENTS) {
                beCalm();
            }
            if (events.happened() > MOST_EVENTS) {
                throw new AssertionError("never comes to an end");
            }
            stepSoon();
        }
        check();
    }

    private void beCalm() {
        events.trace("calm");
        calm = true;
        silentUntilMs = 0;
        cluster.heal();
        for (int p = 0; p < cluster.partitions.size(); p++) {
            if (events.chance(50)) {
                cluster.partitions.get(p).sizeLimit = Integer.MAX_VALUE;
            }
        }
        events.after(CALM_MS, () -> {
            if (!added || !lanes.isEmpty()) {
                throw new AssertionError("hangs: all added " + added + ", lanes empty " + lanes.isEmpty());
            }
        });
    }

    // ---- the appender's thread

    private void stepSoon() {
        if (late) {
            late = false;
        } else if (!lazy) {
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

    private int stepped = -1;

    private void step() {
        if (stepped == events.happened()) {
            return;
        }
        stepped = events.happened();
        long leaves = intake.drainTo(lanes, events.nowMs());
        lanes.expire(events.nowMs());
        while (true) {
            List<Shipment<Notes>> due = lanes.due(events.nowMs(), this::ready);
            if (due.isEmpty()) {
                break;
            }
            due.forEach(this::send);
        }
        if (lanes.needsIdentity() && !lanes.isEmpty() && !asking) {
            askIdentity();
        }
        long next = lanes.nextMs(events.nowMs());
        if (leaves != Long.MAX_VALUE) {
            next = Math.min(next, events.nowMs() + leaves);
        }
        if (next != Long.MAX_VALUE && (next < wakeMs || wakeMs <= events.nowMs())) {
            wakeMs = Math.max(next, events.nowMs() + 1);
            events.at(wakeMs, () -> {});
        }
    }

    private boolean ready(int node) {
        return !(node == busyNode && events.nowMs() < busyUntilMs) && cluster.ready(node);
    }

    private void send(Shipment<Notes> shipment) {
        SimulatedCluster.Request request = cluster.request(shipment.node());
        for (Batch<Notes> batch : shipment.batches()) {
            int p = laneOf.indexOf(batch.lane);
            request.parts.add(new SimulatedCluster.Part(batch, cluster.partitions.get(p), knownIncarnation[p]));
            if (events.traced) {
                events.trace("-> " + shipment.node() + " " + cluster.partitions.get(p) + " " + batch.sequence() + "+"
                        + batch.count() + " epoch "
                        + (batch.identity() == null ? "none" : batch.identity().epoch()) + " "
                        + Arrays.toString(ids(batch)));
            }
        }
        cluster.send(request);
    }

    private void askIdentity() {
        asking = true;
        events.after(events.delay(), () -> {
            asking = false;
            if (calm || events.chance(80)) {
                lanes.identified(new Identity(producers++, firstEpoch));
            }
        });
    }

    @Override
    public void answered(SimulatedCluster.Request request) {
        boolean wrong = false;
        for (SimulatedCluster.Part part : request.parts) {
            Answer answer = part.answer;
            if (answer == null) {
                throw new AssertionError("no answer");
            }
            if (events.traced) {
                events.trace("<- " + request.node + " " + part.partition + " " + part.batch.sequence() + "+"
                        + part.batch.count() + " " + answer.kind() + " " + answer.baseOffset());
            }
            answeringIncarnation = part.incarnation;
            lanes.answered(part.batch, answer, events.nowMs());
            wrong |= answer.kind() != Answer.Kind.ARRIVED;
        }
        if (wrong) {
            outdated();
        }
    }

    @Override
    public void changed() {
        // The driver looks after each event.
    }

    @Override
    public int leader(String topic, int partition) {
        return knownLeader[topic.equals("a") ? partition : 2];
    }

    @Override
    public void outdated() {
        if (!refreshing) {
            refreshing = true;
            events.after(1 + events.below(calm || events.chance(80) ? 20 : 500), () -> {
                refreshing = false;
                refresh();
            });
        }
    }

    /** What the cluster says about leaders; what a partition of it says may be late, but never goes back. */
    private void refresh() {
        boolean changed = false;
        for (int p = 0; p < knownLeader.length; p++) {
            SimulatedPartition partition = cluster.partitions.get(p);
            if (!calm && events.chance(10)) {
                continue;
            }
            knownLeader[p] = partition.leader;
            if (knownIncarnation[p] != partition.incarnation()) {
                knownIncarnation[p] = partition.incarnation();
                changed = true;
            }
        }
        if (changed) {
            lanes.topicChanged("a");
            lanes.topicChanged("b");
        }
    }

    // ---- the adding thread

    private void adding() {
        long now = events.nowMs();
        if (paused) {
            paused = false;
            intake.resume();
        }
        if (blocked != null) {
            Rec rec = blocked;
            blocked = null;
            add(rec);
        }
        if (now >= silentUntilMs && !calm) {
            for (int burst = 1 + events.below(6); burst > 0 && blocked == null; burst--) {
                add(record());
            }
        }
        intake.look(now);
        if (calm && blocked == null) {
            intake.handOverAll(now);
            added = true;
            return;
        }
        if (on(Trouble.PAUSES) && blocked == null && events.chance(30)) {
            paused = true;
            intake.pause();
        }
        long pause = now < silentUntilMs ? silentUntilMs - now : 1 + events.below(events.chance(80) ? 15 : 150);
        events.after(pause, this::adding);
    }

    private Rec record() {
        int id = records.size();
        int kind = events.below(100);
        int valueLength =
                uniform ? 30 : kind < 8 ? -1 : kind < 14 ? 0 : kind < 97 ? events.below(45) : events.below(900);
        int key = events.below(100);
        int keyLength = uniform || key < 30 ? -1 : key < 40 ? 0 : events.below(8);
        Rec rec = new Rec(
                events.below(laneOf.size()),
                baseTimestamp + (id ^ mask),
                id % 1000,
                keyLength,
                id % 2000,
                valueLength,
                events.chance(10),
                on(Trouble.BAD_RECORDS) && events.chance(4));
        records.add(rec);
        return rec;
    }

    private void add(Rec rec) {
        Batch<Notes> batch = intake.add(
                laneOf.get(rec.partition),
                events.nowMs(),
                rec.timestamp,
                rec.keyLength < 0 ? null : POOL,
                rec.keyAt,
                rec.keyLength,
                rec.valueLength < 0 ? null : POOL,
                rec.valueAt,
                rec.valueLength,
                rec.headers ? HEADERS : List.of());
        if (batch == null) {
            blocked = rec;
            return;
        }
        batch.notes().add((int) (rec.timestamp - baseTimestamp) ^ mask);
        largest = Math.max(largest, batch.buffer().length);
    }

    // ---- trouble

    private boolean on(Trouble trouble) {
        return troubles.contains(trouble);
    }

    private void trouble() {
        if (calm) {
            return;
        }
        Trouble trouble = any();
        for (int i = 0; i < 3 && !on(trouble); i++) {
            trouble = any();
        }
        if (on(trouble)) {
            events.trace("trouble " + trouble);
            happened.merge(trouble, 1, Integer::sum);
            cause(trouble, cluster.partitions.get(events.below(laneOf.size())), events.below(SimulatedPartition.NODES));
        }
        events.after(events.below(events.chance(70) ? 30 : 300), this::trouble);
    }

    private void cause(Trouble trouble, SimulatedPartition partition, int node) {
        switch (trouble) {
            case LEADER_MOVES -> cluster.moveLeader(partition, false);
            case UNAWARE_LEADERS -> cluster.moveLeader(partition, true);
            case NO_LEADER -> cluster.leaderless(partition, events.below(400));
            case LOST_CONNECTIONS -> cluster.lose(node);
            case CRASHES -> cluster.crash(node, events.below(1000));
            case FROZEN_NODES -> cluster.freeze(node, events.below(events.chance(80) ? 300 : 4000));
            case STALLED_FOLLOWERS -> cluster.stall(partition, node, events.below(1000));
            case SIZE_LIMITS -> partition.sizeLimit = events.chance(50) ? Integer.MAX_VALUE : 100 + events.below(400);
            case BAD_RECORDS -> {}
            case LOST_AUTHORISATION -> {
                partition.authorised = false;
                events.after(events.below(60), () -> partition.authorised = true);
            }
            case FULL_DISKS -> partition.diskFull = true;
            case RESTART_WITHOUT_PRODUCERS -> forget(partition, node);
            case IDLE_EXPIRY -> expire();
            case NEW_TOPICS -> {
                cluster.recreate(partition.topic);
                events.after(events.below(100), this::outdated);
            }
            case FENCE -> fence(partition);
            case ABORT -> lanes.fail(new Exception("aborted"));
            case BUSY_NODES -> {
                busyNode = node;
                busyUntilMs = events.nowMs() + events.below(300);
                events.at(busyUntilMs, () -> {});
            }
            case PAUSES -> {}
        }
    }

    private void forget(SimulatedPartition partition, int node) {
        boolean all = events.chance(30);
        for (int i = 0; i < SimulatedPartition.NODES; i++) {
            if (all || i == node) {
                partition.replicas[i].memory.forget();
                partition.replicas[i].idleForgotten = false;
            }
        }
    }

    /** Nothing is added for long, so that brokers forget the producer, as they do after a minute at the earliest. */
    private void expire() {
        silentUntilMs = events.nowMs() + 40_000 + events.below(60_000);
        events.at(silentUntilMs, () -> {
            for (SimulatedPartition partition : cluster.partitions) {
                for (SimulatedPartition.Replica replica : partition.replicas) {
                    if (!replica.memory.isEmpty()) {
                        replica.memory.expire(events.nowMs() - 60_000);
                        replica.idleForgotten |= replica.memory.isEmpty();
                    }
                }
            }
        });
    }

    private void fence(SimulatedPartition partition) {
        if (partition.leader == SimulatedPartition.NONE || producers == FIRST_PRODUCER) {
            return;
        }
        SimulatedPartition.Replica replica = partition.replicas[partition.leader];
        replica.append(StoredBatch.fence(producers - 1, replica.end(), events.nowMs()));
    }

    // ---- what is heard

    private static int[] ids(Batch<Notes> batch) {
        int[] ids = new int[batch.count()];
        int count = 0;
        for (Span<Notes> span : batch.spans()) {
            for (int i = 0; i < span.count(); i++) {
                ids[count++] = span.notes().id(span.first() + i);
            }
        }
        if (count != ids.length) {
            throw new AssertionError("spans of " + count + " records, batch of " + ids.length);
        }
        return ids;
    }

    @Override
    public void arrived(Batch<Notes> batch, long baseOffset, long logAppendTime) {
        int[] ids = ids(batch);
        events.trace("arrived");
        for (int i = 0; i < ids.length; i++) {
            Rec rec = settle(ids[i], Fate.ARRIVED);
            rec.offset = baseOffset == -1 ? -1 : baseOffset + i;
            rec.incarnation = answeringIncarnation;
        }
    }

    @Override
    public void failed(Batch<Notes> batch, int from, int count, Exception cause, boolean perhapsArrived) {
        int[] ids = ids(batch);
        if (events.traced) {
            events.trace("failed " + Arrays.toString(Arrays.copyOfRange(ids, from, from + count)) + " perhaps "
                    + perhapsArrived + " " + cause);
        }
        for (int i = from; i < from + count; i++) {
            Rec rec = settle(ids[i], perhapsArrived ? Fate.PERHAPS : Fate.FAILED);
            if (!legal(rec, cause)) {
                throw new AssertionError("record " + ids[i] + " fails needlessly: " + cause);
            }
        }
    }

    /** Whether something was done to a record for which it may fail. */
    private boolean legal(Rec rec, Exception cause) {
        if (lanes.failure() != null || guesses[rec.partition]) {
            return true;
        }
        String words = String.valueOf(cause.getMessage());
        boolean retried = settings.retries() < Integer.MAX_VALUE;
        return cause instanceof DeliveryTimeout && settings.deliveryMs() < Long.MAX_VALUE
                || words.equals("AGAIN") && retried
                || words.equals("AGAIN_PERHAPS_ARRIVED") && retried
                || words.equals("LOST") && retried
                || words.equals("OUT_OF_ORDER") && !settings.idempotent()
                || words.equals("TOO_LARGE") && on(Trouble.SIZE_LIMITS)
                || words.equals("REFUSED") && on(Trouble.LOST_AUTHORISATION)
                || words.equals("RECORDS_REFUSED") && on(Trouble.BAD_RECORDS)
                || words.equals("FENCED");
    }

    private Rec settle(int id, Fate fate) {
        Rec rec = records.get(id);
        if (rec.fate != Fate.OPEN) {
            throw new AssertionError("record " + id + " reported as " + rec.fate + ", then as " + fate);
        }
        rec.fate = fate;
        return rec;
    }

    @Override
    public boolean bad(int id) {
        return records.get(id).bad;
    }

    @Override
    public void guessed(SimulatedPartition partition, boolean idle) {
        int p = cluster.partitions.indexOf(partition);
        guesses[p] = true;
        events.trace(partition + " guesses" + (idle ? ", since long idle" : ""));
        for (Batch<Notes> batch : cluster.underWay(partition)) {
            for (int id : ids(batch)) {
                records.get(id).guessed = true;
            }
        }
        for (Rec rec : records) {
            if (!idle && rec.partition == p && rec.fate == Fate.OPEN) {
                rec.guessed = true;
            }
        }
    }

    // ---- the bytes

    @Override
    public int[] decoded(SimulatedPartition partition, ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(21));
        require(bytes.getLong(0) == 0 && bytes.getInt(8) == bytes.limit() - 12, "length");
        require(bytes.get(16) == 2 && bytes.getInt(17) == (int) crc.getValue(), "checksum");
        int count = bytes.getInt(57);
        require(bytes.getInt(23) == count - 1 && count > 0, "count");
        require((bytes.getLong(43) >= 0) == settings.idempotent(), "producer");
        require((bytes.getInt(53) >= 0) == settings.idempotent(), "sequence");
        ByteBuffer in = bytes;
        in.position(61);
        if (bytes.getShort(21) != 0) {
            in = PlainCodec.decompressed(bytes, 61);
        }
        int[] ids = new int[count];
        long base = bytes.getLong(27);
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int length = (int) number(in);
            int start = in.position();
            require(in.get() == 0, "attributes");
            long timestamp = base + number(in);
            most = Math.max(most, timestamp);
            require(number(in) == i, "offset delta");
            int id = (int) (timestamp - baseTimestamp) ^ mask;
            require(id >= 0 && id < records.size(), "timestamp");
            ids[i] = id;
            content(partition, records.get(id), in);
            require(in.position() == start + length, "record length");
        }
        require(!in.hasRemaining(), "end");
        require(bytes.getLong(35) == most, "greatest timestamp");
        return ids;
    }

    private void content(SimulatedPartition partition, Rec rec, ByteBuffer in) {
        require(cluster.partitions.get(rec.partition) == partition, "partition");
        bytes(in, rec.keyAt, rec.keyLength, "key");
        bytes(in, rec.valueAt, rec.valueLength, "value");
        require(number(in) == (rec.headers ? HEADERS.size() : 0), "headers");
        if (rec.headers) {
            byte[] expected = {2, 'a', 1, 4, (byte) 0xc3, (byte) 0xb6, 2, 'x'};
            for (byte b : expected) {
                require(in.get() == b, "header");
            }
        }
    }

    private static void bytes(ByteBuffer in, int at, int length, String what) {
        require(number(in) == length, what);
        for (int i = 0; i < length; i++) {
            require(in.get() == POOL[at + i], what);
        }
    }

    private static long number(ByteBuffer in) {
        long bits = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            bits |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("a broker gets wrong bytes: " + what);
        }
    }

    // ---- the end

    private void check() {
        if (!added || !lanes.isEmpty()) {
            throw new AssertionError("hangs: all added " + added + ", lanes empty " + lanes.isEmpty());
        }
        if (buffers.used() != 0) {
            throw new AssertionError(buffers.used() + " bytes are never given back");
        }
        // A batch that is split is there twice for a moment, and each record may need more for its timestamp.
        long most = Math.max(settings.memory(), largest) + 2L * largest + 82L * records.size();
        if (buffers.most() > most) {
            throw new AssertionError(buffers.most() + " bytes used of " + most);
        }
        for (int p = 0; p < laneOf.size(); p++) {
            SimulatedPartition partition = cluster.partitions.get(p);
            for (int incarnation = 0; incarnation <= partition.incarnation(); incarnation++) {
                look(partition, incarnation);
            }
        }
        for (int id = 0; id < records.size(); id++) {
            conclude(id);
        }
    }

    /** Walks through a log: in order, and nothing twice. */
    private void look(SimulatedPartition partition, int incarnation) {
        int last = -1;
        for (StoredBatch batch : partition.log(incarnation)) {
            for (int i = 0; i < batch.ids.length; i++) {
                int id = batch.ids[i];
                Rec rec = records.get(id);
                if (!rec.guessed && settings.idempotent()) {
                    if (id <= last) {
                        throw new AssertionError("record " + id + " after " + last + " in " + partition);
                    }
                    last = id;
                }
                if (rec.fate == Fate.FAILED && !(rec.guessed && settings.idempotent())) {
                    throw new AssertionError("record " + id + " failed, but is in " + partition);
                }
                if (rec.fate == Fate.ARRIVED && rec.incarnation == incarnation) {
                    rec.found++;
                    rec.offsetFound |= rec.offset == -1 || rec.offset == batch.baseOffset + i;
                }
            }
        }
    }

    private void conclude(int id) {
        Rec rec = records.get(id);
        if (rec.fate == Fate.OPEN) {
            throw new AssertionError("record " + id + " never reported");
        }
        if (rec.fate == Fate.ARRIVED) {
            if (rec.found == 0 && !(rec.guessed && rec.offset == -1)) {
                throw new AssertionError("record " + id + " acknowledged, but not in the log");
            }
            if (rec.found > 0 && !rec.offsetFound) {
                throw new AssertionError("record " + id + " is not at offset " + rec.offset);
            }
        }
    }

    /** Compresses nothing: says how much there is, and changes every byte. */
    private static final class PlainCodec implements Codec {
        @Override
        public int id() {
            return 1;
        }

        @Override
        public ByteBuffer compress(byte[] records, int from, int to, int room) {
            ByteBuffer out = ByteBuffer.allocate(room + Integer.BYTES + to - from);
            out.position(room);
            out.putInt(to - from);
            for (int i = from; i < to; i++) {
                out.put((byte) (records[i] ^ 0x5a));
            }
            return out;
        }

        private static ByteBuffer decompressed(ByteBuffer in, int from) {
            ByteBuffer out = ByteBuffer.allocate(in.getInt(from));
            for (int i = from + Integer.BYTES; i < in.limit(); i++) {
                out.put((byte) (in.get(i) ^ 0x5a));
            }
            return out.flip();
        }
    }
}
