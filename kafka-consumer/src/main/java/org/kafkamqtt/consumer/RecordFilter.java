package org.kafkamqtt.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which records are wanted; those that are not are committed all the same. */
interface RecordFilter {
    RecordFilter ALL = record -> true;

    boolean wants(ConsumerRecord<byte[], byte[]> record);
}
