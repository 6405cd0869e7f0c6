package org.kafkamqtt.mqtt.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.terminal.Cells;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.broker.route.Refusal;
import org.kafkamqtt.mqtt.broker.route.RouteText;
import org.kafkamqtt.mqtt.broker.route.Target;

/**
 * Routes or topic names, one on a line, as a table, as fields or as JSON.
 *
 * @param columns the heading of each
 * @param rows of as many cells
 * @param objects the same in JSON
 */
record RouteLines(List<Column> columns, List<List<String>> rows, List<Bytes> objects) {
    private static final String NONE = "-";

    /**
     * A column.
     *
     * @param figures whether it holds numbers
     * @param rank the higher, the earlier it is left out where there is no room
     */
    private record Column(String heading, boolean figures, int rank) {}

    private static Column text(String heading, int rank) {
        return new Column(heading, false, rank);
    }

    /** The rules themselves. */
    static RouteLines ofRules(List<RouteText> rules) {
        List<List<String>> rows = new ArrayList<>();
        List<Bytes> objects = new ArrayList<>();
        for (RouteText rule : rules) {
            String key = rule.key().isEmpty() ? "topic name" : rule.key();
            rows.add(List.of(rule.mqtt(), rule.kafka(), key, rule.balancer(), by(rule.reversible())));
            Bytes object = new Bytes().add("{\"mqtt\":").addJson(rule.mqtt());
            object.add(",\"kafka\":").addJson(rule.kafka()).add(",\"key\":");
            if (rule.key().isEmpty()) {
                object.addJsonNull();
            } else {
                object.addJson(rule.key());
            }
            object.add(",\"balancer\":").addJson(rule.balancer());
            objects.add(object.add(",\"reversible\":" + rule.reversible() + "}"));
        }
        return new RouteLines(
                List.of(
                        text("MQTT", 0),
                        text("KAFKA TOPIC", 0),
                        text("KEY", 0),
                        text("BALANCER", 1),
                        text("BACK BY", 2)),
                rows,
                objects);
    }

    /**
     * Topic names.
     *
     * @param partitions whether their partitions are wanted
     */
    static RouteLines ofNames(List<Placement> placements, boolean partitions) {
        List<Column> columns = new ArrayList<>(List.of(text("TOPIC NAME", 0), text("KAFKA TOPIC", 0), text("KEY", 0)));
        if (partitions) {
            columns.add(new Column("PARTITION", true, 0));
        }
        columns.add(text("HEADER", 1));
        columns.add(text("BACK BY", 2));
        List<List<String>> rows = new ArrayList<>();
        List<Bytes> objects = new ArrayList<>();
        for (Placement placement : placements) {
            rows.add(row(placement, partitions));
            objects.add(object(placement, partitions));
        }
        return new RouteLines(columns, rows, objects);
    }

    private static String by(boolean key) {
        return key ? "key" : "header";
    }

    private static List<String> row(Placement placement, boolean partitions) {
        List<String> cells = new ArrayList<>();
        cells.add(placement.topicName());
        if (placement.destination() instanceof Target target) {
            cells.add(target.kafkaTopic());
            cells.add(new String(target.key(), UTF_8));
            if (partitions) {
                cells.add(
                        placement.partition().isPresent()
                                ? "" + placement.partition().getAsInt()
                                : "any");
            }
            cells.add(target.named() ? "mqtt.topic" : NONE);
            cells.add(by(placement.back()));
        } else {
            for (int i = 0; i < (partitions ? 5 : 4); i++) {
                cells.add(NONE);
            }
        }
        return cells;
    }

    private static Bytes object(Placement placement, boolean partitions) {
        Bytes object = new Bytes().add("{\"topic\":").addJson(placement.topicName());
        if (placement.destination() instanceof Refusal refusal) {
            return object.add(",\"refused\":").addJson(refusal.reason()).add("}");
        }
        Target target = (Target) placement.destination();
        object.add(",\"kafkaTopic\":").addJson(target.kafkaTopic());
        object.add(",\"key\":").addJson(new String(target.key(), UTF_8));
        if (partitions) {
            object.add(",\"partition\":");
            if (placement.partition().isPresent()) {
                object.addNumber(placement.partition().getAsInt());
            } else {
                object.addJsonNull();
            }
        }
        return object.add(",\"header\":" + target.named() + ",\"reversible\":" + placement.back() + "}");
    }

    void table(Bytes out, int width, boolean bold) {
        Table table = new Table();
        for (Column column : columns) {
            if (column.figures()) {
                table.right(column.heading(), column.rank());
            } else {
                table.left(column.heading(), column.rank());
            }
        }
        rows.forEach(row -> table.row(row.toArray(String[]::new)));
        table.lines(width, bold).forEach(line -> out.add(line).add("\n"));
    }

    void fields(Bytes out) {
        rows.forEach(row -> out.add(
                        String.join("\t", row.stream().map(Cells::harmless).toList()))
                .add("\n"));
    }

    void json(Bytes out) {
        objects.forEach(object -> out.add(object.toArray()).add("\n"));
    }
}
