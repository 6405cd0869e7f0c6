package org.kafkamqtt.consumer.format;

import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Turns the bytes of a key or value into those that are written. */
@FunctionalInterface
public interface Decoding {
    /** Leaves bytes as they are. */
    Decoding NONE = (record, headers, bytes) -> bytes;

    /**
     * What is written.
     *
     * @param record where the bytes are from
     * @param headers those of the record, which decoding may change
     * @param bytes null for null
     */
    byte @Nullable [] of(LogRecord record, Headers headers, byte @Nullable [] bytes);

    /** The same, which reports each key or value that it could not read. */
    default Decoding telling(Consumer<String> trouble) {
        return this;
    }
}
