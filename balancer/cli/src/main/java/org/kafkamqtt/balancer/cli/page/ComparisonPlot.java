package org.kafkamqtt.balancer.cli.page;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.kafkamqtt.balancer.cli.study.Load;
import org.kafkamqtt.balancer.cli.study.Measure;
import org.kafkamqtt.balancer.cli.study.Study;

/** The fullest partition of every balancer, one bar each. */
final class ComparisonPlot {
    private static final int ROW = 46;
    private static final int BAR = 15;
    private static final int TOP = 22;
    private static final int LONGEST_NAME = 48;
    /** Name and promise together, so that a narrow page has room for them. */
    private static final int LONGEST_LABEL = 60;

    private final List<Load> loads;
    private final Scale scale;
    private final int bottom;

    private ComparisonPlot(List<Load> loads) {
        this.loads = loads;
        this.bottom = TOP + loads.size() * ROW;
        double highest = loads.stream()
                .mapToDouble(load -> Math.max(finite(load), load.bound().orElse(1)))
                .max()
                .orElse(1);
        this.scale = Scale.linear(Math.max(1, highest), 5);
    }

    static void of(Markup page, Study study) {
        new ComparisonPlot(study.loads()).draw(page, study.isWeighted());
    }

    private static double finite(Load load) {
        double ratio = load.maxOverAverage();
        return Double.isFinite(ratio) ? ratio : 0;
    }

    private void draw(Markup page, boolean weighted) {
        page.add("<figure class=\"card\">%n<figcaption>%s</figcaption>%n", PageWords.verdict(loads));
        page.add(
                "<div class=\"plot\" style=\"padding-right:52px\">%n"
                        + "<svg height=\"%d\" role=\"img\" aria-label=\"%s\">%n",
                bottom + 38,
                "Records on the fullest partition divided by the average: "
                        + loads.stream()
                                .map(load -> load.balancer() + " " + Measure.FULLEST.of(load))
                                .collect(Collectors.joining(", ")));
        axis(page, weighted);
        for (int i = 0; i < loads.size(); i++) {
            row(page, loads.get(i), TOP + i * ROW);
        }
        page.add("</svg>%n</div>%n<ul class=\"legend\">%n");
        Legend.bar(page, "bar", "fullest partition");
        Legend.line(page, "average", "1 = every partition holds its share");
        if (loads.stream().anyMatch(load -> load.bound().isPresent())) {
            Legend.line(page, "bound", "highest value that the balancer allows");
        }
        page.add("</ul>%n</figure>%n");
    }

    private void axis(Markup page, boolean weighted) {
        for (double tick : scale.ticks()) {
            String x = Markup.percent(scale.at(tick));
            page.add(
                    "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>",
                    tick == 0 ? "axis" : "grid", x, x, TOP, bottom);
            page.add(
                    "<text x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                    x, bottom + 16, tick == 0 ? "start" : "middle", scale.label(tick));
        }
        page.add(
                "<text x=\"0\" y=\"%d\">%s</text>%n",
                bottom + 34,
                weighted
                        ? "records on the fullest partition ÷ the average, or ÷ the share asked for"
                        : "records on the fullest partition ÷ the average");
    }

    private void row(Markup page, Load load, int y) {
        int bar = y + 21;
        double end = scale.at(finite(load));
        String name = load.balancer().length() > LONGEST_NAME
                ? load.balancer().substring(0, LONGEST_NAME - 1) + "…"
                : load.balancer();
        page.add(
                "<text class=\"strong\" x=\"0\" dx=\"6\" y=\"%d\">%s<tspan class=\"soft\" dx=\"8\""
                        + " style=\"font-weight:400;fill:var(--soft)\">%s</tspan></text>%n",
                y + 15,
                name,
                name.length() + PageWords.ordering(load).length() > LONGEST_LABEL ? "" : PageWords.ordering(load));
        page.add(
                "<rect class=\"bar\" x=\"0\" y=\"%d\" width=\"%s\" height=\"%d\"><title>%s: %s</title></rect>%n",
                bar, Markup.percent(end), BAR, load.balancer(), Measure.FULLEST.of(load));
        String one = Markup.percent(scale.at(1));
        page.add("<line class=\"halo\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>", one, one, bar - 3, bar + BAR + 3);
        page.add(
                "<line class=\"average\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>%n",
                one, one, bar - 3, bar + BAR + 3);
        OptionalDouble bound = load.bound();
        if (bound.isPresent()) {
            String x = Markup.percent(scale.at(bound.getAsDouble()));
            page.add("<line class=\"bound\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>%n", x, x, bar - 3, bar + BAR + 3);
        }
        page.add(
                "<text class=\"value\" x=\"%s\" dx=\"7\" y=\"%d\">%s</text>%n",
                Markup.percent(end), bar + 12, Measure.FULLEST.of(load));
    }
}
