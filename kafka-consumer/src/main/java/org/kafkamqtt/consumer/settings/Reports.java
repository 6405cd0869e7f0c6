package org.kafkamqtt.consumer.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.metrics.MetricsAddress;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.consumer.read.Starts;
import org.kafkamqtt.consumer.read.Watcher;
import org.kafkamqtt.consumer.watch.LagLog;
import org.kafkamqtt.consumer.watch.ReadProgress;
import org.kafkamqtt.consumer.watch.RebalanceLog;

/**
 * What is reported, but for data.
 *
 * @param summary of the records, at the end
 * @param lag how often the lag is reported, if at all
 * @param progress whether a bar shows how far the run is
 * @param stats whether each partition's counts are reported at the end
 * @param quiet whether only what was asked for is reported
 * @param rebalances whether it is reported when partitions come and go
 * @param metrics where they are served, if anywhere
 */
public record Reports(
        SummaryStyle summary,
        Optional<Duration> lag,
        boolean progress,
        boolean stats,
        boolean quiet,
        boolean rebalances,
        Optional<MetricsAddress> metrics) {
    /** The watchers of this run. */
    public List<Watcher> watchers(Console console, ConsumerSettings settings, Starts starts) {
        List<Watcher> watchers = new ArrayList<>();
        lag.ifPresent(interval -> watchers.add(new LagLog(console, interval, Terminal.isStandardError())));
        if (progress && !quiet) {
            long wanted = settings.reading().limits().records();
            watchers.add(new ReadProgress(console, wanted, starts::endOf));
        }
        watchers.add(new RebalanceLog(console, settings.member().commits(), rebalances));
        return watchers;
    }

    /** Prints what became of the records, if that is wanted. */
    public void summarise(Console console, Tally.Counts counts, Optional<Long> duplicates) {
        summary.say(
                console,
                counts.failed() > 0,
                digits -> counts.text(digits)
                        + duplicates
                                .map(n -> ", " + digits.of(n) + (n == 1 ? " duplicate" : " duplicates")
                                        + " among those skipped")
                                .orElse(""),
                () -> "{" + counts.jsonMembers()
                        + duplicates.map(n -> ",\"duplicates\":" + n).orElse("") + "}");
    }
}
