package org.kafkamqtt.kafka.fetch;

/**
 * The records of one partition that one poll brought, in order; each can be looked at once. Not thread-safe; as short-lived as the
 * {@link Fetched} it is of.
 */
public interface Portion {
    String topic();

    int partition();

    /** The offset of the first record; {@link #nextOffset} if there is none. */
    long firstOffset();

    /** Whether no record is in it: only its position has moved. */
    default boolean isEmpty() {
        return firstOffset() >= nextOffset();
    }

    /** Moves to the next record; false if there is none. */
    boolean next();

    /** The record that {@link #next} moved to: always the same object, which says something else after the next move. */
    LogRecord record();

    /** Where reading goes on after all of it: after the last record, and after the markers and gaps that follow it. */
    long nextOffset();

    /** The leader epoch of what is before {@link #nextOffset}; -1 if not known. */
    int nextEpoch();
}
