package org.kafkamqtt.producer;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.producer.delivery.OutputUse;
import org.kafkamqtt.producer.delivery.ProducerSettings;
import org.kafkamqtt.producer.ledger.ReportFormat;
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

    /**
     * What standard output is for.
     *
     * @param confirm whether it carries the numbers of {@code --confirm}
     */
    OutputUse output(boolean confirm) {
        int outputs = (tee ? 1 : 0) + (reportJson ? 1 : 0) + (format != null ? 1 : 0);
        if (outputs > 1) {
            throw Failure.usage("only one of -T, --report-format and --report-json can have standard output");
        }
        if (confirm) {
            return new OutputUse.Confirmed();
        }
        if (tee) {
            return new OutputUse.Copied(unbuffered);
        }
        if (reportJson) {
            return new OutputUse.Reported(ReportFormat.json(), unbuffered);
        }
        return format == null ? new OutputUse.Unused() : new OutputUse.Reported(ReportFormat.parse(format), unbuffered);
    }

    /**
     * What is told on standard error.
     *
     * @param quiet whether nothing is said that is no failure
     */
    ProducerSettings.Reports reports(boolean quiet) {
        return new ProducerSettings.Reports(style(), quiet, progress);
    }

    private SummaryStyle style() {
        return SummaryStyle.named(summary)
                .orElseThrow(() -> Failure.usage("--summary '" + summary + "' is none of json, text, none"));
    }
}
