package org.kafkamqtt.consumer.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Figures;

/**
 * How far reading is at one moment, as a table: a row for each partition, and one for all.
 *
 * @param lags of the partitions, in the order of their names
 * @param bold whether the headings are bold
 */
record LagTable(List<PartitionLag> lags, boolean bold) {
    private static final String UNKNOWN = "-";

    LagTable {
        lags = List.copyOf(lags);
    }

    /**
     * Its lines; where there are more partitions than rows, those that are furthest behind.
     *
     * @param width how many cells a line may take
     * @param rows how many lines there may be
     */
    List<String> lines(int width, int rows) {
        int shown = shown(rows);
        List<String> lines = new ArrayList<>(table(furthest(shown)).lines(width, bold));
        if (shown < lags.size() && rows > 2) {
            lines.add(shown + 1, "… " + Figures.count(lags.size() - shown, "more partition"));
        }
        return lines.subList(0, Math.min(rows, lines.size()));
    }

    /** The head and the sum are always there; what is left out needs a line as well. */
    private int shown(int rows) {
        int others = lags.size() > 1 ? 2 : 1;
        return rows - others >= lags.size() ? lags.size() : Math.max(0, rows - others - 1);
    }

    private List<PartitionLag> furthest(int shown) {
        if (shown >= lags.size()) {
            return lags;
        }
        List<PartitionLag> furthest = lags.stream()
                .sorted(Comparator.comparingLong((PartitionLag lag) -> lag.lag().orElse(0))
                        .reversed())
                .limit(shown)
                .toList();
        return lags.stream().filter(furthest::contains).toList();
    }

    private Table table(List<PartitionLag> shown) {
        Table table = new Table()
                .left("TOPIC", 0)
                .right("PARTITION", 0)
                .right("POSITION", 3)
                .right("END", 4)
                .right("LAG", 0)
                .right("RATE/S", 2)
                .right("LEFT", 1);
        for (PartitionLag lag : shown) {
            table.row(
                    lag.partition().topic(),
                    Integer.toString(lag.partition().partition()),
                    Figures.count(lag.position()),
                    count(lag.end()),
                    count(lag.lag()),
                    Figures.count(Math.round(lag.rate())),
                    time(lag.secondsLeft()));
        }
        if (lags.size() > 1) {
            total(table);
        }
        return table;
    }

    private void total(Table table) {
        long lag = lags.stream().mapToLong(each -> each.lag().orElse(0)).sum();
        double rate = lags.stream().mapToDouble(PartitionLag::rate).sum();
        OptionalLong slowest = lags.stream().allMatch(each -> each.secondsLeft().isPresent())
                ? lags.stream().mapToLong(each -> each.secondsLeft().orElse(0)).max()
                : OptionalLong.empty();
        table.total("total", "", "", "", Figures.count(lag), Figures.count(Math.round(rate)), time(slowest));
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Figures.count(number.getAsLong()) : UNKNOWN;
    }

    private static String time(OptionalLong seconds) {
        return seconds.isPresent() ? Figures.time(Duration.ofSeconds(seconds.getAsLong())) : UNKNOWN;
    }
}
