package org.kafkamqtt.consumer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Escapes;
import org.kafkamqtt.console.Failure;
import picocli.CommandLine.Option;

/** How records are written, as typed. */
final class OutputOptions {
    private static final byte[] NULL = "NULL".getBytes(StandardCharsets.US_ASCII);

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = {
                "%%s or %%v value, %%k key, %%t topic, %%p partition, %%o offset, %%T timestamp, %%h headers, %%h{NAME}"
                        + " one of them, %%S or %%V, %%K lengths, %%R value length as 4 bytes, %%d{strftime[%%F %%T]} time,"
                        + " %%e leader epoch, %%H number of headers, %%i count, %%D delivery count, %%%%.",
                "Behind text: {hex}, {base64}, {json}, {unpack[>iq]}; behind numbers: {hex16}, {big32}, ..;"
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
            names = {"-s", "--unpack"},
            paramLabel = "[key=|value=]PACK",
            description = "unpack binary keys or values: < > endianness, b B h H i I q Q numbers, c s text, $ the end;"
                    + " as kcat; repeatable")
    List<String> unpack = new ArrayList<>();

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
     */
    RecordFormat format(boolean named) {
        if (Stream.of(json, csv, lengthPrefix, format != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw Failure.usage("-J, -f, --csv and --length-prefix are formats: give one");
        }
        RecordFormat chosen = chosen(named);
        return unpack.isEmpty() ? chosen : unpacked(chosen);
    }

    private RecordFormat chosen(boolean named) {
        if (json) {
            return new JsonFormat();
        }
        if (csv) {
            return new CsvFormat(named);
        }
        if (lengthPrefix) {
            return new LengthPrefixFormat(keyDelimiter != null);
        }
        return format == null
                ? new PlainFormat(
                        keyDelimiter == null ? null : Escapes.bytes(keyDelimiter), Escapes.bytes(delimiter), nullText())
                : TemplateParser.parse(format, nullText());
    }

    private RecordFormat unpacked(RecordFormat chosen) {
        PackFormat key = null;
        PackFormat value = null;
        for (String text : unpack) {
            String fields = text.replaceFirst("^(key|value)=", "");
            PackFormat pack = PackFormat.parse(fields, words -> Failure.usage("'-s " + text + "' " + words));
            key = text.startsWith("value=") ? key : pack;
            value = text.startsWith("key=") ? value : pack;
        }
        return new UnpackedFormat(chosen, key, value);
    }

    private byte[] nullText() {
        if (nullLiteral != null) {
            return nullLiteral.getBytes(StandardCharsets.UTF_8);
        }
        return nulls ? NULL : new byte[0];
    }
}
