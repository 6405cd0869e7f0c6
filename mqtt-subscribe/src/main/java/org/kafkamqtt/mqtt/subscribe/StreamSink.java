package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.io.OutputStream;
import org.kafkamqtt.console.Bytes;

/** Messages written to a stream, one after the other, in pieces of about 64 KiB. */
final class StreamSink implements Sink {
    private static final int PIECE = 64 * 1024;
    /** A buffer that one huge message blew up is not kept. */
    private static final int KEPT = 1024 * 1024;

    private final OutputStream out;
    private final LineFormat format;
    private Bytes buffer = new Bytes(PIECE * 2);

    StreamSink(OutputStream out, LineFormat format) {
        this.out = out;
        this.format = format;
    }

    @Override
    public void write(Arrival message) throws IOException {
        format.write(message, buffer);
        if (buffer.size() >= PIECE) {
            drain();
        }
    }

    @Override
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    private void drain() throws IOException {
        if (buffer.size() > 0) {
            buffer.writeTo(out);
            buffer.clear();
            if (buffer.array().length > KEPT) {
                buffer = new Bytes(PIECE * 2);
            }
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
