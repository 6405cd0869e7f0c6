package org.kafkamqtt.balancer.cli.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.kafkamqtt.balancer.cli.study.Keys.HotKey;
import org.kafkamqtt.balancer.cli.study.Load;
import org.kafkamqtt.balancer.cli.study.Measure;
import org.kafkamqtt.balancer.cli.study.Study;
import org.kafkamqtt.console.text.Figures;

/** A page that shows how balancers spread keys: one file, no script, nothing fetched, light and dark, screen and paper. */
public final class Page {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Markup page = new Markup();
    private final Study study;

    private Page(Study study) {
        this.study = study;
    }

    public static String of(Study study) {
        Page page = new Page(study);
        page.write();
        return page.page.toString();
    }

    private void write() {
        page.add("<!DOCTYPE html>%n<html lang=\"en\">%n<head>%n<meta charset=\"utf-8\"/>%n");
        page.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>%n");
        page.add("<title>Balancers compared: %s</title>%n", names());
        page.add("<style>%n%s</style>%n</head>%n<body>%n", new Markup.Raw(PageStyle.CSS));
        header();
        page.add("<main>%n<h2>Evenness</h2>%n");
        ComparisonPlot.of(page, study);
        page.add("<h2>Measures</h2>%n");
        measures();
        page.add("<h2>Records on each partition</h2>%n");
        PartitionPlot.of(page, study);
        page.add("<h2>Hottest keys</h2>%n");
        hottest();
        page.add("</main>%n</body>%n</html>%n");
    }

    private String names() {
        return String.join(", ", study.loads().stream().map(Load::balancer).toList());
    }

    private void header() {
        int partitions = study.partitions();
        page.add("<header>%n<h1>Balancers compared</h1>%n");
        page.add("<pre><code>%s</code></pre>%n<dl class=\"facts\">%n", study.command());
        fact("records", Figures.count(study.keys().size()));
        fact("different keys", Figures.count(study.keys().different()));
        fact("partitions", Figures.count(partitions));
        if (!study.seed().isEmpty()) {
            fact("seed", study.seed());
        }
        page.add("<div class=\"wide\"><dt>keys</dt><dd>%s</dd></div>%n", study.source());
        page.add("<div class=\"wide\"><dt>date</dt><dd>%s</dd></div>%n", DATE.format(study.made()));
        page.add("<div class=\"wide\"><dt>made by</dt><dd>%s</dd></div>%n", study.version());
        page.add("</dl>%n</header>%n");
    }

    private void fact(String name, String value) {
        page.add("<div><dt>%s</dt><dd>%s</dd></div>%n", name, value);
    }

    private void measures() {
        scroll("Measures");
        page.add("<table>%n<thead><tr><th scope=\"col\" class=\"name\">balancer</th>");
        for (Measure measure : Measure.values()) {
            page.add(
                    measure == Measure.ORDERING
                            ? "<th scope=\"col\" class=\"name\">%s</th>"
                            : "<th scope=\"col\">%s</th>",
                    measure.heading());
        }
        page.add("</tr></thead>%n<tbody>%n");
        study.loads().forEach(this::row);
        page.add("</tbody>%n</table>%n</div>%n<dl class=\"meanings\">%n");
        for (Measure measure : Measure.values()) {
            page.add(
                    "<dt>%s</dt><dd>%s</dd>%n",
                    measure.heading(),
                    measure == Measure.ORDERING
                            ? "what a balancer promises for the records of one key"
                            : measure.meaning(study.partitions(), study.isWeighted()));
        }
        page.add("</dl>%n");
    }

    private void row(Load load) {
        page.add("<tr><th scope=\"row\" class=\"name\">%s</th>", Markup.breakable(load.balancer()));
        for (Measure measure : Measure.values()) {
            if (measure == Measure.ORDERING) {
                page.add("<td class=\"name\">%s</td>", load.ordering().promise());
            } else {
                page.add("<td>%s</td>", measure.of(load));
            }
        }
        page.add("</tr>%n");
    }

    private void hottest() {
        List<HotKey> keys = study.keys().hottest();
        page.add(
                "<p class=\"soft\">%s with the partitions that their records went to.</p>%n",
                keys.size() == 1 ? "The only key," : "The " + keys.size() + " most frequent keys,");
        scroll("Hottest keys");
        page.add("<table>%n<thead><tr><th scope=\"col\" class=\"name\">key</th><th scope=\"col\">records</th>"
                + "<th scope=\"col\">share</th>");
        study.loads().forEach(load -> page.add("<th scope=\"col\">%s</th>", Markup.breakable(load.balancer())));
        page.add("</tr></thead>%n<tbody>%n");
        for (int rank = 0; rank < keys.size(); rank++) {
            HotKey hot = keys.get(rank);
            int place = rank;
            page.add(
                    "<tr><th scope=\"row\" class=\"name\"><bdi><code>%s</code></bdi></th><td>%s</td><td>%s</td>",
                    PageWords.key(hot.key()),
                    Figures.count(hot.records()),
                    Measure.percent((double) hot.records() / study.keys().size()));
            study.loads()
                    .forEach(load -> page.add(
                            "<td class=\"places\">%s</td>",
                            PageWords.places(load.hottest().get(place))));
            page.add("</tr>%n");
        }
        page.add("</tbody>%n</table>%n</div>%n");
    }

    /** A box of its own for a table, which scrolls where the page is too narrow. */
    private void scroll(String label) {
        page.add("<div class=\"scroll\" role=\"region\" aria-label=\"%s\" tabindex=\"0\">%n", label);
    }
}
