package org.kafkamqtt.console.help;

import java.util.ArrayList;
import java.util.List;

/** Lines of help in the making, none of them wider than the sheet. Not thread-safe. */
final class Sheet {
    private static final int WIDEST_LABEL = 34;
    /** Below this width an option has a line of its own. */
    private static final int NARROW = 50;

    private static final String INDENT = "  ";

    private final int width;
    private final boolean bold;
    private final List<String> lines = new ArrayList<>();

    Sheet(int width, boolean bold) {
        this.width = width;
        this.bold = bold;
    }

    /** One row of two columns. */
    record Row(String label, String text) {}

    void heading(String text) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        Wrapping.lines(text + ":", width).forEach(line -> lines.add(bold(line)));
    }

    void usage(String synopsis) {
        String head = "Usage: ";
        List<String> wrapped = Wrapping.synopsis(synopsis, width - head.length());
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 ? bold(head.strip()) + " " : " ".repeat(head.length())) + wrapped.get(i));
        }
    }

    /** A paragraph after an empty line. */
    void paragraph(String text) {
        lines.add("");
        lines.addAll(Wrapping.lines(text, width));
    }

    /** A paragraph below a heading. */
    void indented(String text) {
        Wrapping.lines(text, width - INDENT.length()).forEach(line -> lines.add(INDENT + line));
    }

    /** Options, arguments and the like, their texts in one column. */
    void rows(List<Row> rows) {
        rows(rows, column(rows));
    }

    /** Where texts begin beside such labels. */
    int column(List<Row> rows) {
        int longest = rows.stream()
                        .mapToInt(row -> Wrapping.length(row.label()))
                        .max()
                        .orElse(0)
                + 2 * INDENT.length();
        int most = width < NARROW ? 4 * INDENT.length() : Math.min(WIDEST_LABEL, width * 3 / 8);
        return Math.min(longest, most);
    }

    void rows(List<Row> rows, int column) {
        for (Row row : rows) {
            String label = width < NARROW ? row.label().strip() : row.label();
            List<String> text = new ArrayList<>();
            row.text().lines().forEach(paragraph -> text.addAll(Wrapping.lines(paragraph, width - column)));
            String left = INDENT + label;
            int room = text.isEmpty() ? 0 : indent(text.get(0), column) - INDENT.length();
            if (Wrapping.length(left) > room) {
                label(label);
                left = "";
            }
            for (String line : text) {
                lines.add(left + " ".repeat(indent(line, column) - Wrapping.length(left)) + line);
                left = "";
            }
        }
    }

    private void label(String label) {
        String blanks =
                INDENT + " ".repeat(label.length() - label.stripLeading().length());
        Wrapping.synopsis(label, width - blanks.length()).forEach(line -> lines.add(blanks + line));
    }

    /** A word that is too long for its column begins before it. */
    private int indent(String line, int column) {
        return Math.max(0, Math.min(column, width - Wrapping.length(line)));
    }

    /** Commands of the shell, with comments beside them where there is room for all. */
    void examples(List<Guide.Example> examples) {
        int column = examples.stream()
                        .mapToInt(example -> Wrapping.length(example.command()))
                        .max()
                        .orElse(0)
                + 2 * INDENT.length();
        boolean beside = examples.stream().allMatch(example -> column + Wrapping.length(example.comment()) <= width);
        for (Guide.Example example : examples) {
            if (beside && !example.comment().isEmpty()) {
                rows(List.of(new Row(example.command(), example.comment())), column);
                continue;
            }
            List<String> command = Wrapping.command(example.command(), width - INDENT.length());
            if (command.size() > 1) {
                command = Wrapping.command(example.command(), width - 3 * INDENT.length());
            }
            for (int i = 0; i < command.size(); i++) {
                lines.add(" ".repeat(indent(command.get(i), INDENT.length() * (i == 0 ? 1 : 3))) + command.get(i));
            }
            if (!example.comment().isEmpty()) {
                Wrapping.lines(example.comment(), width - 3 * INDENT.length())
                        .forEach(line -> lines.add(INDENT.repeat(3) + line));
            }
        }
    }

    private String bold(String text) {
        return bold ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    int height() {
        return lines.size();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
