package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.kafkamqtt.console.text.Bytes;

/** The colours of parts of records on a terminal, as ANSI sequences. */
enum Colour {
    /** Keys of records, and the names in JSON. */
    NAME("36"),
    /** Texts in JSON. */
    TEXT("32"),
    /** Numbers: partitions, offsets, lengths. */
    NUMBER("33"),
    /** Topics. */
    TOPIC("34"),
    /** Times. */
    TIME("35"),
    /** Headers, null, true and false. */
    OTHER("90");

    private static final byte[] RESET = "\u001b[0m".getBytes(US_ASCII);

    private final String begin;

    Colour(String code) {
        begin = "\u001b[" + code + "m";
    }

    /** What another format writes, in this colour. */
    RecordFormat of(RecordFormat format) {
        return (out, record) -> {
            begin(out);
            format.add(out, record);
            end(out);
        };
    }

    void begin(Bytes out) {
        out.add(begin);
    }

    static void end(Bytes out) {
        out.add(RESET);
    }
}
