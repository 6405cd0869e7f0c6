package org.kafkamqtt.producer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.ledger.ReportFormat;
import org.kafkamqtt.producer.ledger.Summary;
import picocli.CommandLine.Option;

/** What is told about the run, as typed. */
final class ReportOptions implements OptionSection {
    @Override
    public String heading() {
        return "Reports";
    }

    @Option(
            names = "--summary",
            paramLabel = "json|text|none",
            defaultValue = "auto",
            description = "what the run was, in one line on standard error"
                    + " (default: text on a terminal or if something failed)")
    String summary = "auto";

    @Option(
            names = {"-T", "--tee"},
            description = "copy the input to standard output")
    boolean tee;

    @Option(
            names = {"--report-format", "--output-format"},
            paramLabel = "FORMAT",
            description =
                    "a line on standard output for each record that arrived: %%t topic, %%p partition, %%o offset,"
                            + " %%k key, %%s value, %%T time, %%h headers, %%l place in the input, %%K and %%S lengths")
    @Nullable
    String format;

    @Option(names = "--report-json", description = "the same as JSON lines, as kafka-consumer -J writes them")
    boolean reportJson;

    @Option(
            names = "--progress",
            description = "how far it is: a bar on a terminal, a line each second elsewhere, on standard error")
    boolean progress;

    @Option(
            names = {"-u", "--unbuffered"},
            description = "write reports and the copy of -T at once instead of ten times a second")
    boolean unbuffered;

    /** How reports look, null for none. */
    @Nullable
    ReportFormat reportFormat() {
        if (reportJson) {
            return ReportFormat.json();
        }
        return format == null ? null : ReportFormat.parse(format);
    }

    /** The line to say, empty for none. */
    String line(Summary done, boolean failed, boolean quiet) {
        return switch (kind(failed, quiet)) {
            case "json" -> done.json();
            case "text" -> done.text();
            default -> "";
        };
    }

    boolean json() {
        return summary.equalsIgnoreCase("json");
    }

    private String kind(boolean failed, boolean quiet) {
        if (!summary.equals("auto")) {
            return summary.toLowerCase(Locale.ROOT);
        }
        return failed || (!quiet && Terminal.isStandardError()) ? "text" : "none";
    }

    void check() {
        int outputs = (tee ? 1 : 0) + (reportJson ? 1 : 0) + (format != null ? 1 : 0);
        if (outputs > 1) {
            throw Failure.usage("only one of -T, --report-format and --report-json can have standard output");
        }
        if (!summary.toLowerCase(Locale.ROOT).matches("json|text|none|auto")) {
            throw Failure.usage("--summary '" + summary + "' is none of json, text, none");
        }
    }
}
