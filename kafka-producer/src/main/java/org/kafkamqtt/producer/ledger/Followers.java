package org.kafkamqtt.producer.ledger;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.producer.source.Source;

/** Who else wants to know what became of records: the delivery reports, the place to go on from, and whoever writes the input. */
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

    /** A record goes out; the source stands at it. */
    public void sending(Sent sent, Source source) {
        if (position != null) {
            position.sent(sent.sequence(), source);
        }
    }

    void acknowledged(Sent sent, RecordMetadata metadata) {
        if (reports != null) {
            reports.acknowledged(sent, metadata);
        }
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

    /** It did not. */
    void openedForNothing() {
        if (confirmations != null) {
            confirmations.release();
        }
    }

    /**
     * A record did not arrive.
     *
     * @param named whether the record itself is at fault, is named and left out for good
     */
    void failed(Sent sent, boolean named) {
        if (named && position != null) {
            position.done(sent.sequence());
        }
    }

    /** What was acknowledged since the last time counts. */
    void committed() {
        if (reports != null) {
            reports.committed();
        }
        if (confirmations != null) {
            confirmations.release();
        }
    }

    /** What was acknowledged since the last time does not count. */
    void aborted() {
        if (reports != null) {
            reports.aborted();
        }
    }
}
