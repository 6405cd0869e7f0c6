package org.kafkamqtt.console.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows under headings, laid out to fit a width: texts to the left, figures to the right.
 *
 * <p>What does not fit is made to: texts are cut with {@code …}, then columns are left out, those of the highest rank first. What
 * the cells hold is shown harmlessly ({@link Cells#harmless}). Pure layout, not thread-safe.
 */
public final class Table {
    private static final String GAP = "  ";
    /** To what a text is cut before a whole column is left out for it. */
    private static final int LEGIBLE = 12;

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private @Nullable List<String> total;

    /**
     * One column.
     *
     * @param figures whether it is right-aligned and never cut
     * @param rank the higher, the earlier it is left out; 0 never
     */
    private record Column(String heading, boolean figures, int rank) {}

    /**
     * Adds a column of texts.
     *
     * @param rank the higher, the earlier it is left out where there is no room; 0 for never
     */
    public Table left(String heading, int rank) {
        columns.add(new Column(Cells.harmless(heading), false, rank));
        return this;
    }

    /** Adds a column of figures, which are right-aligned and never cut; the rank is that of {@link #left}. */
    public Table right(String heading, int rank) {
        columns.add(new Column(Cells.harmless(heading), true, rank));
        return this;
    }

    /** Adds a row, with a cell for each column. */
    public Table row(String... cells) {
        rows.add(checked(cells));
        return this;
    }

    /** Sets the last row, which sums the others up. */
    public Table total(String... cells) {
        total = checked(cells);
        return this;
    }

    private List<String> checked(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        return Arrays.stream(cells).map(Cells::harmless).toList();
    }

    /**
     * The heading, the rows and the total, none wider than this.
     *
     * @param bold whether the heading is written in bold
     */
    public List<String> lines(int width, boolean bold) {
        List<List<String>> all = new ArrayList<>();
        all.add(columns.stream().map(Column::heading).toList());
        all.addAll(rows);
        if (total != null) {
            all.add(total);
        }
        int[] natural = natural(all);
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(i);
        }
        int[] widths = fitted(natural, shown, width);
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            String line = Cells.cut(line(row, shown, widths), width);
            lines.add(bold && lines.isEmpty() ? Cells.bold(line) : line);
        }
        return lines;
    }

    private int[] natural(List<List<String>> all) {
        int[] widths = new int[columns.size()];
        for (List<String> row : all) {
            Arrays.setAll(widths, i -> Math.max(widths[i], Cells.width(row.get(i))));
        }
        return widths;
    }

    /** Leaves out columns until the others fit; returns the widths of those. */
    private int[] fitted(int[] natural, List<Integer> shown, int width) {
        while (sum(natural, shown, true) > width && shown.stream().anyMatch(i -> columns.get(i).rank > 0)) {
            shown.remove(shown.stream()
                    .max((a, b) -> columns.get(a).rank - columns.get(b).rank)
                    .orElseThrow());
        }
        int[] widths = natural.clone();
        int excess = sum(natural, shown, false) - width;
        while (excess > 0) {
            int widest = widestText(widths, shown);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    /** How wide a line is, with its texts at their full width or as short as they are legible. */
    private int sum(int[] natural, List<Integer> shown, boolean cut) {
        int sum = GAP.length() * (shown.size() - 1);
        for (int i : shown) {
            sum += cut && !columns.get(i).figures ? Math.min(natural[i], legible(i)) : natural[i];
        }
        return sum;
    }

    private int legible(int column) {
        return Math.max(LEGIBLE, Cells.width(columns.get(column).heading));
    }

    private int widestText(int[] widths, List<Integer> shown) {
        int widest = -1;
        for (int i : shown) {
            if (!columns.get(i).figures && widths[i] > 1 && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String line(List<String> row, List<Integer> shown, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i : shown) {
            String cell = Cells.cut(row.get(i), widths[i]);
            line.append(line.isEmpty() ? "" : GAP)
                    .append(columns.get(i).figures ? Cells.right(cell, widths[i]) : Cells.left(cell, widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
