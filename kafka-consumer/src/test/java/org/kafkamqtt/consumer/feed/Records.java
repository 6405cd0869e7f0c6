package org.kafkamqtt.consumer.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Records of tests, as views. */
public final class Records {
    private Records() {}

    /** A view of its own on a record of Kafka's client. */
    public static LogRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new ClientView().of(record);
    }

    @SuppressWarnings("NullAway") // ConsumerRecord takes null keys and values
    public static LogRecord of(
            String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
        return of(new ConsumerRecord<>(topic, partition, offset, key, value));
    }
}
