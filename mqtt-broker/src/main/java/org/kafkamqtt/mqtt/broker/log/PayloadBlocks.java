package org.kafkamqtt.mqtt.broker.log;

import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.mqtt.protocol.packet.Payload;

/**
 * The payloads of one chunk after the other: they share arrays, which are the larger the more there are in a chunk. Not thread-safe;
 * whoever made it owns it.
 */
final class PayloadBlocks {
    private static final int FIRST = 256;
    private static final int GROWTH = 4;
    private static final int LARGEST = 1 << 16;

    private static final byte[] NOTHING = {};

    private byte[] block = NOTHING;
    private int used;
    private int nextSize = FIRST;
    private int bytes;

    /** What follows is of another chunk: it shares nothing with what was before. */
    void begin() {
        block = NOTHING;
        used = 0;
        nextSize = FIRST;
        bytes = 0;
    }

    /** Bytes of all arrays since the beginning of the chunk. */
    int bytes() {
        return bytes;
    }

    /** Bytes that {@link #bytes} grows by at most if a value of this length comes. */
    int more(int length) {
        return length <= block.length - used ? 0 : Math.max(length, nextSize);
    }

    /**
     * A copy of a record's value; empty if that is null.
     *
     * @param alone whether it gets an array of its own, since it may be kept for longer than its chunk
     */
    Payload copy(LogRecord record, boolean alone) {
        int length = record.valueLength();
        if (length <= 0) {
            return Payload.EMPTY;
        }
        if (alone || length > LARGEST / 2) {
            byte[] own = new byte[length];
            System.arraycopy(record.valueArray(), record.valueOffset(), own, 0, length);
            bytes += length;
            return Payload.of(own);
        }
        if (length > block.length - used) {
            block = new byte[Math.max(length, nextSize)];
            bytes += block.length;
            used = 0;
            nextSize = Math.min(LARGEST, nextSize * GROWTH);
        }
        System.arraycopy(record.valueArray(), record.valueOffset(), block, used, length);
        Payload payload = new Payload(block, used, length);
        used += length;
        return payload;
    }
}
