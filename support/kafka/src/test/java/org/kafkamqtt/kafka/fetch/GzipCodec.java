package org.kafkamqtt.kafka.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A codec without Kafka: gzip, and old formats that it takes for values of one batch. */
final class GzipCodec implements Codec {
    /** Streams that were not closed yet. */
    int open;

    /** A broken batch or record. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    @Override
    public Unpacker unpacker() {
        return (id, array, from, to) -> unpack(id, new ByteArrayInputStream(array, from, to - from));
    }

    private InputStream unpack(int id, InputStream packed) {
        try {
            if (id != LogBytes.GZIP) {
                throw new IllegalArgumentException("codec " + id);
            }
            InputStream unpacked = new GZIPInputStream(packed) {
                @Override
                public void close() throws IOException {
                    super.close();
                    open--;
                }
            };
            open++;
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] renew(Answer.Bytes bytes) {
        long offset = BatchFormat.baseOffset(bytes.array(), bytes.from());
        return LogBytes.values(offset, -1, "old" + offset);
    }

    @Override
    public RuntimeException broken(Place place, long offset, String what, @Nullable Throwable cause) {
        return new Broken(place + " at " + offset + ": " + what, cause);
    }
}
