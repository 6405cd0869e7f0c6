package org.kafkamqtt.topics.show;

import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;

/** What became of topics, one on a line. */
public final class Results {
    private Results() {}

    /** All of them; Kafka's script only tells what it created. */
    public static Bytes of(Report report, Page page) {
        Bytes out = new Bytes();
        switch (page.form()) {
            case JSON -> report.results().forEach(result -> json(out, result));
            case FIELDS ->
                report.results()
                        .forEach(result -> Page.fields(
                                out,
                                result.topic(),
                                result.deed(),
                                result.detail().isEmpty() ? "-" : result.detail()));
            case KAFKA ->
                report.results().stream()
                        .filter(result -> result.deed().equals("created"))
                        .forEach(result -> Page.line(out, "Created topic " + result.topic() + "."));
            case TABLE -> table(out, report, page);
        }
        return out;
    }

    private static void table(Bytes out, Report report, Page page) {
        if (report.results().isEmpty()) {
            return;
        }
        boolean details =
                report.results().stream().anyMatch(result -> !result.detail().isEmpty());
        Table table = new Table().left("TOPIC", 0).left("RESULT", 0);
        if (details) {
            table.left("", 1);
        }
        for (Result result : report.results()) {
            if (details) {
                table.row(result.topic(), result.deed(), result.detail());
            } else {
                table.row(result.topic(), result.deed());
            }
        }
        page.add(out, table);
    }

    private static void json(Bytes out, Result result) {
        Json json = new Json(out)
                .add("topic", result.topic())
                .add("result", result.deed())
                .add("detail", result.detail());
        result.refusal().map(Refusal::why).ifPresentOrElse(why -> json.add("error", why), () -> json.addNull("error"));
        json.end();
        out.add("\n");
    }
}
