package org.kafkamqtt.producer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.producer.delivery.InputPlan;
import org.kafkamqtt.producer.source.PieceForm;
import org.kafkamqtt.producer.template.InputTemplate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the input is read, as typed. */
final class InputOptions implements OptionSection {
    @Override
    public String heading() {
        return "Input";
    }

    @Option(
            names = {"-l", "--line-file"},
            paramLabel = "FILE",
            description = "read lines from FILE instead of standard input; - is standard input; repeatable")
    List<String> lineFiles = new ArrayList<>();

    @Option(
            names = {"-D", "--delimiter"},
            paramLabel = "TEXT",
            defaultValue = "\\n",
            description =
                    "end each record at TEXT; may hold \\n \\t \\r \\0 \\\\ \\xNN and be of any length; empty makes each"
                            + " input one record (default: \\n)")
    String delimiter = "\\n";

    @Option(
            names = {"-K", "--key-delimiter"},
            paramLabel = "TEXT",
            description = "split each record into key and value at TEXT")
    @Nullable
    String keyDelimiter;

    @Option(
            names = {"-J", "--json"},
            description = "read JSON lines; as written by kafka-consumer -J, kcat -J, rpk, kaf, mqtt-subscribe -J or"
                    + " mosquitto_sub, with topic, partition, time, key, value and headers")
    boolean json;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "TEMPLATE",
            description = "read records laid out as in TEMPLATE; such as '%%k %%v\\n', see --help=format")
    @Nullable
    String format;

    @Mixin
    final ReaderOptions reader = new ReaderOptions();

    /** Whether each record may bring a topic of its own. */
    boolean bringsTopics() {
        return json || format != null && format.contains("%t");
    }

    /** The files of lines, standard input if none is named. */
    private List<String> names() {
        return lineFiles.isEmpty() ? List.of("-") : lineFiles;
    }

    /**
     * The input of a run.
     *
     * @param whole files that are one record each
     * @param generator generated records, which take precedence over any input
     */
    InputPlan plan(List<String> whole, GeneratorOptions generator) {
        if (generator.given()) {
            return generator.plan(form());
        }
        if (!whole.isEmpty() && !lineFiles.isEmpty()) {
            throw Failure.usage("-l reads lines and '" + whole.get(0) + "' is one record: give one or the other");
        }
        byte[] delimiter = whole.isEmpty() ? delimiterBytes() : new byte[0];
        List<String> names = generator.repeated(whole.isEmpty() ? names() : whole);
        return format == null
                ? new InputPlan.Delimited(names, delimiter, form())
                : new InputPlan.ByTemplate(names, template(format));
    }

    private InputTemplate template(String text) {
        if (json || keyDelimiter != null || !delimiter.equals("\\n") || reader.given()) {
            throw Failure.usage(
                    "-f already describes how records are laid out: leave out -J, -K, -D and" + " --reader-property");
        }
        return InputTemplate.parse(text);
    }

    byte[] delimiterBytes() {
        return Escapes.bytes(delimiter);
    }

    private PieceForm form() {
        if (reader.given()) {
            if (json || keyDelimiter != null) {
                throw Failure.usage("--reader-property already describes how lines are read: leave out -J and -K");
            }
            return new PieceForm.Console(reader.properties());
        }
        if (json) {
            return new PieceForm.Json();
        }
        return new PieceForm.KeyAndValue(keyDelimiter == null ? new byte[0] : Escapes.bytes(keyDelimiter));
    }
}
