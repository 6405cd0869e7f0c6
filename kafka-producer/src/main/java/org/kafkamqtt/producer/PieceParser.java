package org.kafkamqtt.producer;

/** Reads a record out of one piece of the input. */
interface PieceParser {
    /**
     * Fills the draft, which is clear; what it needs of the bytes is copied.
     *
     * @throws BadRecord if the piece is no record
     */
    void parse(byte[] bytes, int offset, int length, Draft draft) throws BadRecord;
}
