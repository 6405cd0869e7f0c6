package org.kafkamqtt.producer.source;

import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/** Reads a record out of one piece of the input. Not thread-safe; the sending thread owns it. */
public interface PieceParser {
    /**
     * Fills the draft, which is clear; what it needs of the bytes is copied.
     *
     * @throws BadRecord if the piece is no record
     */
    void parse(byte[] bytes, int offset, int length, Draft draft) throws BadRecord;

    /** Whether the piece stands for no record at all, as an empty line among JSON lines does. */
    default boolean blank(byte[] bytes, int offset, int length) {
        return false;
    }
}
