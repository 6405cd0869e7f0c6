package org.kafkamqtt.consumer.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;

/** How far groups are behind at one moment, and how fast they get on: a table for people, fields or JSON for programs. */
public final class LagScreen {
    private static final String UNKNOWN = "-";

    private final List<Row> rows = new ArrayList<>();
    private final boolean bold;

    /**
     * A snapshot.
     *
     * @param bold whether the headings are bold
     */
    public LagScreen(List<GroupLag> lags, Trend trend, boolean bold) {
        this.bold = bold;
        for (GroupLag lag : lags) {
            Map<TopicPartition, String> readers = lag.group().readers();
            for (Place place : lag.places()) {
                rows.add(new Row(
                        lag.group().name(),
                        place,
                        trend.pace(lag.group().name(), place.partition()),
                        readers.getOrDefault(place.partition(), "")));
            }
        }
    }

    /** One partition of one group. */
    private record Row(String group, Place place, Pace pace, String client) {
        OptionalLong left() {
            return pace.left(place.lag());
        }
    }

    /**
     * Its lines; where there are more partitions than rows, those that are furthest behind.
     *
     * @param width how many cells a line may take
     * @param height how many lines there may be
     */
    public List<String> lines(int width, int height) {
        int shown = shown(height);
        List<String> lines = new ArrayList<>(table(furthest(shown)).lines(width, bold));
        if (shown < rows.size() && height > 2) {
            lines.add(shown + 1, "… " + Figures.count(rows.size() - shown, "more partition"));
        }
        return lines.subList(0, Math.min(height, lines.size()));
    }

    /** The head and the sum are always there; what is left out needs a line as well. */
    private int shown(int height) {
        int others = rows.size() > 1 ? 2 : 1;
        return height - others >= rows.size() ? rows.size() : Math.max(0, height - others - 1);
    }

    private List<Row> furthest(int shown) {
        if (shown >= rows.size()) {
            return rows;
        }
        List<Row> furthest = rows.stream()
                .sorted(Comparator.comparingLong((Row row) -> row.place().lag().orElse(0))
                        .reversed())
                .limit(shown)
                .toList();
        return rows.stream().filter(furthest::contains).toList();
    }

    private Table table(List<Row> some) {
        Table table = new Table()
                .left("GROUP", 3)
                .left("TOPIC", 0)
                .right("PARTITION", 0)
                .right("COMMITTED", 5)
                .right("END", 6)
                .right("LAG", 0)
                .right("NEW/S", 2)
                .right("RATE/S", 0)
                .right("LEFT", 0)
                .left("CLIENT", 4);
        for (Row row : some) {
            table.row(
                    row.group(),
                    row.place().partition().topic(),
                    Integer.toString(row.place().partition().partition()),
                    count(row.place().committed()),
                    count(row.place().end()),
                    count(row.place().lag()),
                    count(row.pace().arriving()),
                    count(row.pace().rate()),
                    time(row),
                    row.client().isEmpty() ? UNKNOWN : row.client());
        }
        if (rows.size() > 1) {
            total(table);
        }
        return table;
    }

    private void total(Table table) {
        table.total(
                "total",
                "",
                "",
                "",
                "",
                Figures.count(rows.stream()
                        .mapToLong(row -> row.place().lag().orElse(0))
                        .sum()),
                Figures.count(Math.round(rows.stream()
                        .mapToDouble(row -> row.pace().arriving().orElse(0))
                        .sum())),
                Figures.count(Math.round(rows.stream()
                        .mapToDouble(row -> row.pace().rate().orElse(0))
                        .sum())),
                slowest(),
                "");
    }

    private String slowest() {
        if (rows.stream().anyMatch(row -> row.pace().never(row.place().lag()))) {
            return "never";
        }
        // An empty partition is at its end, whether anything was committed there or not.
        return rows.stream()
                        .allMatch(row ->
                                row.left().isPresent() || row.place().atMost().orElse(1) == 0)
                ? time(rows.stream().mapToLong(row -> row.left().orElse(0)).max())
                : UNKNOWN;
    }

    private static String time(Row row) {
        return row.pace().never(row.place().lag()) ? "never" : time(row.left());
    }

    private static String time(OptionalLong seconds) {
        return seconds.isPresent() ? Figures.time(Duration.ofSeconds(seconds.getAsLong())) : UNKNOWN;
    }

    private static String count(OptionalLong number) {
        return number.isPresent() ? Figures.count(number.getAsLong()) : UNKNOWN;
    }

    private static String count(OptionalDouble number) {
        return number.isPresent() ? Figures.count(Math.round(number.getAsDouble())) : UNKNOWN;
    }

    /**
     * Adds a line for each partition, with tabs between: time, group, topic, partition, committed, end, lag, rate, arriving,
     * left, client.
     *
     * @param millis the time of the snapshot, in milliseconds since 1970
     */
    public void addFields(Bytes out, long millis) {
        for (Row row : rows) {
            out.add(String.join(
                            "\t",
                            Long.toString(millis),
                            row.group(),
                            row.place().partition().topic(),
                            Integer.toString(row.place().partition().partition()),
                            digits(row.place().committed()),
                            digits(row.place().end()),
                            digits(row.place().lag()),
                            digits(row.pace().rate(), UNKNOWN),
                            digits(row.pace().arriving(), UNKNOWN),
                            digits(row.left()),
                            row.client().isEmpty() ? UNKNOWN : row.client()))
                    .add("\n");
        }
    }

    private static String digits(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : UNKNOWN;
    }

    private static String digits(OptionalDouble number, String unknown) {
        return number.isPresent() ? String.format(Locale.ROOT, "%.1f", number.getAsDouble()) : unknown;
    }

    /** Adds an object for each partition, a line each. */
    public void addJson(Bytes out, long millis) {
        for (Row row : rows) {
            out.add("{\"time\":").addNumber(millis);
            out.add(",\"group\":").addJson(row.group());
            out.add(",\"topic\":").addJson(row.place().partition().topic());
            out.add(",\"partition\":").addNumber(row.place().partition().partition());
            addNumber(out.add(",\"committed\":"), row.place().committed());
            addNumber(out.add(",\"end\":"), row.place().end());
            addNumber(out.add(",\"lag\":"), row.place().lag());
            out.add(",\"rate\":").add(digits(row.pace().rate(), "null"));
            out.add(",\"arriving\":").add(digits(row.pace().arriving(), "null"));
            addNumber(out.add(",\"left\":"), row.left());
            out.add(",\"client\":");
            if (row.client().isEmpty()) {
                out.addJsonNull();
            } else {
                out.addJson(row.client());
            }
            out.add("}\n");
        }
    }

    private static void addNumber(Bytes out, OptionalLong number) {
        if (number.isPresent()) {
            out.addNumber(number.getAsLong());
        } else {
            out.addJsonNull();
        }
    }
}
