package org.kafkamqtt.consumer.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;

/** Rows of texts and numbers, as a table for people, fields for programs, or JSON. Not thread-safe. */
public final class Rows {
    private final List<Column> columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private @Nullable Object @Nullable [] total;

    /**
     * What a row says at one place.
     *
     * @param name in lower case, as the member of JSON is called
     * @param rank the higher, the earlier it is left out where a table has no room; 0 for never
     */
    public record Column(String name, int rank) {
        private String heading() {
            return name.equals("rate") ? "RATE/S" : name.toUpperCase(Locale.ROOT);
        }
    }

    public Rows(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row: for each column a text, a number, or null where nothing is known. */
    public Rows row(@Nullable Object... cells) {
        rows.add(checked(cells));
        return this;
    }

    /** Sets what the last row of the table says, which only people see; null for nothing. */
    public Rows total(@Nullable Object... cells) {
        total = checked(cells);
        return this;
    }

    private @Nullable Object[] checked(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns);
        }
        return cells;
    }

    /** How many rows there are. */
    public int size() {
        return rows.size();
    }

    /** The sum of the numbers of a column. */
    public long sum(int column) {
        return rows.stream()
                .mapToLong(row -> row[column] instanceof Number number ? number.longValue() : 0)
                .sum();
    }

    /** A JSON object a line. */
    public Bytes json() {
        Bytes out = new Bytes();
        rows.forEach(row -> addJson(out, row));
        return out;
    }

    /** Tabs between, no headings. */
    Bytes fields() {
        Bytes out = new Bytes();
        rows.forEach(row -> out.add(String.join("\t", fields(row))).add("\n"));
        return out;
    }

    /**
     * A table for people, with headings.
     *
     * @param width how many cells a line may take
     * @param bold whether the headings are bold
     */
    public Bytes table(int width, boolean bold) {
        Table table = new Table();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (numeric(i)) {
                table.right(column.heading(), column.rank);
            } else {
                table.left(column.heading(), column.rank);
            }
        }
        rows.forEach(row -> table.row(cells(row, "-")));
        if (total != null) {
            table.total(cells(total, ""));
        }
        Bytes out = new Bytes();
        table.lines(width, bold).forEach(line -> out.add(line).add("\n"));
        return out;
    }

    private void addJson(Bytes out, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            out.add(i == 0 ? "{" : ",").addJson(columns.get(i).name).add(":");
            Object cell = row[i];
            if (cell instanceof Number number) {
                out.addNumber(number.longValue());
            } else if (cell == null) {
                out.addJsonNull();
            } else {
                out.addJson(cell.toString());
            }
        }
        out.add("}\n");
    }

    private boolean numeric(int column) {
        return rows.stream().allMatch(row -> row[column] == null || row[column] instanceof Number)
                && rows.stream().anyMatch(row -> row[column] != null);
    }

    private static List<String> fields(@Nullable Object[] row) {
        List<String> texts = new ArrayList<>();
        for (Object cell : row) {
            texts.add(cell == null ? "-" : cell.toString());
        }
        return texts;
    }

    private static String[] cells(@Nullable Object[] row, String unknown) {
        String[] cells = new String[row.length];
        for (int i = 0; i < row.length; i++) {
            Object cell = row[i];
            cells[i] = cell == null
                    ? unknown
                    : cell instanceof Number number ? Figures.count(number.longValue()) : cell.toString();
        }
        return cells;
    }
}
