package org.kafkamqtt.kafka.append;

import java.nio.ByteBuffer;

/** Compresses batches. Thread-safe: the adding thread helps the appender's when that falls behind. */
public interface Codec {
    /** The number in a batch's attributes that says how it is compressed, 1 to 7. */
    int id();

    /**
     * Compresses records.
     *
     * @param records holds them
     * @param from where they begin
     * @param to where they end
     * @param room bytes to be left free before the result
     * @return a buffer whose array has the result from {@code room} to its limit; the array offset is 0
     */
    ByteBuffer compress(byte[] records, int from, int to, int room);
}
