package org.kafkamqtt.consumer.format;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A part of a record that is a number. */
interface NumberOf {
    long of(ConsumerRecord<byte[], byte[]> record);
}
