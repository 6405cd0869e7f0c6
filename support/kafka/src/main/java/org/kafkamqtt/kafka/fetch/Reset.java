package org.kafkamqtt.kafka.fetch;

/**
 * Where reading begins if there is no offset to begin at.
 *
 * @param timestamp as brokers are asked: {@link #BEGINNING}, {@link #END}, or {@link #AGO}
 * @param ms milliseconds before now at which it begins, for {@link #AGO}
 */
public record Reset(long timestamp, long ms) {
    /** Asks for the offset of the first record. */
    public static final long BEGINNING = -2;
    /** Asks for the offset after the last record; after the last one that is decided, if only committed records are read. */
    public static final long END = -1;
    /** Stands for the time that {@link #ms} says. */
    public static final long AGO = 0;

    /** At the first record. */
    public static Reset beginning() {
        return new Reset(BEGINNING, 0);
    }

    /** After the last record. */
    public static Reset end() {
        return new Reset(END, 0);
    }

    /** At the first record that is not older than this, at the end if all are. */
    public static Reset ago(long ms) {
        return new Reset(AGO, ms);
    }

    /** What to ask for. */
    long timestamp(long nowMs) {
        return timestamp == AGO ? Math.max(0, nowMs - ms) : timestamp;
    }
}
