package org.kafkamqtt.balancer.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kafkamqtt.balancer.cli.study.Load;
import org.kafkamqtt.balancer.cli.study.Measure;
import org.kafkamqtt.console.terminal.Cells;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Figures;

/** What simulate shows in the terminal: the measures of every balancer, what they mean, and a bar for each partition. */
final class Comparison {
    private static final int MOST_BARS = 64;
    private static final int MEANINGS = 11;

    private Comparison() {}

    static void of(Sheet sheet, List<Load> loads) {
        measures(sheet, loads);
        sheet.blank();
        boolean weighted = loads.stream().anyMatch(Load::isWeighted);
        for (Measure measure : Measure.values()) {
            sheet.meaning(
                    measure.heading(), MEANINGS, measure.meaning(loads.get(0).partitions(), weighted));
        }
        loads.forEach(load -> bars(sheet, load));
    }

    private static void measures(Sheet sheet, List<Load> loads) {
        Table table = new Table()
                .left(Measure.ORDERING.heading(), 0)
                .right(Measure.FULLEST.heading(), 0)
                .right(Measure.VARIATION.heading(), 3)
                .right(Measure.CHI_SQUARED.heading(), 4)
                .right(Measure.HOT_KEY.heading(), 1)
                .right(Measure.MOVED.heading(), 2);
        loads.forEach(load -> table.row(
                Arrays.stream(Measure.values()).map(measure -> measure.of(load)).toArray(String[]::new)));
        sheet.table("balancer", loads.stream().map(Load::balancer).toList(), table);
    }

    private static void bars(Sheet sheet, Load load) {
        sheet.blank().heading(Cells.harmless(load.balancer())).line(against(load));
        int shown = Math.min(load.partitions(), MOST_BARS);
        long most = Math.max(1, Arrays.stream(load.records()).max().orElse(1));
        List<String> starts = starts(load, shown);
        int longest = starts.stream().mapToInt(String::length).max().orElse(0);
        int room = Math.min(50, Math.max(0, sheet.width() - longest - 1));
        for (int i = 0; i < shown; i++) {
            sheet.line((starts.get(i) + " " + "#".repeat((int) (room * load.records()[i] / most))).stripTrailing());
        }
        if (shown < load.partitions()) {
            sheet.line("... and " + Figures.count(load.partitions() - shown) + " more; --html shows them all");
        }
    }

    private static String against(Load load) {
        return load.isWeighted()
                ? "partition, records, records asked for by its weight"
                : "partition, records; average " + Figures.count(Math.round(load.average()));
    }

    /** Partition, records, and what was asked for. */
    private static List<String> starts(Load load, int shown) {
        Table table = new Table().right("", 0).right("", 0);
        if (load.isWeighted()) {
            table.right("", 0);
        }
        IntStream.range(0, shown).forEach(i -> {
            String records = Figures.count(load.records()[i]);
            if (load.isWeighted()) {
                table.row(Integer.toString(i), records, Figures.count(Math.round(load.wanted(i))));
            } else {
                table.row(Integer.toString(i), records);
            }
        });
        List<String> lines = table.lines(Integer.MAX_VALUE, false);
        return lines.subList(1, lines.size());
    }
}
