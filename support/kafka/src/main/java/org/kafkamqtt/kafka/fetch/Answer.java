package org.kafkamqtt.kafka.fetch;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a request. */
public sealed interface Answer {
    /**
     * No answer will come.
     *
     * @param verdict {@link Verdict#AGAIN}, {@link Verdict#UNSUPPORTED} or {@link Verdict#REFUSED}
     */
    record Lost(Verdict verdict, Exception cause) implements Answer {}

    /**
     * To a request for records.
     *
     * @param verdict about the request as a whole; if it is not {@link Verdict#OK} there are no parts, and the session is over
     * @param sessionId of the session that goes on, 0 for none
     * @param parts in a session only of those partitions of which there is something new
     * @param bytes of memory that the answer takes up
     * @param release to be called once nobody needs the bytes any more; from any thread
     */
    record Fetch(Verdict verdict, int sessionId, List<Part> parts, long bytes, Runnable release) implements Answer {
        public Fetch {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Records of one partition.
     *
     * @param topic its name; empty where brokers answer by ID
     * @param topicId its ID; {@link Leader#NO_ID} where they answer by name
     * @param cause for all verdicts but {@link Verdict#OK}
     * @param marks how far the log goes
     * @param divergence where the log parts from what the request says was read, null if it does not
     * @param replica node to ask in place of the leader, -1 for none
     * @param aborted transactions that were aborted, by their first offsets
     * @param bytes batches, of which the last one may be cut off
     */
    record Part(
            String topic,
            UUID topicId,
            int partition,
            Verdict verdict,
            @Nullable Exception cause,
            Marks marks,
            @Nullable Divergence divergence,
            int replica,
            List<Aborted> aborted,
            Bytes bytes) {
        public Part {
            aborted = List.copyOf(aborted);
        }
    }

    /**
     * How far a log goes; -1 for what is not known.
     *
     * @param start offset of the first record
     * @param stable offset before which all transactions are decided
     * @param high offset after the last record that is replicated
     */
    record Marks(long start, long stable, long high) {
        /** Nothing is known. */
        public static final Marks UNKNOWN = new Marks(-1, -1, -1);
    }

    /**
     * The end of the latest leader epoch that a log has and that is not later than the one asked for.
     *
     * @param epoch -1 if the log has none
     * @param offset after its last record; -1 if the log has none
     */
    record Divergence(int epoch, long offset) {}

    /**
     * An aborted transaction.
     *
     * @param firstOffset of its first record in this partition
     */
    record Aborted(long producerId, long firstOffset) {}

    /** Bytes that lie in an array, from an index to before another. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Bytes(byte[] array, int from, int to) {
        /** None. */
        public static final Bytes NONE = new Bytes(new byte[0], 0, 0);
    }

    /** To a request for the offsets of times. */
    record Offsets(List<OffsetPart> parts) implements Answer {
        public Offsets {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The offset of a time.
     *
     * @param cause for all verdicts but {@link Verdict#OK}
     * @param offset -1 if there is none
     * @param leaderEpoch of the record there, -1 if not known
     */
    record OffsetPart(Place place, Verdict verdict, @Nullable Exception cause, long offset, int leaderEpoch) {}

    /** To a request for the ends of leader epochs. */
    record Epochs(List<EpochPart> parts) implements Answer {
        public Epochs {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The end of a leader epoch.
     *
     * @param cause for all verdicts but {@link Verdict#OK}
     */
    record EpochPart(Place place, Verdict verdict, @Nullable Exception cause, Divergence end) {}
}
