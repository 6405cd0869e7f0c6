package org.kafkamqtt.kafka.append;

import java.util.ArrayList;
import java.util.List;

/**
 * A partition with three replicas: a leader, followers that copy its log, and what of it is committed.
 *
 * <p>A batch is committed once all in-sync replicas have it; only an in-sync replica becomes the leader, so that what is
 * committed is never lost, while the rest of a log may be cut off. A former leader may go on for a while without knowing it.
 */
final class SimulatedPartition {
    static final int NODES = 3;
    static final int NONE = -1;
    private static final int LEAST_IN_SYNC = 2;

    /** The log of one node, and what it knows of producers. */
    static final class Replica {
        final List<StoredBatch> log = new ArrayList<>();
        final ProducerMemory memory = new ProducerMemory();
        boolean alive = true;
        boolean inSync = true;
        /** Whether it does not copy for a while. */
        boolean stalled;
        /** How much of its log is that of the leader. */
        int same;
        /** Whether producers were forgotten only since they were idle for long. */
        boolean idleForgotten;

        long end() {
            return log.isEmpty() ? 0 : log.get(log.size() - 1).endOffset();
        }

        void append(StoredBatch batch) {
            log.add(batch);
            memory.stored(batch);
            idleForgotten = false;
        }

        private void cut(int length) {
            if (log.size() > length) {
                log.subList(length, log.size()).clear();
                memory.rebuild(log);
            }
        }
    }

    final String topic;
    final int number;
    final Replica[] replicas = new Replica[NODES];
    /** The committed logs of the topics that had this name before. */
    final List<List<StoredBatch>> former = new ArrayList<>();

    int leader;
    int leaderEpoch;
    /** A former leader that has not heard of it. */
    int zombie = NONE;

    int committed;
    int sizeLimit = Integer.MAX_VALUE;
    boolean authorised = true;
    boolean diskFull;
    private int zombieCommitted;

    SimulatedPartition(String topic, int number, int leader) {
        this.topic = topic;
        this.number = number;
        this.leader = leader;
        clear();
    }

    private void clear() {
        for (int node = 0; node < NODES; node++) {
            Replica old = replicas[node];
            replicas[node] = new Replica();
            replicas[node].alive = old == null || old.alive;
        }
        boolean none = candidates() == 0;
        for (Replica replica : replicas) {
            replica.inSync = none || replica.alive;
        }
        committed = 0;
        zombie = NONE;
    }

    private int candidates() {
        int count = 0;
        for (Replica replica : replicas) {
            count += replica.alive ? 1 : 0;
        }
        return count;
    }

    /** Which topic of this name it is, from 0. */
    int incarnation() {
        return former.size();
    }

    /** The log of one of the topics that had this name. */
    List<StoredBatch> log(int incarnation) {
        if (incarnation < former.size()) {
            return former.get(incarnation);
        }
        return leader == NONE ? List.of() : replicas[leader].log;
    }

    boolean leads(int node) {
        return node == leader || node == zombie;
    }

    int committed(int node) {
        return node == leader ? committed : zombieCommitted;
    }

    boolean enoughInSync() {
        int count = 0;
        for (Replica replica : replicas) {
            count += replica.inSync ? 1 : 0;
        }
        return count >= LEAST_IN_SYNC;
    }

    /** A follower copies what it lacks; true if more may be committed. */
    boolean copy(int node) {
        Replica replica = replicas[node];
        if (leader == NONE || leads(node) || !replica.alive || replica.stalled) {
            return false;
        }
        List<StoredBatch> log = replicas[leader].log;
        for (int i = replica.log.size(); i < log.size(); i++) {
            replica.append(log.get(i));
        }
        replica.same = log.size();
        replica.inSync = true;
        return advance();
    }

    /** Whether a follower lacks something, or a place among those in sync. */
    boolean behind(int node) {
        Replica replica = replicas[node];
        return leader != NONE
                && !leads(node)
                && replica.alive
                && !replica.stalled
                && (replica.log.size() < replicas[leader].log.size() || !replica.inSync);
    }

    /** Commits what all in-sync replicas have. */
    boolean advance() {
        if (leader == NONE) {
            return false;
        }
        int least = replicas[leader].log.size();
        for (int node = 0; node < NODES; node++) {
            if (node != leader && replicas[node].inSync) {
                least = Math.min(least, replicas[node].same);
            }
        }
        boolean more = least > committed;
        committed = Math.max(committed, least);
        return more;
    }

    /** Takes a follower out of those in sync. */
    void shrink(int node) {
        if (leader != NONE && node != leader) {
            replicas[node].inSync = false;
            advance();
        }
    }

    /**
     * Another leader.
     *
     * @param unaware whether the one before it does not hear of it yet
     */
    void elect(int node, boolean unaware) {
        if (node == zombie) {
            // It never hears that it was not the leader in between, and cuts nothing off.
            zombie = NONE;
        } else {
            stepDown();
        }
        int before = leader;
        if (node == before) {
            return;
        }
        List<StoredBatch> log = replicas[node].log;
        if (log.size() < committed) {
            throw new AssertionError("the simulation lost what was committed");
        }
        leader = node;
        leaderEpoch++;
        for (int other = 0; other < NODES; other++) {
            Replica replica = replicas[other];
            replica.same = same(replica.log, log);
            if (!replica.alive) {
                replica.inSync = false;
            }
            if (other == before && unaware && replica.alive) {
                zombie = other;
                zombieCommitted = committed;
            } else if (other != node && replica.alive) {
                replica.cut(replica.same);
            }
        }
        advance();
    }

    /** The former leader hears that it is no more. */
    void stepDown() {
        if (zombie != NONE) {
            Replica replica = replicas[zombie];
            zombie = NONE;
            replica.cut(replica.same);
        }
    }

    /** Its leader is gone, and no other is chosen yet. */
    void abandon() {
        stepDown();
        leader = NONE;
    }

    void died(int node) {
        if (node == zombie) {
            stepDown();
        }
        replicas[node].alive = false;
    }

    /** A node is back, with its log and what its snapshot has of producers. */
    void back(int node, int kept) {
        Replica replica = replicas[node];
        replica.alive = true;
        replica.stalled = false;
        replica.memory.restart(kept);
        if (leader != NONE) {
            replica.same = same(replica.log, replicas[leader].log);
            replica.cut(replica.same);
        }
    }

    /** A node that may become the leader, {@link #NONE} if there is none. */
    int candidate(int from) {
        for (int i = 0; i < NODES; i++) {
            int node = (from + i) % NODES;
            if (node != leader && replicas[node].alive && replicas[node].inSync) {
                return node;
            }
        }
        return NONE;
    }

    private static int same(List<StoredBatch> one, List<StoredBatch> other) {
        int length = Math.min(one.size(), other.size());
        int same = 0;
        while (same < length && one.get(same) == other.get(same)) {
            same++;
        }
        return same;
    }

    /** The topic is deleted, and made anew: an empty log, and nobody knows any producer. */
    void recreate() {
        stepDown();
        former.add(leader == NONE ? longest() : new ArrayList<>(replicas[leader].log));
        clear();
        leaderEpoch++;
        leader = NONE;
        leader = candidate(0);
    }

    private List<StoredBatch> longest() {
        List<StoredBatch> longest = List.of();
        for (Replica replica : replicas) {
            if (replica.inSync && replica.log.size() > longest.size()) {
                longest = replica.log;
            }
        }
        return longest;
    }

    @Override
    public String toString() {
        return topic + "-" + number;
    }
}
