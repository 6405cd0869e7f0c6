package org.kafkamqtt.producer;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Tally;

/**
 * What became of every record of a run.
 *
 * <p>The sending thread adds what it read and sent, the client's network thread what was acknowledged or failed.
 */
final class Ledger {
    private final Tally tally = new Tally();
    private final Latencies latencies = new Latencies();
    private final AtomicLong bytes = new AtomicLong();
    private final Complaints complaints;
    private final ErrorPolicy policy;
    private final FailureWords words;
    private final Watchers watchers;
    private volatile boolean ended;

    Ledger(Complaints complaints, ErrorPolicy policy, FailureWords words, Watchers watchers) {
        this.complaints = complaints;
        this.policy = policy;
        this.words = words;
        this.watchers = watchers;
    }

    void read() {
        tally.read();
    }

    void sent() {
        tally.sent();
    }

    /** A record that was read but, at the user's wish to stop, not sent any more. */
    void left() {
        tally.skipped();
    }

    void acknowledged(Sent sent, RecordMetadata metadata) {
        latencies.record(System.nanoTime() - sent.since);
        bytes.addAndGet(sent.size);
        watchers.acknowledged(sent, metadata);
        tally.acknowledged();
    }

    void failed(Sent sent, Exception failure) {
        Failure explained = words.of(failure, sent);
        watchers.failed(sent);
        tally.failed();
        complain(new Complaint(sent.origin.place(sent.number), explained, sent.record, null));
    }

    /** A record that never got as far as the client. */
    void rejected(
            Origin origin,
            long number,
            String clause,
            @Nullable ProducerRecord<byte[], byte[]> record,
            byte @Nullable [] raw) {
        tally.failed();
        Failure failure = new Failure(ExitStatus.PARTIAL, clause);
        complain(new Complaint(origin.place(number), failure, record, raw));
    }

    private void complain(Complaint complaint) {
        complaints.add(complaint);
        if (policy.stop()) {
            ended = true;
        }
    }

    /** Whether a failure ends the run. */
    boolean ended() {
        return ended;
    }

    boolean keepsRecords() {
        return complaints.keepsRecords();
    }

    Latencies latencies() {
        return latencies;
    }

    Tally.Counts counts() {
        return tally.counts();
    }

    /** Bytes of keys, values and headers that were acknowledged, with Kafka's overhead. */
    long bytes() {
        return bytes.get();
    }
}
