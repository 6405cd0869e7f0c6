package org.kafkamqtt.consumer.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
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

/** The form in which records are written. */
public sealed interface RecordForm {
    /**
     * The format.
     *
     * @param named whether a format that has a header line begins with it
     * @param coloured whether a person reads it on a terminal
     * @param around provides what a format needs beyond the record
     */
    RecordFormat format(boolean named, boolean coloured, Surroundings around);

    /** The format for a reader that takes one line for each record. */
    default RecordFormat line(Surroundings around) {
        return new OneLine(format(false, false, around));
    }

    /** The extension of files with such records. */
    default String extension() {
        return ".txt";
    }

    /** JSON lines. */
    record Json() implements RecordForm {
        @Override
        public RecordFormat format(boolean named, boolean coloured, Surroundings around) {
            JsonFormat lines = new JsonFormat(around.placement());
            return coloured ? new ColouredJson(lines) : lines;
        }

        @Override
        public RecordFormat line(Surroundings around) {
            return format(false, false, around);
        }

        @Override
        public String extension() {
            return ".jsonl";
        }
    }

    /** Comma-separated values. */
    record Csv() implements RecordForm {
        @Override
        public RecordFormat format(boolean named, boolean coloured, Surroundings around) {
            return new CsvFormat(named);
        }

        @Override
        public String extension() {
            return ".csv";
        }
    }

    /**
     * Bytes after their length.
     *
     * @param keys whether keys are written as well
     */
    record LengthPrefixed(boolean keys) implements RecordForm {
        @Override
        public RecordFormat format(boolean named, boolean coloured, Surroundings around) {
            return new LengthPrefixFormat(keys);
        }

        @Override
        public String extension() {
            return ".bin";
        }
    }

    /**
     * The user's own format.
     *
     * @param absent what is written for null
     */
    record Template(String text, String absent) implements RecordForm {
        @Override
        public RecordFormat format(boolean named, boolean coloured, Surroundings around) {
            return TemplateParser.parse(text, absent.getBytes(UTF_8), coloured, around);
        }
    }

    /**
     * The value, perhaps after its key.
     *
     * @param between key and value, with escapes; without it no key is written
     * @param end of each record, with escapes
     * @param absent what is written for null
     */
    record Plain(Optional<String> between, String end, String absent) implements RecordForm {
        @Override
        public RecordFormat format(boolean named, boolean coloured, Surroundings around) {
            byte[] last = Escapes.bytes(end);
            byte[] none = absent.getBytes(UTF_8);
            if (between.isEmpty()) {
                return new PlainFormat(null, last, none);
            }
            byte[] middle = Escapes.bytes(between.get());
            return coloured ? PlainFormat.coloured(middle, last, none) : new PlainFormat(middle, last, none);
        }
    }
}
