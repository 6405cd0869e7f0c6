package org.kafkamqtt.mqtt.subscribe;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.MetricsOption;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.console.text.Quantity;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is reported about the run. */
final class ReportOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of().always("--summary", "--stats", "--metrics");

    @Override
    public String heading() {
        return "Reports";
    }

    @Option(
            names = "--summary",
            paramLabel = "json|text|none",
            converter = SummaryStyle.Words.class,
            description =
                    "print a one-line summary on standard error (default: text if something was dropped or failed)")
    SummaryStyle summary = SummaryStyle.AUTO;

    @Option(
            names = "--stats",
            arity = "0..1",
            fallbackValue = "1s",
            paramLabel = "DURATION",
            description = "print counts and rates every DURATION; on standard error, in one live line on a terminal"
                    + " (default: 1s)")
    @Nullable
    String stats;

    @Mixin
    final MetricsOption metrics = new MetricsOption();

    Settings.Reports reports(boolean quiet) {
        long every = everyNanos();
        return new Settings.Reports(summary, quiet ? Long.MAX_VALUE : every, metrics.address());
    }

    private long everyNanos() {
        if (stats == null) {
            return Long.MAX_VALUE;
        }
        long nanos = Quantity.duration(stats, "s").toNanos();
        if (nanos < TimeUnit.SECONDS.toNanos(1)) {
            throw Failure.usage("--stats " + stats + " is less than a second");
        }
        return nanos;
    }
}
