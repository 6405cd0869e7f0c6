package org.kafkamqtt.balancer.cli.page;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kafkamqtt.balancer.cli.study.Load;
import org.kafkamqtt.balancer.cli.study.Measure;
import org.kafkamqtt.balancer.cli.study.Study;
import org.kafkamqtt.console.text.Figures;

/**
 * The records on each partition of one balancer: a bar for each partition, or with many of them a curve from the fullest
 * to the emptiest. All plots of a page share one scale.
 */
final class PartitionPlot {
    /** Up to this many partitions have bars. */
    static final int MOST_BARS = 100;

    private static final int HEIGHT = 190;
    /** Room for what is written at the lines. */
    private static final int RIGHT = 78;
    /** A bar of the average this much smaller than the highest one could not be seen. */
    private static final double STEEP = 20;

    private final List<Load> loads;
    private final Scale scale;
    private final boolean curves;
    /** Room for the longest number of the axis. */
    private final int left;

    private PartitionPlot(List<Load> loads) {
        this.loads = loads;
        this.curves = loads.get(0).partitions() > MOST_BARS;
        double highest =
                loads.stream().mapToDouble(PartitionPlot::highest).max().orElse(1);
        long lowest = loads.stream()
                .flatMapToLong(load -> Arrays.stream(load.records()))
                .filter(records -> records > 0)
                .min()
                .orElse(1);
        this.scale = curves && highest > STEEP * loads.get(0).average()
                ? Scale.logarithmic((double) lowest, highest)
                : Scale.linear(Math.max(1, highest), 4);
        this.left = scale.ticks().stream()
                                .mapToInt(tick -> scale.label(tick).length())
                                .max()
                                .orElse(1)
                        * 7
                + 12;
    }

    /** All plots, with one legend. */
    static void of(Markup page, Study study) {
        PartitionPlot plot = new PartitionPlot(study.loads());
        plot.legend(page);
        plot.loads.forEach(load -> plot.draw(page, load));
    }

    private static double highest(Load load) {
        double most = Arrays.stream(load.records()).max().orElse(0);
        double wanted = IntStream.range(0, load.partitions())
                .mapToDouble(load::wanted)
                .max()
                .orElse(0);
        return Math.max(Math.max(most, wanted), load.bound().orElse(0) * load.average());
    }

    private boolean isSteep() {
        return scale instanceof Scale.Logarithmic;
    }

    private void legend(Markup page) {
        boolean bound = loads.stream().anyMatch(load -> load.bound().isPresent());
        boolean weighted = loads.stream().anyMatch(Load::isWeighted);
        page.add("<ul class=\"legend\">%n");
        if (curves) {
            Legend.line(page, "curve", "records, from the fullest partition to the emptiest");
        } else {
            Legend.bar(page, "bar", "records");
            Legend.bar(
                    page,
                    "over",
                    weighted ? "over 1.25 × the average, or the share asked for" : "over 1.25 × the average");
        }
        if (!loads.stream().allMatch(Load::isWeighted)) {
            Legend.line(page, "average", "average");
        }
        if (weighted) {
            Legend.line(page, "wanted", "share asked for by weights");
        }
        if (bound) {
            Legend.line(page, "bound", "bound kept by the balancer");
        }
        page.add("</ul>%n");
    }

    private void draw(Markup page, Load load) {
        page.add(
                "<figure class=\"card\">%n<figcaption><h3>%s</h3>%s</figcaption>%n",
                load.balancer(), PageWords.extremes(load));
        page.add(
                "<div class=\"plot\" style=\"padding:0 %dpx 0 %dpx\">%n<svg height=\"%d\" role=\"img\""
                        + " aria-label=\"%s\">%n",
                RIGHT,
                left,
                HEIGHT + 66,
                "Records on each partition under " + load.balancer() + ". " + PageWords.extremes(load));
        page.add("<svg y=\"24\" height=\"%d\" width=\"100%%\" overflow=\"visible\">%n", HEIGHT);
        upright(page);
        if (curves) {
            // A curve may lie exactly on the line of the average, which must not hide it.
            lines(page, load);
            curve(page, load);
        } else {
            bars(page, load);
            lines(page, load);
        }
        page.add("<line class=\"axis\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>%n", HEIGHT, HEIGHT);
        page.add("</svg>%n");
        level(page, load.partitions());
        page.add("</svg>%n</div>%n</figure>%n");
    }

    private double y(double records) {
        return HEIGHT * (1 - scale.at(records));
    }

    /** The axis of records. */
    private void upright(Markup page) {
        page.add(
                "<text x=\"%d\" y=\"-13\">%s</text>%n",
                -left, isSteep() ? "records (each line is ten times the one below)" : "records");
        for (double tick : scale.ticks()) {
            page.add("<line class=\"grid\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\"/>", y(tick), y(tick));
            page.add(
                    "<text x=\"0\" dx=\"-8\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    y(tick) + 4, scale.label(tick));
        }
    }

    /** The axis of partitions. */
    private void level(Markup page, int count) {
        int step = PageWords.tickStep(count);
        IntFunction<String> tick = i -> String.format(
                java.util.Locale.ROOT,
                "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                Markup.percent(curves ? (i - 0.5) / count : (i + 0.5) / count),
                HEIGHT + 24 + 17,
                Figures.count(i));
        IntStream numbers = curves
                ? IntStream.concat(IntStream.of(1), IntStream.iterate(step, i -> i <= count, i -> i + step))
                : IntStream.iterate(0, i -> i < count, i -> i + step);
        page.add("%s%n", new Markup.Raw(numbers.mapToObj(tick).collect(Collectors.joining("\n"))));
        page.add(
                "<text x=\"50%%\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                HEIGHT + 24 + 37, curves ? "partitions, fullest first" : "partition");
    }

    private void bars(Markup page, Load load) {
        int count = load.partitions();
        for (int i = 0; i < count; i++) {
            long records = load.records()[i];
            double top = y((double) records);
            page.add(
                    "<rect class=\"%s\" x=\"%s\" width=\"%s\" y=\"%.1f\" height=\"%.1f\"><title>partition %d: %s"
                            + " records, %s</title></rect>%n",
                    records > Math.ceil(1.25 * load.wanted(i)) ? "over" : "bar",
                    Markup.percent((i + 0.12) / count),
                    Markup.percent(0.76 / count),
                    top,
                    HEIGHT - top,
                    i,
                    Figures.count(records),
                    Measure.percent((double) records / Math.max(1, load.total())));
        }
    }

    /** As many steps as there are partitions, each level over the width of one. */
    private void curve(Markup page, Load load) {
        List<Integer> order = IntStream.range(0, load.partitions())
                .boxed()
                .sorted((a, b) -> Long.compare(load.records()[b], load.records()[a]))
                .toList();
        String line =
                steps(order.stream().map(i -> y((double) load.records()[i])).toList());
        page.add(
                "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" width=\"100%%\" height=\"%d\">"
                        + "<path class=\"curve\" d=\"M%s\"/>",
                order.size(), HEIGHT, HEIGHT, line);
        if (load.isWeighted()) {
            String asked = steps(order.stream().map(i -> y(load.wanted(i))).toList());
            page.add("<path class=\"wantedhalo\" d=\"M%s\"/><path class=\"wanted\" d=\"M%s\"/>", asked, asked);
        }
        page.add("</svg>%n");
    }

    private static String steps(List<Double> heights) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < heights.size(); i++) {
            String y = String.format(java.util.Locale.ROOT, "%.1f", heights.get(i));
            path.append(i == 0 ? "0 " + y : "V" + y).append('H').append(i + 1);
        }
        return path.toString();
    }

    /** What the bars are held against: the average or the shares asked for, and a bound. */
    private void lines(Markup page, Load load) {
        double average = y(load.average());
        if (load.isWeighted() && !curves) {
            shares(page, load);
        } else if (!load.isWeighted()) {
            across(page, "average", average);
            label(page, "value", average, "average", Figures.count(Math.round(load.average())));
        }
        if (load.bound().isPresent()) {
            double factor = load.bound().getAsDouble();
            double bound = y(factor * load.average());
            across(page, "bound", bound);
            label(page, "value bounded", Math.min(bound, average - 29), "bound " + factor + " ×", Figures.count((long)
                    Math.ceil(factor * load.average() - 1e-6)));
        }
    }

    private void shares(Markup page, Load load) {
        int count = load.partitions();
        for (int i = 0; i < count; i++) {
            String from = Markup.percent((i + 0.04) / count);
            String to = Markup.percent((i + 0.96) / count);
            double y = y(load.wanted(i));
            page.add("<line class=\"wantedhalo\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\"/>", from, to, y, y);
            page.add("<line class=\"wanted\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\"/>%n", from, to, y, y);
        }
    }

    private static void across(Markup page, String style, double y) {
        page.add("<line class=\"halo\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\"/>", y, y);
        page.add("<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\"/>%n", style, y, y);
    }

    /** Two short lines of text at the right end of a line. */
    private static void label(Markup page, String style, double y, String what, String value) {
        page.add("<text class=\"%s\" x=\"100%%\" dx=\"8\" y=\"%.1f\">%s</text>", style, y - 2, what);
        page.add("<text class=\"%s\" x=\"100%%\" dx=\"8\" y=\"%.1f\">%s</text>%n", style, y + 12, value);
    }
}
