package org.kafkamqtt.consumer.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;

/** Rows of texts and numbers, as columns for people, fields for programs, or JSON. Not thread-safe. */
public final class Table {
    private final List<String> columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** @param columns their names, in lower case, as the members of JSON are called */
    public Table(String... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row: for each column a text, a number, or null where nothing is known. */
    public Table row(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns);
        }
        rows.add(cells);
        return this;
    }

    /** The rows as JSON lines, as aligned columns under a heading, or with tabs between and no heading. */
    public Bytes rows(boolean json, boolean aligned) {
        Bytes out = new Bytes();
        if (json) {
            rows.forEach(row -> addJson(out, row));
        } else if (aligned) {
            addAligned(out);
        } else {
            rows.forEach(row -> out.add(String.join("\t", texts(row))).add("\n"));
        }
        return out;
    }

    private void addJson(Bytes out, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            out.add(i == 0 ? "{" : ",").addJson(columns.get(i)).add(":");
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

    private void addAligned(Bytes out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        rows.forEach(row -> lines.add(texts(row)));
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            Arrays.setAll(widths, i -> Math.max(widths[i], line.get(i).length()));
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                text.append(numeric(i) ? padding + line.get(i) : line.get(i) + padding)
                        .append("  ");
            }
            out.add(text.toString().stripTrailing()).add("\n");
        }
    }

    /** Numbers stand to the right. */
    private boolean numeric(int column) {
        return rows.stream().allMatch(row -> row[column] == null || row[column] instanceof Number)
                && rows.stream().anyMatch(row -> row[column] != null);
    }

    private static List<String> texts(@Nullable Object[] row) {
        List<String> texts = new ArrayList<>();
        for (Object cell : row) {
            texts.add(cell == null ? "-" : cell.toString());
        }
        return texts;
    }
}
