package org.kafkamqtt.producer.ledger;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.producer.cluster.KafkaClientQuirks;
import org.kafkamqtt.producer.record.Origin;

/**
 * What became of every record of a run.
 *
 * <p>The sending thread adds the records that it read and sent, the client's or appender's thread those acknowledged or failed.
 */
public final class Ledger {
    private final Tally tally = new Tally();
    private final Latencies latencies = new Latencies();
    private final Count read = new Count();
    private final Count sent = new Count();
    private final Count acknowledged = new Count();
    private final Count bytes = new Count();
    private final Complaints complaints;
    private final ErrorPolicy policy;
    private final FailureWords words;
    private final Followers followers;
    private final LongAdder provisional = new LongAdder();
    private final boolean transactional;
    private final @Nullable Resends resends;
    private volatile @Nullable Exception doom;
    private volatile boolean ended;
    private volatile Runnable whenEnded = () -> {};

    private Ledger(
            Complaints complaints,
            ErrorPolicy policy,
            FailureWords words,
            Followers followers,
            boolean transactional,
            @Nullable Resends resends) {
        this.complaints = complaints;
        this.policy = policy;
        this.words = words;
        this.followers = followers;
        this.resends = resends;
        this.transactional = transactional;
    }

    /**
     * A ledger by which a record has arrived as soon as it is acknowledged.
     *
     * @param resends takes records that may be sent again
     */
    public static Ledger atOnce(
            Complaints complaints, ErrorPolicy policy, FailureWords words, Followers followers, Resends resends) {
        return new Ledger(complaints, policy, words, followers, false, resends);
    }

    /** A ledger by which a record has arrived when its transaction is committed, and none is sent again. */
    public static Ledger atCommit(Complaints complaints, ErrorPolicy policy, FailureWords words, Followers followers) {
        return new Ledger(complaints, policy, words, followers, true, null);
    }

    public void read() {
        read.add(1);
    }

    public void sent() {
        sent.add(1);
    }

    /** A record that was read but no longer sent, since the user stopped the run. */
    public void left() {
        tally.skipped();
    }

    void acknowledged(Sent sent, RecordMetadata metadata) {
        latencies.record(System.nanoTime() - sent.since);
        bytes.add(sent.size());
        followers.acknowledged(sent, metadata);
        if (transactional) {
            provisional.increment();
        } else {
            acknowledged.add(1);
        }
    }

    /** Records of a batch have arrived; their followers and latencies are seen to already. */
    void acknowledged(int records, long size) {
        bytes.add(size);
        acknowledged.add(records);
    }

    void failed(Sent sent, String topic, Exception failure) {
        if (resends != null && sent.record() != null && KafkaClientQuirks.innocent(failure)) {
            resends.add(sent);
            return;
        }
        failed(sent, topic, failure, false);
    }

    /**
     * A record has failed for good.
     *
     * @param perhapsArrived whether it may have arrived all the same
     */
    void failed(Tracked sent, String topic, Exception failure, boolean perhapsArrived) {
        if (failure instanceof TransactionAbortedException) {
            // Reported once for the whole transaction.
            tally.failed();
            return;
        }
        Failure explained = words.of(failure, sent.size(), perhapsArrived);
        if (transactional && explained.status() != ExitStatus.PARTIAL) {
            giveUpTransaction(failure, explained, sent);
            return;
        }
        followers.failed(sent, explained.status() == ExitStatus.PARTIAL && !policy.stop());
        tally.failed();
        boolean tooLarge = failure instanceof RecordTooLargeException;
        complain(new Complaint(sent.number(), sent.place(), explained, sent.record(), null, tooLarge ? topic : ""));
    }

    /** A failure that is not the fault of a record ends the whole transaction, and is reported once for all of it. */
    private void giveUpTransaction(Exception failure, Failure explained, Tracked sent) {
        tally.failed();
        complaints.keep(new Complaint(sent.number(), sent.place(), explained, sent.record(), null, ""));
        if (doom == null) {
            doom = failure;
        }
    }

    /** The failure that keeps the open transaction from being committed, if there is one. */
    public Optional<Exception> doom() {
        return Optional.ofNullable(doom);
    }

    /** A record that the client did not take, for a reason that ends the run and is reported once for all. */
    public void refused() {
        tally.failed();
    }

    /** A record that never got as far as the client. */
    public void rejected(
            Origin origin,
            long number,
            String clause,
            @Nullable ProducerRecord<byte[], byte[]> record,
            byte @Nullable [] raw) {
        tally.failed();
        Failure failure = new Failure(ExitStatus.PARTIAL, clause);
        complain(new Complaint(number, origin.place(number), failure, record, raw, ""));
    }

    private void complain(Complaint complaint) {
        complaints.add(complaint);
        boolean nowhere = policy.confirm() && complaint.record() == null && complaint.raw() == null;
        if (nowhere || policy.ends(complaint.failure().status())) {
            ended = true;
            whenEnded.run();
        }
    }

    /** What to do when a failure ends the run, on the thread that finds out; it must not block. */
    public void whenEnded(Runnable action) {
        whenEnded = action;
    }

    /** The first record of a transaction is this one; nothing from here on has arrived before the commit. */
    public void opening(long number) {
        followers.opening(number);
    }

    /** That record was not sent after all, and nothing else has been. */
    public void openedForNothing() {
        followers.openedForNothing();
    }

    /** The open transaction is committed: its records have arrived. */
    public void committed() {
        tally.acknowledged(provisional.sumThenReset());
        followers.committed();
    }

    /** The open transaction is aborted: its acknowledged records have not arrived. */
    public void aborted() {
        tally.failed(provisional.sumThenReset());
        followers.aborted();
    }

    /** Ends the run at the next record. */
    public void end() {
        ended = true;
    }

    /** Whether a failure ends the run. */
    public boolean ended() {
        return ended;
    }

    /** How long acknowledgements took. */
    public Latencies latencies() {
        return latencies;
    }

    /** Records that were sent and have no fate yet; nearly right while the run is going on. */
    public long waiting() {
        long arrived = provisional.sum();
        Tally.Counts counts = counts();
        long unanswered = counts.sent() - counts.acknowledged() - arrived;
        // Some that failed were never sent, and one that was read may wait until it is due.
        return Math.max(0, Math.min(unanswered, counts.unsettled() - arrived));
    }

    public Tally.Counts counts() {
        Tally.Counts others = tally.counts();
        return new Tally.Counts(
                read.get(), sent.get(), others.acknowledged() + acknowledged.get(), others.failed(), others.skipped());
    }

    /** Bytes of keys, values and headers that were acknowledged, with Kafka's overhead. */
    public long bytes() {
        return bytes.get();
    }
}
