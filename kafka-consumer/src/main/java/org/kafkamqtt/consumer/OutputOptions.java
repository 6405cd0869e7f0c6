package org.kafkamqtt.consumer;

import java.nio.charset.StandardCharsets;
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

    @Option(
            names = {"-u", "--unbuffered"},
            description = "a write for every record")
    boolean unbuffered;

    /** What names of files with this output end in. */
    String extension() {
        return json ? ".jsonl" : ".txt";
    }

    RecordFormat format() {
        if (json && format != null) {
            throw Failure.usage("-J and -f are two formats: give one");
        }
        if (json) {
            return new JsonFormat();
        }
        return format == null
                ? new PlainFormat(
                        keyDelimiter == null ? null : Escapes.bytes(keyDelimiter), Escapes.bytes(delimiter), nullText())
                : TemplateParser.parse(format, nullText());
    }

    private byte[] nullText() {
        if (nullLiteral != null) {
            return nullLiteral.getBytes(StandardCharsets.UTF_8);
        }
        return nulls ? NULL : new byte[0];
    }
}
