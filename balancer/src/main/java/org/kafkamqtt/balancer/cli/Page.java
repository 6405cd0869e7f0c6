package org.kafkamqtt.balancer.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A page that shows how balancers spread keys: one file, no script, nothing fetched, light and dark. */
final class Page {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 160;

    private Page() {}

    static String of(List<Load> loads, int records) {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Balancers compared</title>
                <style>
                :root { color-scheme: light dark; --ink: #1d2733; --soft: #5b6b7c; --paper: #ffffff; --line: #d5dce4;
                  --bar: #2f6fb5; --over: #c2571a; }
                @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --soft: #9aa9b8; --paper: #14191f;
                  --line: #33404d; --bar: #6aa7e8; --over: #f0935a; } }
                body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
                  max-width: 760px; margin: 2rem auto; padding: 0 1rem; }
                h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
                p, td.note { color: var(--soft); } table { border-collapse: collapse; width: 100%; }
                th, td { text-align: right; padding: .3rem .5rem; border-bottom: 1px solid var(--line); }
                th:first-child, td:first-child { text-align: left; } svg { width: 100%; height: auto; display: block; }
                rect.bar { fill: var(--bar); } rect.over { fill: var(--over); }
                line { stroke: var(--soft); stroke-dasharray: 4 4; } text { fill: var(--soft); font-size: 11px; }
                </style></head><body>
                <h1>Balancers compared</h1>
                """);
        page.append("<p>")
                .append(String.format(Locale.ROOT, "%,d", records))
                .append(" records over ")
                .append(loads.get(0).records().length)
                .append(" partitions. The dashed line is the average; partitions 25 % above it are marked.</p>\n");
        table(page, loads);
        long most = loads.stream()
                .flatMapToLong(load -> Arrays.stream(load.records()))
                .max()
                .orElse(1);
        loads.forEach(load -> plot(page, load, Math.max(1, most)));
        return page.append("</body></html>\n").toString();
    }

    private static void table(StringBuilder page, List<Load> loads) {
        page.append("<table><tr><th>balancer</th><th>max / average</th><th>variation</th><th>chi²</th>")
                .append("<th>partitions of the hottest key</th><th>moved by one partition more</th></tr>\n");
        for (Load load : loads) {
            page.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%.3f</td><td>%.4f</td><td>%.1f</td><td>%d</td><td>%s</td></tr>%n",
                    escaped(load.balancer()),
                    load.maxOverAverage(),
                    load.variation(),
                    load.chiSquared(),
                    load.hottestUses(),
                    Double.isNaN(load.moved()) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * load.moved())));
        }
        page.append("</table>\n");
    }

    private static void plot(StringBuilder page, Load load, long most) {
        long[] records = load.records();
        double step = (double) WIDTH / records.length;
        double scale = (HEIGHT - 20.0) / most;
        page.append("<h2>").append(escaped(load.balancer())).append("</h2>\n");
        page.append(String.format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"records per partition of %s\">%n",
                WIDTH, HEIGHT + 16, escaped(load.balancer())));
        for (int i = 0; i < records.length; i++) {
            double height = records[i] * scale;
            page.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>partition %d: %d</title></rect>%n",
                    records[i] > 1.25 * load.average() ? "over" : "bar",
                    i * step + step * 0.1,
                    HEIGHT - height,
                    step * 0.8,
                    height,
                    i,
                    records[i]));
        }
        double average = HEIGHT - load.average() * scale;
        page.append(String.format(
                Locale.ROOT, "<line x1=\"0\" x2=\"%d\" y1=\"%.2f\" y2=\"%.2f\"/>%n", WIDTH, average, average));
        page.append(String.format("<text x=\"0\" y=\"%d\">0</text>", HEIGHT + 13));
        page.append(String.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text></svg>%n",
                WIDTH, HEIGHT + 13, records.length - 1));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
