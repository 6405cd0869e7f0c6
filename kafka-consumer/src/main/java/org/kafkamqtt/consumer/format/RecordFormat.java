package org.kafkamqtt.consumer.format;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.kafkamqtt.console.text.Bytes;

/** Writes one record as bytes, its end included; one instance per writing thread. */
public interface RecordFormat {
    void add(Bytes out, ConsumerRecord<byte[], byte[]> record);
}
