package org.kafkamqtt.consumer.options;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.settings.RecordForm;
import picocli.CommandLine.Option;

/** How records are written, as typed. */
final class OutputOptions implements OptionSection {
    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "write each record in this format; such as '%%k %%s\\n', see --help=format")
    @Nullable
    String format;

    @Option(
            names = {"-J", "--json"},
            description = "write JSON lines. They lose nothing, and kafka-producer -J and mqtt-publish -J read them")
    boolean json;

    @Option(
            names = {"-K", "--key-delimiter"},
            paramLabel = "DELIMITER",
            description = "write the key and DELIMITER before the value")
    @Nullable
    String keyDelimiter;

    @Option(
            names = {"-D", "--delimiter"},
            paramLabel = "DELIMITER",
            defaultValue = "\\n",
            description = "end each record with DELIMITER (default: \\n)")
    String delimiter = "\\n";

    @Option(
            names = {"-Z", "--null"},
            description = "write NULL for a null key or value")
    boolean nulls;

    @Option(names = "--null-literal", paramLabel = "TEXT", description = "write TEXT for a null key or value")
    @Nullable
    String nullLiteral;

    @Option(
            names = "--csv",
            description = "write comma-separated values (topic, partition, offset, timestamp, key and value)")
    boolean csv;

    @Option(
            names = "--length-prefix",
            description = "write the length before each value (with -K: before key and value) as 4 bytes, -1 for null")
    boolean lengthPrefix;

    @Option(
            names = {"-u", "--unbuffered"},
            description = "write each record immediately")
    boolean unbuffered;

    /** The form in which records are written. */
    RecordForm form() {
        if (Stream.of(json, csv, lengthPrefix, format != null)
                        .filter(given -> given)
                        .count()
                > 1) {
            throw Failure.usage("-J, -f, --csv and --length-prefix are four formats: give one");
        }
        if (json) {
            return new RecordForm.Json();
        }
        if (csv) {
            return new RecordForm.Csv();
        }
        if (lengthPrefix) {
            return new RecordForm.LengthPrefixed(keyDelimiter != null);
        }
        return format == null
                ? new RecordForm.Plain(Optional.ofNullable(keyDelimiter), delimiter, absent())
                : new RecordForm.Template(format, absent());
    }

    /** The form for a reader that takes one line for each record: JSON if nothing else was chosen. */
    RecordForm lines() {
        boolean chosen = keyDelimiter != null || nulls || nullLiteral != null || csv || format != null;
        return json || !chosen ? new RecordForm.Json() : form();
    }

    private String absent() {
        if (nullLiteral != null) {
            return nullLiteral;
        }
        return nulls ? "NULL" : "";
    }

    @Override
    public String heading() {
        return "Output";
    }
}
