package org.kafkamqtt.kafka.append;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a broker answered about one batch, or that its answer was lost. Immutable.
 *
 * @param kind what it means for the batch
 * @param cause why, for all kinds but {@link Kind#ARRIVED}
 * @param baseOffset of the batch's first record, -1 if the broker no longer knows it
 * @param logAppendTime milliseconds since 1970 that the broker gave the records, -1 if they keep their own
 * @param refused the records at fault, for {@link Kind#RECORDS_REFUSED}; empty if the broker does not name them
 */
public record Answer(
        Kind kind, @Nullable Exception cause, long baseOffset, long logAppendTime, List<RefusedRecord> refused) {

    /** What an answer means. */
    public enum Kind {
        /** The batch is in the log, from this request or an earlier one. */
        ARRIVED,
        /** It is certainly not in the log by this request; the same request may succeed later. */
        AGAIN,
        /** It may be in the log; the same request finds out. */
        AGAIN_PERHAPS_ARRIVED,
        /** No answer will come; the request itself may still reach the broker. */
        LOST,
        /** Its sequence does not follow the last one that the broker has stored. */
        OUT_OF_ORDER,
        /** The broker knows nothing of this producer in this partition any more. */
        FORGOTTEN,
        /** Its bytes are more than the topic takes. */
        TOO_LARGE,
        /** Some of its records are not what the topic takes, and none was stored. */
        RECORDS_REFUSED,
        /** It will never be accepted. */
        REFUSED,
        /** Somebody has taken this producer's place for good. */
        FENCED
    }

    /**
     * One record that a broker refuses.
     *
     * @param index in the batch, from 0
     * @param cause why
     */
    public record RefusedRecord(int index, Exception cause) {}

    public Answer {
        refused = List.copyOf(refused);
    }

    /** The batch has arrived. */
    public static Answer arrived(long baseOffset, long logAppendTime) {
        return new Answer(Kind.ARRIVED, null, baseOffset, logAppendTime, List.of());
    }

    /** Anything else, for all of its records. */
    public static Answer of(Kind kind, Exception cause) {
        return new Answer(kind, cause, -1, -1, List.of());
    }

    /** Some records are at fault. */
    public static Answer refused(Exception cause, List<RefusedRecord> records) {
        return new Answer(Kind.RECORDS_REFUSED, cause, -1, -1, records);
    }

    Exception why() {
        return cause == null ? new IllegalStateException("no reason given") : cause;
    }
}
