package org.kafkamqtt.consumer.options;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.MetricsOption;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.consumer.settings.Reports;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is reported about a run while it goes on and at its end, as typed. */
final class ProgressOptions implements OptionSection {
    @Override
    public String heading() {
        return "Reports";
    }

    @Option(
            names = "--lag",
            description = "report the lag of each partition regularly. Every --lag-interval, position, end, lag, rate"
                    + " and seconds left go to standard error; a table on a terminal, JSON lines elsewhere")
    boolean lag;

    @Option(
            names = "--lag-interval",
            paramLabel = "DURATION",
            description = "report the lag every DURATION; implies --lag (default: 5s)")
    @Nullable
    String every;

    @Option(
            names = "--progress",
            description = "show progress on standard error (a bar with the time left where the end is known, as with"
                    + " -e or -c; a line every second if it is not a terminal)")
    boolean progress;

    @Option(
            names = "--stats",
            description = "print statistics per partition at the end (on standard error): records and bytes read,"
                    + " first and last offset, rate; columns on a terminal, JSON lines elsewhere")
    boolean stats;

    @Mixin
    final MetricsOption metrics = new MetricsOption();

    /** What is reported, besides the summary. */
    Reports reports(SummaryStyle summary, boolean quiet, boolean rebalances) {
        return new Reports(summary, interval(), progress, stats, quiet, rebalances, metrics.address());
    }

    private Optional<Duration> interval() {
        if (!lag && every == null) {
            return Optional.empty();
        }
        Duration interval = Quantity.duration(every == null ? "5s" : every, "s");
        if (interval.isZero()) {
            throw Failure.usage("--lag-interval " + every + " is not an interval: give more than 0");
        }
        return Optional.of(interval);
    }
}
