package org.kafkamqtt.topics.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One partition as the cluster has it.
 *
 * @param number from 0
 * @param leader the broker that leads it; empty for none
 * @param replicas the brokers that are to have it, the preferred leader first
 * @param inSync those that have all of it
 * @param eligible those that may lead though they are not in sync (KIP-966); empty where brokers do not tell
 * @param lastEligible the last ones known before; empty where brokers do not tell
 * @param move a reassignment under way
 * @param bytes the size of its log at the leader; empty where nobody told
 */
public record PartitionState(
        int number,
        OptionalInt leader,
        List<Integer> replicas,
        List<Integer> inSync,
        Optional<List<Integer>> eligible,
        Optional<List<Integer>> lastEligible,
        Optional<Move> move,
        OptionalLong bytes) {
    public PartitionState {
        replicas = List.copyOf(replicas);
        inSync = List.copyOf(inSync);
    }

    /**
     * A reassignment.
     *
     * @param replicas all brokers that have or get the partition
     * @param adding those that get it
     * @param removing those that lose it
     */
    public record Move(List<Integer> replicas, List<Integer> adding, List<Integer> removing) {
        public Move {
            replicas = List.copyOf(replicas);
            adding = List.copyOf(adding);
            removing = List.copyOf(removing);
        }
    }

    /**
     * How many copies there are to be; brokers of a reassignment that is under way do not count twice.
     *
     * <p>As Kafka 4.3.1 has it, TopicCommand: a reassignment may have ended between two answers, and then it no longer counts.
     */
    public int copies() {
        return move.filter(this::underWay)
                .map(m -> m.replicas().size() - m.adding().size())
                .orElse(replicas.size());
    }

    private boolean underWay(Move m) {
        Set<Integer> changing = new HashSet<>(m.adding());
        changing.addAll(m.removing());
        return replicas.stream().anyMatch(changing::contains);
    }

    /** Whether some copy lags behind or is missing. */
    public boolean underReplicated() {
        return inSync.size() < copies();
    }

    /** Whether nobody can read or write it. */
    public boolean offline(Set<Integer> alive) {
        return leader.isEmpty() || !alive.contains(leader.getAsInt());
    }

    /**
     * Whether brokers refuse writes with {@code acks=all}: they never want more copies than there are to be.
     *
     * @param minimum {@code min.insync.replicas}
     */
    public boolean refusesWrites(int minimum) {
        return underMinimum(Math.min(minimum, copies()));
    }

    /** Whether fewer copies are in sync than this, as Kafka's script counts. */
    public boolean underMinimum(int minimum) {
        return leader.isEmpty() || inSync.size() < minimum;
    }

    /** Whether just as many copies are in sync. */
    public boolean atMinimum(int minimum) {
        return inSync.size() == minimum;
    }
}
