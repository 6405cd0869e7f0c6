package org.kafkamqtt.kafka.append;

import static org.kafkamqtt.kafka.append.SimulatedPartition.NODES;
import static org.kafkamqtt.kafka.append.SimulatedPartition.NONE;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.simulation.Events;

/**
 * Three brokers, and the connections to them.
 *
 * <p>A broker handles the requests of one connection one after the other, and answers in that order. When a connection breaks,
 * no answer comes any more; the requests in it may still be handled, even later than those of the next connection, unless the
 * broker died.
 */
final class SimulatedCluster {
    static final long REQUEST_TIMEOUT_MS = 2_000;
    static final long REPLICATION_TIMEOUT_MS = 1_000;
    /** How much later than its connection's end a request is handled, at most. */
    static final int STRAY_MS = 5_000;

    /** What the history hears of. */
    interface Client {
        void answered(Request request);

        /** The records of the batch, which was decoded and found right. */
        int[] decoded(SimulatedPartition partition, ByteBuffer bytes);

        boolean bad(int id);

        /** A broker takes any sequence here, although the log has batches of this producer. */
        void guessed(SimulatedPartition partition, boolean idle);

        void changed();
    }

    /** One batch in a request. */
    static final class Part {
        final Batch<Notes> batch;
        final SimulatedPartition partition;
        final int incarnation;
        private @Nullable ByteBuffer copy;

        @Nullable
        Answer answer;
        /** Length of the log that is to be committed before the answer. */
        private int needed;

        private int leaderEpoch;
        private long baseOffset;

        Part(Batch<Notes> batch, SimulatedPartition partition, int incarnation) {
            this.batch = batch;
            this.partition = partition;
            this.incarnation = incarnation;
        }

        /** What the network has of it: the buffer itself as long as the client awaits the answer. */
        ByteBuffer bytes() {
            return copy == null ? batch.toSend() : copy.duplicate();
        }
    }

    /** One request, until it is answered or lost. */
    static final class Request {
        final int node;
        final List<Part> parts = new ArrayList<>(2);
        private final Connection connection;
        private boolean atBroker;
        private boolean gone;
        private boolean late;
        private boolean handled;
        /** Whether the client has its answer, or has given it up. */
        boolean over;

        private long deadlineMs;

        private Request(int node, Connection connection) {
            this.node = node;
            this.connection = connection;
        }
    }

    private static final class Connection {
        private final int node;
        private boolean open = true;
        private final ArrayDeque<Request> unanswered = new ArrayDeque<>();
        private final ArrayDeque<Request> inbox = new ArrayDeque<>();
        private @Nullable Request current;
        private long lastArrivalMs;
        private long lastAnswerMs;

        private Connection(int node) {
            this.node = node;
        }
    }

    final List<SimulatedPartition> partitions = new ArrayList<>();
    private final Events events;
    private final Client client;
    private final boolean precise;
    private final boolean named;
    private final boolean old;
    private final @Nullable Connection[] connections = new Connection[NODES];
    private final boolean[] connecting = new boolean[NODES];
    private final boolean[] alive = {true, true, true};
    private final long[] frozenUntilMs = new long[NODES];
    private final List<Request> requests = new ArrayList<>();
    private final Map<Answer.Kind, Exception> reasons = new EnumMap<>(Answer.Kind.class);
    private int[] copying = {};

    /**
     * A cluster without partitions.
     *
     * @param precise whether an error says if the batch was stored before it
     * @param named whether refused records are named
     * @param old whether a broker says so when it knows nothing of a producer, and no offset of a repeat
     */
    SimulatedCluster(Events events, Client client, boolean precise, boolean named, boolean old) {
        this.events = events;
        this.client = client;
        this.precise = precise;
        this.named = named;
        this.old = old;
    }

    private Answer error(Answer.Kind kind) {
        return Answer.of(kind, reason(kind));
    }

    /** An exception whose message is the kind of answer. */
    private Exception reason(Answer.Kind kind) {
        return reasons.computeIfAbsent(kind, key -> new Exception(key.name()));
    }

    SimulatedPartition add(String topic, int number, int leader) {
        SimulatedPartition partition = new SimulatedPartition(topic, number, leader);
        partitions.add(partition);
        copying = new int[partitions.size() * NODES];
        return partition;
    }

    // ---- the client's side

    boolean ready(int node) {
        Connection connection = connections[node];
        if (connection != null && connection.open) {
            return connection.unanswered.size() < 8;
        }
        if (!connecting[node]) {
            connecting[node] = true;
            events.after(1 + events.below(30), () -> {
                connecting[node] = false;
                if (alive[node]) {
                    connections[node] = new Connection(node);
                }
                client.changed();
            });
        }
        return false;
    }

    Request request(int node) {
        Connection connection = connections[node];
        if (connection == null || !connection.open) {
            throw new AssertionError("not connected to " + node);
        }
        return new Request(node, connection);
    }

    void send(Request request) {
        Connection connection = request.connection;
        connection.unanswered.add(request);
        requests.add(request);
        connection.lastArrivalMs = Math.max(connection.lastArrivalMs, events.nowMs() + events.delay());
        events.at(connection.lastArrivalMs, () -> arrived(request));
        events.after(REQUEST_TIMEOUT_MS, () -> {
            if (!request.over) {
                lose(connection);
            }
        });
    }

    /** The connection to this node breaks. */
    void lose(int node) {
        Connection connection = connections[node];
        if (connection != null) {
            lose(connection);
        }
    }

    private void lose(Connection connection) {
        if (!connection.open) {
            return;
        }
        connection.open = false;
        events.trace("connection to " + connection.node + " lost");
        int underWay = 0;
        for (Request request : connection.unanswered) {
            underWay += request.atBroker ? 0 : 1;
        }
        int kept = events.below(underWay + 1);
        for (Request request : connection.unanswered) {
            request.over = true;
            if (!request.atBroker && kept-- <= 0) {
                request.gone = true;
            }
            for (Part part : request.parts) {
                ByteBuffer bytes = part.batch.toSend();
                part.copy = ByteBuffer.allocate(bytes.limit()).put(bytes).flip();
            }
        }
        while (!connection.unanswered.isEmpty()) {
            Request request = connection.unanswered.poll();
            for (Part part : request.parts) {
                part.answer = error(Answer.Kind.LOST);
            }
            client.answered(request);
        }
        requests.removeIf(request -> request.gone);
    }

    // ---- the brokers' side

    private void arrived(Request request) {
        Connection connection = request.connection;
        if (request.gone) {
            return;
        }
        if (!connection.open && !request.late && events.chance(70)) {
            // All that is left in a broken connection is handled late, in its order.
            request.late = true;
            connection.lastArrivalMs = Math.max(connection.lastArrivalMs, events.nowMs())
                    + events.below(events.chance(70) ? STRAY_MS / 50 : STRAY_MS / 2);
            events.at(connection.lastArrivalMs, () -> arrived(request));
            return;
        }
        request.atBroker = true;
        connection.inbox.add(request);
        serve(connection);
    }

    private void serve(Connection connection) {
        connection.inbox.removeIf(request -> request.gone);
        if (connection.current != null || connection.inbox.isEmpty()) {
            return;
        }
        if (events.nowMs() < frozenUntilMs[connection.node]) {
            events.at(frozenUntilMs[connection.node], () -> serve(connection));
            return;
        }
        Request request = connection.inbox.poll();
        connection.current = request;
        request.deadlineMs = events.nowMs() + REPLICATION_TIMEOUT_MS;
        events.after(REPLICATION_TIMEOUT_MS, () -> complete(request));
        for (Part part : request.parts) {
            part.answer = null;
            part.answer = produce(request.node, part);
            if (events.traced) {
                events.trace("node " + request.node + " " + part.partition + " " + part.batch.sequence() + "+"
                        + part.batch.count() + (request.over ? " (stray)" : "") + ": "
                        + (part.answer == null ? "stored up to " + part.needed : part.answer.kind()));
            }
        }
        request.handled = true;
        complete(request);
        for (Part part : request.parts) {
            copySoon(part.partition);
        }
    }

    /** Null if it is stored, and to be answered when it is replicated. */
    private @Nullable Answer produce(int node, Part part) {
        SimulatedPartition partition = part.partition;
        ByteBuffer bytes = part.bytes();
        int[] ids = client.decoded(partition, bytes);
        if (!partition.authorised) {
            return error(Answer.Kind.REFUSED);
        }
        if (part.incarnation != partition.incarnation() || !partition.leads(node)) {
            return before();
        }
        if (!partition.enoughInSync() && node == partition.leader) {
            return error(Answer.Kind.AGAIN);
        }
        if (bytes.limit() > partition.sizeLimit) {
            return error(Answer.Kind.TOO_LARGE);
        }
        Answer refused = refused(ids);
        if (refused != null) {
            return refused;
        }
        part.leaderEpoch = partition.leaderEpoch;
        return store(node, part, bytes, ids);
    }

    /** An error that is found before anything is stored. */
    private Answer before() {
        return error(precise ? Answer.Kind.AGAIN : Answer.Kind.AGAIN_PERHAPS_ARRIVED);
    }

    private @Nullable Answer refused(int[] ids) {
        List<Answer.RefusedRecord> refused = new ArrayList<>(0);
        for (int i = 0; i < ids.length; i++) {
            if (client.bad(ids[i])) {
                refused.add(new Answer.RefusedRecord(i, reason(Answer.Kind.RECORDS_REFUSED)));
            }
        }
        return refused.isEmpty()
                ? null
                : Answer.refused(reason(Answer.Kind.RECORDS_REFUSED), named ? refused : List.of());
    }

    private @Nullable Answer store(int node, Part part, ByteBuffer bytes, int[] ids) {
        SimulatedPartition partition = part.partition;
        SimulatedPartition.Replica replica = partition.replicas[node];
        long producerId = bytes.getLong(43);
        short epoch = bytes.getShort(51);
        int sequence = bytes.getInt(53);
        if (producerId >= 0) {
            StoredBatch same = replica.memory.repeated(producerId, epoch, sequence, ids.length);
            if (same != null) {
                part.needed = replica.log.indexOf(same) + 1;
                part.baseOffset = old ? -1 : same.baseOffset;
                return null;
            }
            switch (replica.memory.check(producerId, epoch, sequence)) {
                case FENCED -> {
                    return error(Answer.Kind.FENCED);
                }
                case OUT_OF_ORDER -> {
                    return error(Answer.Kind.OUT_OF_ORDER);
                }
                case UNKNOWN -> {
                    if (old && sequence != 0) {
                        guess(partition, replica, producerId);
                        return error(Answer.Kind.FORGOTTEN);
                    }
                    guess(partition, replica, producerId);
                }
                case NEXT -> {}
            }
        }
        if (partition.diskFull && node == partition.leader) {
            partition.diskFull = false;
            boolean stored = events.chance(50);
            if (stored) {
                replica.append(new StoredBatch(producerId, epoch, sequence, replica.end(), events.nowMs(), ids));
            }
            moveLeader(partition, false);
            return stored ? error(Answer.Kind.AGAIN_PERHAPS_ARRIVED) : before();
        }
        replica.append(new StoredBatch(producerId, epoch, sequence, replica.end(), events.nowMs(), ids));
        part.needed = replica.log.size();
        part.baseOffset = replica.end() - ids.length;
        return null;
    }

    private void guess(SimulatedPartition partition, SimulatedPartition.Replica replica, long producerId) {
        for (StoredBatch batch : replica.log) {
            if (batch.producerId == producerId) {
                client.guessed(partition, replica.idleForgotten);
                return;
            }
        }
    }

    /** Answers a request all of whose parts are decided. */
    private void complete(Request request) {
        Connection connection = request.connection;
        if (request.gone || !request.handled || connection.current != request) {
            return;
        }
        for (Part part : request.parts) {
            if (part.answer == null) {
                part.answer = decided(request, part);
                if (part.answer == null) {
                    return;
                }
            }
        }
        connection.current = null;
        requests.remove(request);
        if (!request.over) {
            connection.lastAnswerMs = Math.max(connection.lastAnswerMs, events.nowMs() + events.delay());
            events.at(connection.lastAnswerMs, () -> answer(request));
        }
        if (!connection.inbox.isEmpty()) {
            events.after(events.below(3), () -> serve(connection));
        }
    }

    private @Nullable Answer decided(Request request, Part part) {
        SimulatedPartition partition = part.partition;
        boolean leads = part.incarnation == partition.incarnation()
                && partition.leads(request.node)
                && (request.node == partition.zombie || part.leaderEpoch == partition.leaderEpoch);
        if (!leads) {
            return error(Answer.Kind.AGAIN_PERHAPS_ARRIVED);
        }
        if (part.needed <= partition.committed(request.node)) {
            return partition.enoughInSync() || request.node == partition.zombie
                    ? Answer.arrived(part.baseOffset, -1)
                    : error(Answer.Kind.AGAIN_PERHAPS_ARRIVED);
        }
        return events.nowMs() >= request.deadlineMs ? error(Answer.Kind.AGAIN_PERHAPS_ARRIVED) : null;
    }

    private void answer(Request request) {
        if (!request.over) {
            request.over = true;
            request.connection.unanswered.remove(request);
            client.answered(request);
        }
    }

    private void copySoon(SimulatedPartition partition) {
        int index = partitions.indexOf(partition) * NODES;
        for (int node = 0; node < NODES; node++) {
            int follower = node;
            if (copying[index + node] == 0 && partition.behind(node)) {
                copying[index + node] = 1;
                long delay = events.chance(80) ? events.below(3) : events.below(300);
                events.after(delay, () -> {
                    copying[index + follower] = 0;
                    copy(partition, follower);
                });
            }
        }
    }

    private void copy(SimulatedPartition partition, int node) {
        if (partition.leader == NONE) {
            return;
        }
        long thawMs = Math.max(frozenUntilMs[node], frozenUntilMs[partition.leader]);
        if (events.nowMs() < thawMs) {
            int index = partitions.indexOf(partition) * NODES + node;
            copying[index] = 1;
            events.at(thawMs, () -> {
                copying[index] = 0;
                copy(partition, node);
            });
            return;
        }
        partition.copy(node);
        settle();
    }

    /** Answers what can be answered after a change. */
    private void settle() {
        for (Request request : List.copyOf(requests)) {
            complete(request);
        }
    }

    // ---- what happens to them

    /** Whether a request under way or at a broker has records of this partition. */
    List<Batch<Notes>> underWay(SimulatedPartition partition) {
        List<Batch<Notes>> batches = new ArrayList<>();
        for (Request request : requests) {
            for (Part part : request.parts) {
                if (part.partition == partition) {
                    batches.add(part.batch);
                }
            }
        }
        return batches;
    }

    void moveLeader(SimulatedPartition partition, boolean unaware) {
        int node = partition.candidate(events.below(NODES));
        if (node == NONE || partition.leader == NONE) {
            return;
        }
        partition.elect(node, unaware);
        events.trace(partition + " led by " + node + (unaware ? ", not known to " + partition.zombie : ""));
        if (unaware) {
            events.after(50 + events.below(1500), () -> {
                partition.stepDown();
                settle();
                copySoon(partition);
            });
        }
        settle();
        copySoon(partition);
    }

    /** A partition has no leader for a while. */
    void leaderless(SimulatedPartition partition, long ms) {
        if (partition.leader == NONE) {
            return;
        }
        int before = partition.leader;
        partition.abandon();
        events.trace(partition + " without leader");
        settle();
        events.after(ms, () -> appoint(partition, before));
    }

    private void appoint(SimulatedPartition partition, int before) {
        if (partition.leader != NONE) {
            return;
        }
        int node = partition.candidate(events.below(NODES));
        if (node == NONE) {
            // Only the one before it has all.
            node = partition.replicas[before].alive && partition.replicas[before].inSync ? before : NONE;
        }
        if (node != NONE) {
            partition.elect(node, false);
            events.trace(partition + " led by " + node);
            settle();
            copySoon(partition);
        }
    }

    void crash(int node, long ms) {
        if (!alive[node]) {
            return;
        }
        alive[node] = false;
        events.trace("node " + node + " dies");
        for (Request request : requests) {
            request.gone |= request.node == node;
        }
        requests.removeIf(request -> request.gone);
        Connection connection = connections[node];
        if (connection != null) {
            for (Request request : connection.unanswered) {
                request.gone = true;
            }
            events.after(events.delay(), () -> lose(connection));
        }
        for (SimulatedPartition partition : partitions) {
            partition.died(node);
            if (partition.leader == node) {
                leaderless(partition, events.below(200));
            } else {
                events.after(events.below(500), () -> {
                    if (!alive[node]) {
                        partition.shrink(node);
                        settle();
                    }
                });
            }
        }
        events.after(ms, () -> back(node));
    }

    private void back(int node) {
        alive[node] = true;
        events.trace("node " + node + " is back");
        for (SimulatedPartition partition : partitions) {
            partition.back(node, events.chance(70) ? 1 : 2 + events.below(4));
            appoint(partition, node);
            copySoon(partition);
        }
        client.changed();
    }

    void freeze(int node, long ms) {
        events.trace("node " + node + " frozen for " + ms);
        frozenUntilMs[node] = events.nowMs() + ms;
    }

    void stall(SimulatedPartition partition, int node, long ms) {
        if (node == partition.leader) {
            return;
        }
        partition.replicas[node].stalled = true;
        events.trace(partition + " not copied by " + node);
        events.after(events.below(300), () -> {
            if (partition.replicas[node].stalled) {
                partition.shrink(node);
                settle();
            }
        });
        events.after(ms, () -> {
            partition.replicas[node].stalled = false;
            copySoon(partition);
        });
    }

    void recreate(String topic) {
        events.trace(topic + " made anew");
        for (SimulatedPartition partition : partitions) {
            if (partition.topic.equals(topic)) {
                partition.recreate();
            }
        }
        settle();
    }

    /** Everything works again. */
    void heal() {
        for (SimulatedPartition partition : partitions) {
            partition.authorised = true;
            partition.diskFull = false;
            for (SimulatedPartition.Replica replica : partition.replicas) {
                replica.stalled = false;
            }
            appoint(partition, 0);
            copySoon(partition);
        }
    }
}
