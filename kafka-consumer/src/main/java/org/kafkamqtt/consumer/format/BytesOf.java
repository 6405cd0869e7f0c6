package org.kafkamqtt.consumer.format;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** A part of a record as bytes; null if the record has none. */
interface BytesOf {
    byte @Nullable [] of(LogRecord record);
}
