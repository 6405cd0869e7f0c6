package org.kafkamqtt.producer.record;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.console.json.Header;

/**
 * A record as its source described it, before its partition is chosen. One instance is filled again and again.
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

    public byte @Nullable [] key;
    public byte @Nullable [] value;
    public final List<Header> headers = new ArrayList<>();

    /** The record as it is now, without a partition if none is decided. */
    public ProducerRecord<byte[], byte[]> asRecord() {
        List<org.apache.kafka.common.header.Header> kafkaHeaders = new ArrayList<>();
        headers.forEach(header -> kafkaHeaders.add(new RecordHeader(header.key(), header.value())));
        return new ProducerRecord<>(
                topic,
                partition < 0 ? null : (Integer) partition,
                timestamp < 0 ? null : (Long) timestamp,
                key,
                value,
                kafkaHeaders);
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public byte @Nullable [] key() {
        return key;
    }

    @Override
    public byte @Nullable [] value() {
        return value;
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
        key = null;
        value = null;
        if (!headers.isEmpty()) {
            headers.clear();
        }
    }
}
