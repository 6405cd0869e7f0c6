package org.kafkamqtt.consumer.format;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A part of a record as bytes; null if the record has none. */
public interface BytesOf {
    byte @Nullable [] of(ConsumerRecord<byte[], byte[]> record);
}
