package org.kafkamqtt.consumer;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.consumer.format.ColouredJson;
import org.kafkamqtt.consumer.format.CsvFormat;
import org.kafkamqtt.consumer.format.JsonFormat;
import org.kafkamqtt.consumer.format.LengthPrefixFormat;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.format.TemplateParser;
import org.kafkamqtt.consumer.sink.OneLine;
import picocli.CommandLine.Option;

/** How records are written, as typed. */
final class OutputOptions implements OptionSection {
    private static final byte[] NULL = "NULL".getBytes(StandardCharsets.US_ASCII);

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = {
                "%%s or %%v value, %%k key, %%t topic, %%p partition, %%o offset, %%T timestamp, %%h headers,"
                        + " %%h{NAME} one of them, %%S or %%V, %%K lengths, %%R value length as 4 bytes, %%d{strftime[%%F"
                        + " %%T]} time, %%e leader epoch, %%H number of headers, %%i count, %%D delivery count,"
                        + " %%a{timestamp-type}, %%B partition of --verify-balancer, %%[ and %%] where the partition"
                        + " begins and ends, %%%%.",
                "After text: {hex}, {base64}, {json}, {unpack[>iq]}, as in %%h{NAME}{hex}; after numbers: {hex16},"
                        + " {big32}, ..;"
                        + " \\n \\t \\r \\xNN"
            })
    @Nullable
    String format;

    @Option(
            names = {"-J", "--json"},
            description = "JSON lines that lose nothing; kafka-producer -J and mqtt-publish -J read them")
    boolean json;

    @Option(
            names = {"-K", "--key-delimiter"},
            paramLabel = "DELIMITER",
            description = "write the key and this before the value")
    @Nullable
    String keyDelimiter;

    @Option(
            names = {"-D", "--delimiter"},
            paramLabel = "DELIMITER",
            defaultValue = "\\n",
            description = "end each record with this (default: \\n)")
    String delimiter = "\\n";

    @Option(
            names = {"-Z", "--null"},
            description = "write NULL for a null key or value")
    boolean nulls;

    @Option(names = "--null-literal", paramLabel = "TEXT", description = "write this for a null key or value")
    @Nullable
    String nullLiteral;

    @Option(names = "--csv", description = "topic, partition, offset, timestamp, key and value with commas between")
    boolean csv;

    @Option(
            names = "--length-prefix",
            description = "each value (with -K: key and value) behind its length as 4 bytes, -1 for null")
    boolean lengthPrefix;

    @Option(
            names = {"-u", "--unbuffered"},
            description = "a write for every record")
    boolean unbuffered;

    /** What names of files with this output end in. */
    String extension() {
        return json ? ".jsonl" : csv ? ".csv" : lengthPrefix ? ".bin" : ".txt";
    }

    /**
     * The format.
     *
     * @param named whether a format with a line of names begins with it
     * @param coloured whether a person reads it on a terminal
     * @param around answers what a format asks beyond the record
     */
    RecordFormat format(boolean named, boolean coloured, Surroundings around) {
        if (Stream.of(json, csv, lengthPrefix, format != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw Failure.usage("-J, -f, --csv and --length-prefix are formats: give one");
        }
        return chosen(named, coloured, around);
    }

    /** The format for a reader that takes one line for each record: JSON if nothing else was chosen. */
    RecordFormat lines(Surroundings around) {
        boolean plain = keyDelimiter != null || nulls || nullLiteral != null;
        return json || !plain && !csv && format == null
                ? new JsonFormat(around.placement())
                : new OneLine(format(false, false, around));
    }

    private RecordFormat chosen(boolean named, boolean coloured, Surroundings around) {
        if (json) {
            JsonFormat lines = new JsonFormat(around.placement());
            return coloured ? new ColouredJson(lines) : lines;
        }
        if (csv) {
            return new CsvFormat(named);
        }
        if (lengthPrefix) {
            return new LengthPrefixFormat(keyDelimiter != null);
        }
        return format == null ? plain(coloured) : TemplateParser.parse(format, nullText(), coloured, around);
    }

    private RecordFormat plain(boolean coloured) {
        byte[] end = Escapes.bytes(delimiter);
        if (keyDelimiter == null) {
            return new PlainFormat(null, end, nullText());
        }
        byte[] between = Escapes.bytes(keyDelimiter);
        return coloured ? PlainFormat.coloured(between, end, nullText()) : new PlainFormat(between, end, nullText());
    }

    private byte[] nullText() {
        if (nullLiteral != null) {
            return nullLiteral.getBytes(StandardCharsets.UTF_8);
        }
        return nulls ? NULL : new byte[0];
    }

    @Override
    public String heading() {
        return "Output";
    }
}
