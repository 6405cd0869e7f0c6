package org.kafkamqtt.kafka.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * A record of a log, as a view of bytes that lie elsewhere: it moves on to other records. Whoever keeps it takes a {@link #copy}. Not
 * thread-safe; whoever made it owns it.
 */
public final class LogRecord {
    private static final byte[] NONE = {};
    private static final Headers NO_HEADERS = List::of;

    private String topic = "";
    private int partition;
    private long offset;
    private int leaderEpoch = -1;
    private long timestamp;
    private boolean logAppendTime;
    private boolean timed = true;
    private int deliveries = 1;
    private byte[] key = NONE;
    private int keyOffset;
    private int keyLength = -1;
    private byte[] value = NONE;
    private int valueOffset;
    private int valueLength = -1;
    private Headers headers = NO_HEADERS;

    /** The headers of the record that is looked at, read when they are asked for. */
    @FunctionalInterface
    public interface Headers {
        /** In order. */
        List<Header> read();

        /** Shows them in order, where they lie. */
        default void show(HeaderSight sight) {
            for (Header header : read()) {
                byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
                byte[] value = header.value();
                sight.header(name, 0, name.length, value == null ? NONE : value, 0, value == null ? -1 : value.length);
            }
        }
    }

    /** Looks at headers where they lie; the bytes are lent for the call. */
    @FunctionalInterface
    public interface HeaderSight {
        /**
         * There is a header.
         *
         * @param nameLength bytes of its name in UTF-8
         * @param valueLength -1 for null
         */
        void header(byte[] names, int nameAt, int nameLength, byte[] values, int valueAt, int valueLength);
    }

    /** From now on it is of this partition. */
    public LogRecord in(String topic, int partition) {
        this.topic = topic;
        this.partition = partition;
        return this;
    }

    /**
     * Moves to another record, of which key, value and headers follow.
     *
     * @param leaderEpoch -1 if not known
     * @param timestamp milliseconds since 1970; -1 for none
     * @param logAppendTime whether it is the broker's
     */
    public LogRecord at(long offset, int leaderEpoch, long timestamp, boolean logAppendTime) {
        this.offset = offset;
        this.leaderEpoch = leaderEpoch;
        this.timestamp = timestamp;
        this.logAppendTime = logAppendTime;
        timed = true;
        return this;
    }

    /** The record that it moved to is of a format that had no timestamps yet. */
    public LogRecord untimed() {
        timestamp = -1;
        logAppendTime = false;
        timed = false;
        return this;
    }

    /** Sets how often a share group has handed it out, this time included; 1 for all other records. */
    public LogRecord deliveries(int count) {
        deliveries = count;
        return this;
    }

    /**
     * Sets the key.
     *
     * @param length -1 for null
     */
    public LogRecord key(byte[] array, int offset, int length) {
        key = array;
        keyOffset = offset;
        keyLength = length;
        return this;
    }

    /**
     * Sets the value.
     *
     * @param length -1 for null
     */
    public LogRecord value(byte[] array, int offset, int length) {
        value = array;
        valueOffset = offset;
        valueLength = length;
        return this;
    }

    /**
     * Sets the headers.
     *
     * @param read null for none
     */
    public LogRecord headers(@Nullable Headers read) {
        headers = read == null ? NO_HEADERS : read;
        return this;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** -1 if not known. */
    public int leaderEpoch() {
        return leaderEpoch;
    }

    /** Milliseconds since 1970; -1 for none. */
    public long timestamp() {
        return timestamp;
    }

    /** Whether the timestamp is the broker's. */
    public boolean logAppendTime() {
        return logAppendTime;
    }

    /** Whether records of its format have timestamps at all; false only for those of Kafka before 0.10. */
    public boolean timed() {
        return timed;
    }

    /** How often a share group has handed it out, this time included; 1 without such a group. */
    public int deliveries() {
        return deliveries;
    }

    /** The bytes in which the key lies; without a meaning if there is none. */
    public byte[] keyArray() {
        return key;
    }

    public int keyOffset() {
        return keyOffset;
    }

    /** -1 for null. */
    public int keyLength() {
        return keyLength;
    }

    /** The bytes in which the value lies; without a meaning if there is none. */
    public byte[] valueArray() {
        return value;
    }

    public int valueOffset() {
        return valueOffset;
    }

    /** -1 for null. */
    public int valueLength() {
        return valueLength;
    }

    /** A copy of the key, null if there is none. */
    public byte @Nullable [] key() {
        return keyLength < 0 ? null : Arrays.copyOfRange(key, keyOffset, keyOffset + keyLength);
    }

    /** A copy of the value, null if there is none. */
    public byte @Nullable [] value() {
        return valueLength < 0 ? null : Arrays.copyOfRange(value, valueOffset, valueOffset + valueLength);
    }

    /** Whether these bytes are the key. */
    public boolean hasKey(byte[] wanted) {
        return wanted.length == keyLength && Arrays.equals(wanted, 0, keyLength, key, keyOffset, keyOffset + keyLength);
    }

    /** The headers, in order. */
    public List<Header> headers() {
        return headers.read();
    }

    /** Shows the headers in order; where records lie in a broker's answer, no object is made for them. */
    public void eachHeader(HeaderSight sight) {
        headers.show(sight);
    }

    /** The value of the last header of this name, null if there is none or it is null. */
    public byte @Nullable [] lastHeader(String name) {
        byte[] last = null;
        for (Header header : headers()) {
            last = header.key().equals(name) ? header.value() : last;
        }
        return last;
    }

    /** The same record with bytes of its own. */
    public LogRecord copy() {
        List<Header> all = List.copyOf(headers());
        LogRecord copy = new LogRecord().in(topic, partition).at(offset, leaderEpoch, timestamp, logAppendTime);
        copy.timed = timed;
        copy.deliveries = deliveries;
        byte[] ownKey = key();
        byte[] ownValue = value();
        return copy.key(ownKey == null ? NONE : ownKey, 0, keyLength)
                .value(ownValue == null ? NONE : ownValue, 0, valueLength)
                .headers(all.isEmpty() ? null : () -> all);
    }
}
