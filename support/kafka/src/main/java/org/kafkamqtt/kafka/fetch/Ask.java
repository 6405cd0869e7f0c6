package org.kafkamqtt.kafka.fetch;

import java.util.List;
import java.util.UUID;

/** A request to a broker. Immutable; one object is one request. */
public sealed interface Ask {
    /** The node that it goes to. */
    int node();

    /**
     * For records (Fetch).
     *
     * @param sessionId of the fetch session that it is of, 0 for none (KIP-227)
     * @param sessionEpoch its number in the session: 0 begins one, -1 without one
     * @param maxBytes of the answer, unless a single batch is larger
     * @param parts what is asked for, those to be served first in front; in a session only what differs from the request before
     * @param forgotten what the session asks for no longer
     */
    record Fetch(int node, int sessionId, int sessionEpoch, int maxBytes, List<Part> parts, List<Part> forgotten)
            implements Ask {
        /** The epoch of a request without a session. */
        public static final int NO_SESSION = -1;

        public Fetch {
            parts = List.copyOf(parts);
            forgotten = List.copyOf(forgotten);
        }
    }

    /**
     * Records of one partition.
     *
     * @param topicId {@link Leader#NO_ID} if it has none
     * @param offset of the first record
     * @param epoch leader epoch of the record before it, -1 if not known
     * @param leaderEpoch under which the partition is thought to be led, -1 if not known
     * @param bytes at most, unless a single batch is larger
     * @param turn the reader's own mark
     */
    record Part(Place place, UUID topicId, long offset, int epoch, int leaderEpoch, int bytes, int turn) {
        /** Whether a broker cannot tell them apart. */
        boolean like(Part other) {
            return offset == other.offset
                    && epoch == other.epoch
                    && leaderEpoch == other.leaderEpoch
                    && bytes == other.bytes
                    && topicId.equals(other.topicId);
        }
    }

    /** For the offsets of times (ListOffsets). */
    record Offsets(int node, List<OffsetPart> parts) implements Ask {
        public Offsets {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The first offset that is not older than a time.
     *
     * @param leaderEpoch under which the partition is thought to be led, -1 if not known
     * @param timestamp milliseconds since 1970, {@link Reset#BEGINNING} or {@link Reset#END}
     * @param turn the reader's own mark
     */
    record OffsetPart(Place place, int leaderEpoch, long timestamp, int turn) {}

    /** For the ends of leader epochs (OffsetsForLeaderEpoch). */
    record Epochs(int node, List<EpochPart> parts) implements Ask {
        public Epochs {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Where a leader epoch ends in one partition.
     *
     * @param leaderEpoch under which the partition is thought to be led
     * @param epoch whose end is asked for
     * @param turn the reader's own mark
     */
    record EpochPart(Place place, int leaderEpoch, int epoch, int turn) {}
}
