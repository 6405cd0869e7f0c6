package org.kafkamqtt.consumer.format;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** A record that was read, as a balancer sees it. Valid for as long as the record; not thread-safe. */
public final class RecordMessage implements Message {
    private final LogRecord record;
    private final String topic;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    /**
     * Makes one.
     *
     * @param topic where the record is, or where it goes
     */
    public RecordMessage(LogRecord record, String topic) {
        this.record = record;
        this.topic = topic;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public byte @Nullable [] key() {
        if (key == null) {
            key = record.key();
        }
        return key;
    }

    @Override
    public byte @Nullable [] value() {
        if (value == null) {
            value = record.value();
        }
        return value;
    }

    @Override
    public byte @Nullable [] header(String name) {
        return record.lastHeader(name);
    }

    @Override
    public long timestamp() {
        return record.timestamp();
    }

    @Override
    public int size() {
        return Math.max(0, record.keyLength()) + Math.max(0, record.valueLength());
    }
}
