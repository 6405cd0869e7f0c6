package org.kafkamqtt.consumer.exec;

import java.io.Closeable;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that could not be handled, with the reason; thread-safe. */
public interface DeadLetters extends Closeable {
    void add(ConsumerRecord<byte[], byte[]> record, String reason) throws IOException;

    /** Makes what was added durable. */
    void settle() throws IOException;
}
