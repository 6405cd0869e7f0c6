package org.kafkamqtt.producer.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Origin;

/** Where records come from, one after the other. Not thread-safe; the sending thread owns it. */
public interface Source extends Closeable {
    /**
     * Fills the draft, which is clear, with the next record; false at the end.
     *
     * @throws BadRecord if there is one but it cannot be sent; the source is then past it
     */
    boolean next(Draft draft) throws IOException, BadRecord;

    /** The input of the current record. */
    Origin origin();

    /** The number of the current record in its input, from 1. */
    long number();

    /** Bytes of the input up to the end of the current record. */
    long consumed();

    /**
     * Whether {@link #next} will not wait, as far as is known; asked between two records, since it may read what has arrived
     * over what the last one was lent.
     */
    boolean ready();

    /** A copy of the current record as it was read, without its delimiter; null if its end is unknown. */
    byte @Nullable [] copy();

    /** Writes the current record as it was read. */
    void copyTo(OutputStream out) throws IOException;
}
