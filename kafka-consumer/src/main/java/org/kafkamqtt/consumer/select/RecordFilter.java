package org.kafkamqtt.consumer.select;

import org.kafkamqtt.kafka.fetch.LogRecord;

/** Which records are wanted; those that are not are committed all the same. */
public interface RecordFilter {
    RecordFilter ALL = record -> true;

    /** Records that both filters want. */
    default RecordFilter and(RecordFilter other) {
        return record -> wants(record) && other.wants(record);
    }

    boolean wants(LogRecord record);
}
