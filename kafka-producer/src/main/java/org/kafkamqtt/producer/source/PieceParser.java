package org.kafkamqtt.producer.source;

import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/** Reads a record from one piece of the input. Not thread-safe; the sending thread owns it. */
public interface PieceParser {
    /**
     * Fills the draft, which is clear; it may borrow the bytes, which stay as they are until the next piece is read.
     *
     * @throws BadRecord if the piece is not a record
     */
    void parse(byte[] bytes, int offset, int length, Draft draft) throws BadRecord;

    /** Whether the piece is to be passed over, as an empty line among JSON lines is. */
    default boolean blank(byte[] bytes, int offset, int length) {
        return false;
    }
}
