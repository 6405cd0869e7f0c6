package org.kafkamqtt.consumer.format;

import org.kafkamqtt.kafka.fetch.LogRecord;

/** A part of a record that is a number. */
interface NumberOf {
    long of(LogRecord record);
}
