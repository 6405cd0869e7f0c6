package org.kafkamqtt.consumer.exec;

import java.io.Closeable;
import java.io.IOException;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Where records go that could not be handled, with the reason; thread-safe. */
public interface DeadLetters extends Closeable {
    void add(LogRecord record, String reason) throws IOException;

    /** Makes what was added durable. */
    void settle() throws IOException;
}
