package org.kafkamqtt.consumer.format;

import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Writes one record as bytes, its end included; one instance per writing thread. */
public interface RecordFormat {
    void add(Bytes out, LogRecord record);
}
