package org.kafkamqtt.consumer.options;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.consumer.settings.Reports;
import picocli.CommandLine.Option;

/** What is said of a run while it goes on, as typed. */
final class ProgressOptions implements OptionSection {
    @Override
    public String heading() {
        return "Watching the run";
    }

    @Option(
            names = "--lag",
            description = "say on standard error again and again how far each partition is: position, end, lag, rate,"
                    + " seconds left; a table on a terminal, JSON lines elsewhere")
    boolean lag;

    @Option(names = "--lag-interval", paramLabel = "DURATION", description = "how often (default: 5s); means --lag")
    @Nullable
    String every;

    @Option(
            names = "--progress",
            description = "show how far the run is: a bar with the time left where the end is known (-e, -c); a line"
                    + " every second where standard error is no terminal")
    boolean progress;

    @Option(
            names = "--stats",
            description =
                    "say at the end on standard error for each partition how many records and bytes were read, from"
                            + " which offset to which, how many a second; columns on a terminal, JSON lines elsewhere")
    boolean stats;

    /** What is told, besides the summary. */
    Reports reports(SummaryStyle summary, boolean quiet, boolean rebalances) {
        return new Reports(summary, interval(), progress, stats, quiet, rebalances);
    }

    private Optional<Duration> interval() {
        if (!lag && every == null) {
            return Optional.empty();
        }
        Duration interval = Quantity.duration(every == null ? "5s" : every, "s");
        if (interval.isZero()) {
            throw Failure.usage("--lag-interval " + every + " is no interval");
        }
        return Optional.of(interval);
    }
}
