package org.kafkamqtt.producer.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.text.Slice;

/**
 * A record as its source described it, before its partition is chosen. One instance is filled again and again.
 *
 * <p>Key and value lie in arrays that their source lends until it fills the draft again: whoever needs them longer takes a
 * copy, {@link #keptKey}, {@link #keptValue} or {@link #asRecord}.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
public final class Draft implements Message {
    public static final int ANY_PARTITION = -1;
    public static final long NOW = -1;

    /** Empty for the topic of the command line. */
    public String topic = "";

    public int partition = ANY_PARTITION;
    /** Milliseconds since 1970, or {@link #NOW}. */
    public long timestamp = NOW;

    public final List<Header> headers = new ArrayList<>();

    private final Slice key = new Slice();
    private final Slice value = new Slice();

    /** The key is these bytes of the array, which is lent until the draft is filled again. */
    public void setKey(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        key.set(array, offset, length);
    }

    /** The key is this array, which is lent until the draft is filled again; null for none. */
    public void setKey(byte @Nullable [] array) {
        key.set(array);
    }

    /** The key is what the slice is, which is lent until the draft is filled again. */
    public void lendKey(Slice slice) {
        key.set(slice);
    }

    public void clearKey() {
        key.clear();
    }

    public boolean hasKey() {
        return key.present();
    }

    /** The array in which the key lies, beside other bytes; empty without a key. */
    public byte[] keyArray() {
        return key.array();
    }

    /** Where the key begins in its array. */
    public int keyOffset() {
        return key.offset();
    }

    /** Bytes of the key, -1 if there is none. */
    public int keyLength() {
        return key.length();
    }

    /** The key in an array that stays as it is; null if there is none. */
    public byte @Nullable [] keptKey() {
        return key.kept();
    }

    /** Whether there is a key with these bytes. */
    boolean keyIs(byte[] bytes) {
        return key.equalTo(bytes);
    }

    /** The value is these bytes of the array, which is lent until the draft is filled again. */
    public void setValue(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        value.set(array, offset, length);
    }

    /** The value is this array, which is lent until the draft is filled again; null for a tombstone. */
    public void setValue(byte @Nullable [] array) {
        value.set(array);
    }

    /** The value is what the slice is, which is lent until the draft is filled again. */
    public void lendValue(Slice slice) {
        value.set(slice);
    }

    public void clearValue() {
        value.clear();
    }

    public boolean hasValue() {
        return value.present();
    }

    /** The array in which the value lies, beside other bytes; empty without a value. */
    public byte[] valueArray() {
        return value.array();
    }

    /** Where the value begins in its array. */
    public int valueOffset() {
        return value.offset();
    }

    /** Bytes of the value, -1 if there is none. */
    public int valueLength() {
        return value.length();
    }

    /** The value in an array that stays as it is; null if there is none. */
    public byte @Nullable [] keptValue() {
        return value.kept();
    }

    /** Whether there is a value with these bytes. */
    boolean valueIs(byte[] bytes) {
        return value.equalTo(bytes);
    }

    /** Adds headers after those that are there. */
    @SuppressWarnings("UseBulkOperation") // addAll makes an array for each record
    public void addHeaders(List<Header> added) {
        for (int i = 0; i < added.size(); i++) {
            headers.add(added.get(i));
        }
    }

    /** A copy of the record as it is now, without a partition if none is decided. */
    public ProducerRecord<byte[], byte[]> asRecord() {
        List<org.apache.kafka.common.header.Header> kafkaHeaders = new ArrayList<>();
        headers.forEach(header -> kafkaHeaders.add(new RecordHeader(header.key(), header.value())));
        return new ProducerRecord<>(
                topic,
                partition < 0 ? null : (Integer) partition,
                timestamp < 0 ? null : (Long) timestamp,
                keptKey(),
                keptValue(),
                kafkaHeaders);
    }

    @Override
    public String topic() {
        return topic;
    }

    /** The key in an array of its own, copied at the first call if its source has it beside other bytes. */
    @Override
    public byte @Nullable [] key() {
        return key.alone();
    }

    /** The value in an array of its own, copied at the first call if its source has it beside other bytes. */
    @Override
    public byte @Nullable [] value() {
        return value.alone();
    }

    @Override
    public int size() {
        return Math.max(0, keyLength()) + Math.max(0, valueLength());
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public byte @Nullable [] header(String name) {
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (headers.get(i).key().equals(name)) {
                return headers.get(i).value();
            }
        }
        return null;
    }

    public void clear() {
        topic = "";
        partition = ANY_PARTITION;
        timestamp = NOW;
        key.clear();
        value.clear();
        if (!headers.isEmpty()) {
            headers.clear();
        }
    }
}
