package org.kafkamqtt.producer.ledger;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.producer.source.Source;

/** All that is told what became of records: the delivery reports, the position to continue from, and the input's writer. */
public final class Followers {
    private final @Nullable Reports reports;
    private final @Nullable ReachedPosition position;
    private final @Nullable Confirmations confirmations;

    public Followers(
            @Nullable Reports reports, @Nullable ReachedPosition position, @Nullable Confirmations confirmations) {
        this.confirmations = confirmations;
        this.reports = reports;
        this.position = position;
    }

    /** Whether every record must be followed by its sequence. */
    public boolean wantSequence() {
        return position != null;
    }

    /** Whether the records themselves are reported. */
    boolean wantRecords() {
        return reports != null;
    }

    /** A record goes out; it is the source's current one. */
    public void sending(Sent sent, Source source) {
        if (position != null) {
            position.sent(sent.sequence(), source);
        }
    }

    /** A record with this sequence goes out; it is the source's current one. */
    public void sending(long sequence, Source source) {
        if (position != null) {
            position.sent(sequence, source);
        }
    }

    void report(Tracked sent, RecordMetadata metadata) {
        if (reports != null) {
            reports.acknowledged(sent, metadata);
        }
    }

    /** Records of a batch have arrived, and are reported already. */
    void acknowledged(Notes notes, int first, int count) {
        if (position != null) {
            position.done(notes.sequences(), first, count);
        }
        if (confirmations != null) {
            confirmations.settle(notes.numbers(), first, count);
        }
    }

    void acknowledged(Sent sent, RecordMetadata metadata) {
        report(sent, metadata);
        if (position != null) {
            position.done(sent.sequence());
        }
        if (confirmations != null) {
            confirmations.settle(sent.number);
        }
    }

    /** A transaction begins with this record, or would. */
    void opening(long number) {
        if (confirmations != null) {
            confirmations.hold(number);
        }
    }

    /** It did not begin. */
    void openedForNothing() {
        if (confirmations != null) {
            confirmations.release();
        }
    }

    /**
     * A record did not arrive.
     *
     * @param named whether the record itself is at fault, is reported and left out for good
     */
    void failed(Tracked sent, boolean named) {
        if (named && position != null) {
            position.done(sent.sequence());
        }
    }

    /** The records acknowledged since the last commit or abort count. */
    void committed() {
        if (reports != null) {
            reports.committed();
        }
        if (confirmations != null) {
            confirmations.release();
        }
    }

    /** The records acknowledged since the last commit or abort do not count. */
    void aborted() {
        if (reports != null) {
            reports.aborted();
        }
    }
}
