package org.kafkamqtt.kafka.fetch;

import java.util.Optional;

/**
 * How logs are read. Immutable.
 *
 * @param committed whether records of transactions are left out unless these were committed
 * @param checked whether checksums are compared
 * @param partitionBytes of one partition in one answer, unless a single batch is larger
 * @param answerBytes of one answer, unless a single batch is larger
 * @param memory bytes of all answers that are awaited, wait to be taken or are lent; exceeded by a batch that is larger
 * @param sessionFrom partitions of one node from which on only changes are asked for (KIP-227)
 * @param replicaMs milliseconds after which a replica that the leader named is not asked any more (KIP-392)
 * @param backoffMs milliseconds before a partition is asked for again after a first failure; doubled each time
 * @param backoffMostMs milliseconds that this grows to
 * @param reset where to begin without an offset, or with one that does not exist; empty for nowhere
 */
public record ReadSettings(
        boolean committed,
        boolean checked,
        int partitionBytes,
        int answerBytes,
        long memory,
        int sessionFrom,
        long replicaMs,
        long backoffMs,
        long backoffMostMs,
        Optional<Reset> reset) {
    public ReadSettings {
        if (partitionBytes < 1 || answerBytes < 1 || memory < answerBytes) {
            throw new IllegalArgumentException(partitionBytes + " of " + answerBytes + " of " + memory + " bytes");
        }
    }

    /** Milliseconds before something that failed this often is tried again; without jitter. */
    long backoff(int failures) {
        long doubled = failures > 30 ? backoffMostMs : backoffMs << Math.max(0, failures - 1);
        return Math.min(backoffMostMs, doubled);
    }
}
