package org.kafkamqtt.producer.source;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Origin;

/**
 * A source that copies the records read from it, and flushes the copy when there is nothing more to read yet.
 *
 * <p>The sending thread owns it.
 */
public final class Tee implements Source {
    private final Source source;
    private final OutputStream copy;
    private final boolean unbuffered;

    /**
     * @param unbuffered whether each record is written at once
     */
    public Tee(Source source, OutputStream copy, boolean unbuffered) {
        this.source = source;
        this.unbuffered = unbuffered;
        this.copy = new BufferedOutputStream(copy, 64 * 1024);
    }

    @Override
    public boolean next(Draft draft) throws IOException, BadRecord {
        if (unbuffered || !source.ready()) {
            copy.flush();
        }
        boolean more = false;
        try {
            more = source.next(draft);
        } catch (BadRecord e) {
            source.copyTo(copy);
            throw e;
        }
        if (more) {
            source.copyTo(copy);
        }
        return more;
    }

    @Override
    public Origin origin() {
        return source.origin();
    }

    @Override
    public long number() {
        return source.number();
    }

    @Override
    public long consumed() {
        return source.consumed();
    }

    @Override
    public boolean ready() {
        return source.ready();
    }

    @Override
    public byte @Nullable [] copy() {
        return source.copy();
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
        source.copyTo(out);
    }

    @Override
    public void close() throws IOException {
        try (source) {
            copy.flush();
        } catch (ClosedPipe e) {
            // The reader of the copy has gone: an end, not a failure.
            return;
        }
    }
}
