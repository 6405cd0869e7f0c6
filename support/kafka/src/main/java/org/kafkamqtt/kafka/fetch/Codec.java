package org.kafkamqtt.kafka.fetch;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What a reader does not do itself with the bytes of batches. Thread-safe, but for what it makes. */
public interface Codec {
    /** Where a batch of magic 2 has the upper byte of its attributes, which brokers leave empty. */
    int SPARE_ATTRIBUTES = 21;
    /** Set there in a renewed batch whose own format had no timestamps. */
    byte UNTIMED = (byte) 0x80;

    /** Decompresses batches one after the other. Not thread-safe. */
    interface Unpacker {
        /**
         * The records of a batch, decompressed; to be closed before the next call, and in any case.
         *
         * @param id the number in the batch's attributes that says how it is compressed
         */
        InputStream unpack(int id, byte[] array, int from, int to);
    }

    /** One for the batches of one portion. */
    Unpacker unpacker();

    /**
     * Batches of any format in the format of Kafka 0.11 (magic 2), with the same offsets and times; one that is cut off is left out. Those
     * that had no times are marked as {@link #UNTIMED}.
     *
     * @throws RuntimeException if they are not batches
     */
    byte[] renew(Answer.Bytes bytes);

    /** The exception for records that cannot be read. */
    RuntimeException broken(Place place, long offset, String what, @Nullable Throwable cause);
}
