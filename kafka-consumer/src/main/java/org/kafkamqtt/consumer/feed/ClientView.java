package org.kafkamqtt.consumer.feed;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Looks at records of Kafka's client, one after the other, as at those of a log. Not thread-safe. */
public final class ClientView {
    private static final byte[] NONE = {};

    private final LogRecord record = new LogRecord();
    private final LogRecord.Headers headers = this::headers;
    private org.apache.kafka.common.header.Headers looked = new RecordHeaders();

    /** This record: always the same object, which says something else after the next call. Its bytes are those of the client. */
    public LogRecord of(ConsumerRecord<byte[], byte[]> client) {
        TimestampType type = client.timestampType();
        looked = client.headers();
        record.in(client.topic(), client.partition())
                .at(
                        client.offset(),
                        client.leaderEpoch().orElse(-1),
                        client.timestamp(),
                        type == TimestampType.LOG_APPEND_TIME)
                .deliveries(client.deliveryCount().orElse((short) 1))
                .headers(looked.toArray().length == 0 ? null : headers);
        byte[] key = client.key();
        record.key(key == null ? NONE : key, 0, length(key));
        byte[] value = client.value();
        record.value(value == null ? NONE : value, 0, length(value));
        return type == TimestampType.NO_TIMESTAMP_TYPE ? record.untimed() : record;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }

    private List<Header> headers() {
        List<Header> all = new ArrayList<>();
        looked.forEach(header -> all.add(new Header(header.key(), header.value())));
        return all;
    }

    /** The record that was looked at last. */
    LogRecord record() {
        return record;
    }
}
