package org.kafkamqtt.kafka.fetch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of one partition on one node. */
final class Replica {
    /** Where a leader epoch begins. */
    private record Start(int epoch, long offset) {}

    final int node;
    private final List<StoredBatch> log = new ArrayList<>();
    private final List<Start> epochs = new ArrayList<>();
    /** Offset of the first record that is kept; may be amid a batch. */
    long start;
    /** Offset before which all is replicated, as far as this node knows. */
    long high;
    /** What this node knows about the leadership. */
    int knownEpoch;

    int knownLeader;
    /** Whether it has led long enough to know what is replicated. */
    long leadsFrom;

    boolean stalled;

    Replica(int node) {
        this.node = node;
    }

    List<StoredBatch> log() {
        return log;
    }

    @Nullable
    StoredBatch last() {
        return log.isEmpty() ? null : log.get(log.size() - 1);
    }

    /** Offset after the last record. */
    long end() {
        return log.isEmpty() ? 0 : log.get(log.size() - 1).next();
    }

    boolean leads() {
        return knownLeader == node;
    }

    void learn(int epoch, int leader) {
        if (epoch <= knownEpoch) {
            return;
        }
        knownEpoch = epoch;
        knownLeader = leader;
        if (leader == node) {
            leadsFrom = end();
            begin(epoch, end());
        }
    }

    /** As LeaderEpochFileCache.assign does (Kafka 4.3). */
    private void begin(int epoch, long offset) {
        epochs.removeIf(each -> each.epoch >= epoch || each.offset >= offset);
        epochs.add(new Start(epoch, offset));
    }

    void append(StoredBatch batch) {
        log.add(batch);
        if (epochs.isEmpty() || epochs.get(epochs.size() - 1).epoch < batch.epoch) {
            begin(batch.epoch, batch.base);
        }
    }

    /** Has what the leader has. */
    void follow(Replica leader) {
        int same = Math.min(log.size(), leader.log.size());
        while (same > 0 && log.get(same - 1) != leader.log.get(same - 1)) {
            same--;
        }
        if (same < log.size()) {
            log.subList(same, log.size()).clear();
            high = Math.min(high, end());
        }
        // It may have led without writing anything.
        epochs.removeIf(each -> each.offset >= end());
        for (int i = same; i < leader.log.size(); i++) {
            append(leader.log.get(i));
        }
        start = Math.min(Math.max(start, leader.start), end());
        high = Math.max(high, Math.min(leader.high, end()));
    }

    /** As LeaderEpochFileCache.endOffsetFor has it (Kafka 4.3). */
    Answer.Divergence endOf(int epoch) {
        if (!epochs.isEmpty() && epochs.get(epochs.size() - 1).epoch == epoch) {
            return new Answer.Divergence(epoch, end());
        }
        int found = -1;
        for (int i = 0; i < epochs.size(); i++) {
            if (epochs.get(i).epoch > epoch) {
                long higher = Math.max(start, epochs.get(i).offset);
                return new Answer.Divergence(found < 0 ? epoch : found, higher);
            }
            found = epochs.get(i).epoch;
        }
        return new Answer.Divergence(-1, -1);
    }

    /** Offset before which all transactions are decided. */
    long stable() {
        long stable = high;
        for (int i = log.size() - 1; i >= 0; i--) {
            StoredBatch batch = log.get(i);
            if (batch.last < high && batch.transaction != null && !batch.control && marker(batch, high) < 0) {
                stable = batch.base;
            }
        }
        return Math.max(start, stable);
    }

    /** Where the marker is that ends the transaction of a batch, before an offset; -1 for nowhere. */
    private long marker(StoredBatch of, long before) {
        for (int i = log.size() - 1; i >= 0; i--) {
            StoredBatch batch = log.get(i);
            if (batch.control && batch.last < before && batch.transaction == of.transaction) {
                return batch.base;
            }
        }
        return -1;
    }

    /** Transactions whose data are here without the marker that ends them. */
    List<Transaction> unmarked() {
        List<Transaction> found = new ArrayList<>();
        for (StoredBatch batch : log) {
            Transaction transaction = batch.transaction;
            if (transaction != null
                    && !batch.control
                    && !found.contains(transaction)
                    && marker(batch, Long.MAX_VALUE) < 0) {
                found.add(transaction);
            }
        }
        return found;
    }

    /** Those that were aborted, and are of interest to a reader of these offsets. */
    List<Answer.Aborted> aborted(long from, long to) {
        List<Answer.Aborted> found = new ArrayList<>();
        List<Transaction> seen = new ArrayList<>();
        for (StoredBatch batch : log) {
            Transaction transaction = batch.transaction;
            if (transaction == null || batch.control || batch.base >= to || seen.contains(transaction)) {
                continue;
            }
            seen.add(transaction);
            if (transaction.outcome == Transaction.Outcome.ABORTED && marker(batch, Long.MAX_VALUE) >= from) {
                found.add(new Answer.Aborted(transaction.producer, batch.base));
            }
        }
        return found;
    }

    /** The index of the first batch that has something from this offset on; that of none after the last one. */
    int find(long offset) {
        int at = log.size();
        while (at > 0 && log.get(at - 1).last >= offset) {
            at--;
        }
        return at;
    }

    /** Whether there is something to be given from an offset on, before another. */
    boolean has(long from, long to) {
        for (int i = find(from); i < log.size() && log.get(i).last < to; i++) {
            if (!log.get(i).removed) {
                return true;
            }
        }
        return false;
    }

    /** Where this log has parted from that of a batch. */
    long partsFrom(@Nullable StoredBatch tip) {
        StoredBatch common = tip;
        while (common != null) {
            int at = find(common.base);
            if (at < log.size() && log.get(at) == common) {
                return common.next();
            }
            common = common.before;
        }
        return 0;
    }
}
