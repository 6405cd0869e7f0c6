package org.kafkamqtt.kafka.fetch;

import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Compresses nothing, but changes every byte; and takes batches of an old format for present ones with another number. */
final class XorCodec implements Codec {
    static final int MASK = 0x5a;
    /** One that gives little at once. */
    static final int SLOW = 2;

    @Override
    public Unpacker unpacker() {
        return (id, array, from, to) -> new InputStream() {
            private int at = from;

            @Override
            public int read() {
                return at == to ? -1 : (array[at++] ^ MASK) & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = Math.min(id == SLOW ? 7 : length, Math.min(length, to - at));
                for (int i = 0; i < count; i++) {
                    into[offset + i] = (byte) (array[at++] ^ MASK);
                }
                return count == 0 ? -1 : count;
            }
        };
    }

    @Override
    public byte[] renew(Answer.Bytes bytes) {
        byte[] renewed = Arrays.copyOfRange(bytes.array(), bytes.from(), bytes.to());
        if (!BatchFormat.intact(renewed, 0, new CRC32C())) {
            throw new IllegalArgumentException("checksum");
        }
        renewed[16] = 2;
        return renewed;
    }

    @Override
    public RuntimeException broken(Place place, long offset, String what, @Nullable Throwable cause) {
        return new IllegalStateException(place + " at " + offset + ": " + what, cause);
    }
}
