package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * Messages written to a stream, one after the other, in pieces of about 64 KiB.
 *
 * <p>Not thread-safe; the writing thread owns it.
 */
public final class StreamSink implements Sink {
    private static final int PIECE = 64 * 1024;
    /** A buffer inflated by one huge message is not kept. */
    private static final int KEPT = 1024 * 1024;

    private final OutputStream out;
    private final LineFormat format;
    private final @Nullable OutputNote note;
    private Bytes buffer = new Bytes(PIECE * 2);
    /** The last message of QoS 2 in the buffer. */
    private @Nullable Arrival once;

    /**
     * A stream.
     *
     * @param note where QoS 2 messages are noted that must not be written twice, null for nowhere
     */
    public StreamSink(OutputStream out, LineFormat format, @Nullable OutputNote note) {
        this.out = out;
        this.format = format;
        this.note = note;
    }

    @Override
    public boolean isWritten(Arrival message) throws IOException {
        return note != null && message.qos() == 2 && note.isWritten(message);
    }

    @Override
    public void write(Arrival message) throws IOException {
        int before = buffer.size();
        try {
            format.write(message, buffer);
        } catch (OutOfMemoryError e) {
            buffer.shrinkTo(before);
            throw e;
        }
        if (message.qos() == 2) {
            once = message;
        }
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
            if (note != null && once != null) {
                note.about(once, buffer);
                once = null;
            }
            Bytes full = buffer;
            try {
                full.writeTo(out);
            } finally {
                // What a full disk or a closed pipe took in part is not written once more when the run ends.
                full.clear();
                buffer = full.array().length > KEPT ? new Bytes(PIECE * 2) : full;
            }
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
