package org.kafkamqtt.consumer.format;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Message;

/**
 * A record that was read, as a balancer sees it.
 *
 * @param record the record
 * @param topic where it is, or where it goes
 */
public record RecordMessage(ConsumerRecord<byte[], byte[]> record, String topic) implements Message {
    @Override
    public byte @Nullable [] key() {
        return record.key();
    }

    @Override
    public byte @Nullable [] value() {
        return record.value();
    }

    @Override
    public byte @Nullable [] header(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    @Override
    public long timestamp() {
        return record.timestamp();
    }
}
