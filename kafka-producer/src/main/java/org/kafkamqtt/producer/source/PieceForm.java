package org.kafkamqtt.producer.source;

/** How a piece of the input is read as a record. */
public sealed interface PieceForm {
    /** A reader of such pieces, for one source. */
    PieceParser parser();

    /**
     * A value, or a key and a value.
     *
     * @param keyDelimiter between them, empty if pieces are values only
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record KeyAndValue(byte[] keyDelimiter) implements PieceForm {
        @Override
        public PieceParser parser() {
            return new DelimitedRecord(keyDelimiter);
        }
    }

    /** A JSON line of one of the tools that {@link JsonRecord} knows. */
    record Json() implements PieceForm {
        @Override
        public PieceParser parser() {
            return new JsonRecord();
        }
    }

    /**
     * A line of kafka-console-producer.
     *
     * @param properties what a line holds
     */
    record Console(ReaderProperties properties) implements PieceForm {
        @Override
        public PieceParser parser() {
            return new ConsoleRecord(properties);
        }
    }
}
