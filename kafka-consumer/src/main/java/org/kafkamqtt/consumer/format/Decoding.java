package org.kafkamqtt.consumer.format;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a key or value into those that are written. */
@FunctionalInterface
public interface Decoding {
    /** Leaves bytes as they are. */
    Decoding NONE = (record, bytes) -> bytes;

    byte @Nullable [] of(ConsumerRecord<byte[], byte[]> record, byte @Nullable [] bytes);

    /** The same, which reports each key or value that it could not read. */
    default Decoding telling(Consumer<String> trouble) {
        return this;
    }
}
