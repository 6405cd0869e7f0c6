package org.kafkamqtt.balancer.cli;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.terminal.Cells;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;

/**
 * Text laid out for a width: no line is wider, and words are broken at spaces only.
 *
 * <p>Not thread-safe; the command that prints it owns it.
 */
final class Sheet {
    private final int width;
    private final boolean bold;
    private final boolean terminal;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param bold whether headings are written in bold
     */
    Sheet(int width, boolean bold) {
        this(width, bold, true);
    }

    private Sheet(int width, boolean bold, boolean terminal) {
        this.width = width;
        this.bold = bold;
        this.terminal = terminal;
    }

    /** For standard output: as wide as the terminal, or 80 if it is not one. */
    static Sheet of(Console console) {
        return new Sheet(
                TerminalSize.ofStandardOutput(console.environment()).width(),
                Terminal.colours(Terminal.isStandardOutput(), console.environment()),
                Terminal.isStandardOutput());
    }

    int width() {
        return width;
    }

    /** An empty line. */
    Sheet blank() {
        text.append('\n');
        return this;
    }

    /** A heading of as many lines as it needs. */
    Sheet heading(String words) {
        wrapped(width, words).forEach(line -> line(bold ? Cells.bold(line) : line));
        return this;
    }

    /** A line that is cut if it is too wide. */
    Sheet line(String line) {
        text.append(Cells.cut(line, width)).append('\n');
        return this;
    }

    /** A result that scripts look for: one line, which only a terminal breaks. */
    Sheet result(String line) {
        if (terminal) {
            return words(0, line);
        }
        text.append(line).append('\n');
        return this;
    }

    /** Words over as many lines as they need. */
    Sheet words(int indent, String words) {
        wrapped(width - indent, words).forEach(line -> line(" ".repeat(indent) + line));
        return this;
    }

    /** A term, and on from there what it means; further lines are indented three times as far. */
    Sheet entry(int indent, String term, String meaning) {
        int further = 3 * indent;
        int room = width - further;
        String start = " ".repeat(indent) + term + "  ";
        int begun = Cells.width(start);
        List<String> words = List.of(meaning.split(" ", -1));
        int taken = 0;
        StringBuilder first = new StringBuilder();
        while (taken < words.size() && begun + Cells.width(first + words.get(taken)) <= width) {
            first.append(words.get(taken++)).append(' ');
        }
        line((" ".repeat(indent) + (bold ? Cells.bold(term) : term) + "  " + first).stripTrailing());
        if (taken < words.size()) {
            wrapped(room, String.join(" ", words.subList(taken, words.size())))
                    .forEach(line -> line(" ".repeat(further) + line));
        }
        return this;
    }

    /** A term, and at a column to its right what it means. */
    Sheet meaning(String term, int column, String meaning) {
        List<String> lines = wrapped(width - column, meaning);
        for (int i = 0; i < lines.size(); i++) {
            line(Cells.left(i == 0 ? term : "", column) + lines.get(i));
        }
        return this;
    }

    /** A table; if there is no room beside the other columns, its first one takes the line above them. */
    Sheet table(String first, List<String> names, Table others) {
        List<String> rest = others.lines(Integer.MAX_VALUE, false);
        int longest = names.stream().mapToInt(Cells::width).max().orElse(0);
        int column = Math.max(longest, Cells.width(first)) + 2;
        boolean beside = rest.stream().allMatch(line -> column + Cells.width(line) <= width);
        List<String> lines = beside ? rest : others.lines(width - 2, false);
        for (int i = 0; i < lines.size(); i++) {
            String name = i == 0 ? first : Cells.harmless(names.get(i - 1));
            String line = beside ? Cells.left(name, column) + lines.get(i) : "  " + lines.get(i);
            if (!beside) {
                row(i == 0, name);
            }
            row(i == 0, line);
        }
        return this;
    }

    private void row(boolean head, String line) {
        String cut = Cells.cut(line, width);
        line(head && bold ? Cells.bold(cut) : cut);
    }

    private static List<String> wrapped(int room, String words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (!line.isEmpty() && Cells.width(line.toString()) + 1 + Cells.width(word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
