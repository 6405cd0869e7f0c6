package org.kafkamqtt.kafka.fetch;

import org.jspecify.annotations.Nullable;

/**
 * Why a partition is not read, for whoever reads it.
 *
 * @param offset at which it is read, -1 if there is none
 * @param cause where a broker gave one
 * @param end where the log parts from what was read, for {@link Kind#TRUNCATED}; null if that is not known
 */
public record Trouble(Place place, Kind kind, long offset, @Nullable Exception cause, Answer.@Nullable Divergence end) {
    /** What the trouble is. */
    public enum Kind {
        /** There is no offset to begin at. */
        NO_OFFSET,
        /** The offset is not in the log. */
        OUT_OF_RANGE,
        /** Records that were read are not in the log any more. */
        TRUNCATED,
        /** The bytes at the offset are not what was written. */
        CORRUPT,
        /** Not allowed. */
        DENIED,
        /** A broker refuses for another reason. */
        REFUSED
    }
}
