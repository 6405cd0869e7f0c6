package org.kafkamqtt.mqtt.publish;

import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.MetricsOption;
import org.kafkamqtt.console.report.SummaryStyle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is reported about the run, as typed. */
final class ReportOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of().always("--summary", "--progress", "--metrics");

    @Override
    public String heading() {
        return "Reports";
    }

    @Option(
            names = "--summary",
            paramLabel = "json|text|none",
            defaultValue = "auto",
            description = "print a one-line summary on standard error (default: text if something failed)")
    String summary = "auto";

    @Option(
            names = "--progress",
            description = "show progress on standard error; as a bar on a terminal, else as a line each second")
    boolean progress;

    @Mixin
    final MetricsOption metrics = new MetricsOption();

    /** What was typed, checked. */
    PublishSettings.Reports reports(boolean quiet) {
        return new PublishSettings.Reports(style(), progress, quiet, metrics.address());
    }

    private SummaryStyle style() {
        return SummaryStyle.named(summary)
                .orElseThrow(() -> Failure.usage("unknown --summary '" + summary + "': use text, json or none"));
    }
}
