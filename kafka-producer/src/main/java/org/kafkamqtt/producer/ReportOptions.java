package org.kafkamqtt.producer;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.MetricsOption;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.producer.delivery.OutputUse;
import org.kafkamqtt.producer.delivery.ProducerSettings;
import org.kafkamqtt.producer.ledger.ReportFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is reported about the run, as typed. */
final class ReportOptions implements OptionSection {
    @Override
    public String heading() {
        return "Reports";
    }

    @Option(
            names = "--summary",
            paramLabel = "json|text|none",
            defaultValue = "auto",
            description = "print a one-line summary on standard error"
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
                    "write a line for each delivered record; on standard output, of %%t topic, %%p partition, %%o offset,"
                            + " %%k key, %%s value, %%T time, %%h headers, %%l place in the input, %%K and %%S lengths")
    @Nullable
    String format;

    @Option(
            names = "--report-json",
            description = "write a JSON line for each delivered record; as kafka-consumer -J does")
    boolean reportJson;

    @Option(
            names = "--progress",
            description = "show progress on standard error; as a bar on a terminal, else as a line each second")
    boolean progress;

    @Option(
            names = {"-u", "--unbuffered"},
            description = "write reports and the copy of -T at once (default: ten times a second)")
    boolean unbuffered;

    @Mixin
    final MetricsOption metrics = new MetricsOption();

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
     * What is reported otherwise.
     *
     * @param quiet whether only failures are reported
     */
    ProducerSettings.Reports reports(boolean quiet) {
        return new ProducerSettings.Reports(style(), quiet, progress, metrics.address());
    }

    private SummaryStyle style() {
        return SummaryStyle.named(summary)
                .orElseThrow(() -> Failure.usage("unknown --summary '" + summary + "': use text, json or none"));
    }
}
