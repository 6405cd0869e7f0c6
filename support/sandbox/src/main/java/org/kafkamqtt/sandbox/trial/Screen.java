package org.kafkamqtt.sandbox.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a terminal of a certain size shows after it was sent some text: enough of a VT100 to hold tools to what a person sees.
 *
 * <p>Knows {@code CR LF BS TAB}, lines that wrap at the right edge, scrolling, and the sequences {@code ESC [ A B C D G H J K m};
 * any other is refused, so that a test cannot pass by what it does not understand. Not thread-safe.
 */
public final class Screen {
    private static final int TAB = 8;
    /** The second cell of a wide character. */
    private static final String COVERED = "";

    private final int columns;
    private final List<Row> rows = new ArrayList<>();
    private final List<Row> scrolled = new ArrayList<>();
    private int row;
    private int column;
    /** The last cell was written: the next character goes to a new line. */
    private boolean full;

    /** One line of cells. */
    private static final class Row {
        final String[] cells;
        /** Whether it goes on with what had no room in the line before. */
        boolean wrapped;

        Row(int columns) {
            cells = new String[columns];
            Arrays.fill(cells, " ");
        }

        String text() {
            return String.join("", cells).stripTrailing();
        }
    }

    private Screen(int columns, int rows) {
        this.columns = columns;
        for (int i = 0; i < rows; i++) {
            this.rows.add(new Row(columns));
        }
    }

    /** What there is to see on an empty terminal after this. */
    public static Screen of(int columns, int rows, String sent) {
        Screen screen = new Screen(columns, rows);
        screen.feed(sent);
        return screen;
    }

    /** The lines on the screen without spaces at their ends, down to the last that is not empty. */
    public List<String> lines() {
        return texts(rows);
    }

    /** The same with the lines that have left the screen at its top. */
    public List<String> all() {
        return texts(Stream.concat(scrolled.stream(), rows.stream()).toList());
    }

    /** All of it as one text. */
    public String text() {
        return String.join("\n", all());
    }

    /** Lines that went on in the next row, as they began: there are none in what is laid out well. */
    public List<String> wrapped() {
        List<String> wrapped = new ArrayList<>();
        List<Row> all = Stream.concat(scrolled.stream(), rows.stream()).toList();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).wrapped && !all.get(i - 1).wrapped) {
                wrapped.add(all.get(i - 1).text());
            }
        }
        return wrapped;
    }

    private static List<String> texts(List<Row> rows) {
        List<String> texts = new ArrayList<>(rows.stream().map(Row::text).toList());
        while (!texts.isEmpty() && texts.get(texts.size() - 1).isEmpty()) {
            texts.remove(texts.size() - 1);
        }
        return texts;
    }

    private void feed(String text) {
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (c == '\u001b') {
                at = sequence(text, at);
            } else {
                character(c);
                at += Character.charCount(c);
            }
        }
    }

    private void character(int c) {
        switch (c) {
            case '\r' -> moveTo(row, 0);
            case '\n' -> lineFeed();
            case '\b' -> moveTo(row, column - 1);
            case '\t' -> moveTo(row, (column / TAB + 1) * TAB);
            case 7 -> {}
            default -> print(c);
        }
    }

    private void print(int c) {
        int width = width(c);
        Row here = rows.get(row);
        if (width == 0) {
            int before = full ? column : Math.max(0, column - 1);
            here.cells[before] += Character.toString(c);
            return;
        }
        if (full || column + width > columns) {
            lineFeed();
            moveTo(row, 0);
            here = rows.get(row);
            here.wrapped = true;
        }
        here.cells[column] = Character.toString(c);
        if (width == 2) {
            here.cells[column + 1] = COVERED;
        }
        full = column + width == columns;
        column = Math.min(columns - 1, column + width);
    }

    private void lineFeed() {
        full = false;
        if (row < rows.size() - 1) {
            row++;
            return;
        }
        scrolled.add(rows.remove(0));
        rows.add(new Row(columns));
    }

    private void moveTo(int toRow, int toColumn) {
        full = false;
        row = Math.max(0, Math.min(rows.size() - 1, toRow));
        column = Math.max(0, Math.min(columns - 1, toColumn));
    }

    /** Does what a sequence wants; answers where it has ended. A sequence that is cut off is not known yet. */
    private int sequence(String text, int at) {
        int end = at + 2;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '?') {
            end++;
        }
        if (end >= text.length()) {
            return text.length();
        }
        String numbers = text.substring(at + 2, end);
        if (text.charAt(at + 1) != '[' || !numbers.matches("[0-9;]*")) {
            throw new IllegalArgumentException("unknown sequence ESC " + text.substring(at + 1, end + 1));
        }
        int second = (numbers + ";").indexOf(';');
        int number = number(numbers.substring(0, second), 0);
        int many = Math.max(1, number);
        switch (text.charAt(end)) {
            case 'A' -> moveTo(row - many, column);
            case 'B' -> moveTo(row + many, column);
            case 'C' -> moveTo(row, column + many);
            case 'D' -> moveTo(row, column - many);
            case 'G' -> moveTo(row, many - 1);
            case 'H' -> moveTo(many - 1, second < numbers.length() ? number(numbers.substring(second + 1), 1) - 1 : 0);
            case 'J' -> clearScreen(number);
            case 'K' -> clearLine(number);
            case 'm' -> {}
            default -> throw new IllegalArgumentException("unknown sequence ESC " + text.substring(at + 1, end + 1));
        }
        return end + 1;
    }

    private static int number(String digits, int otherwise) {
        return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    private void clearScreen(int what) {
        clearLine(what);
        for (int i = 0; i < rows.size(); i++) {
            if (what == 2 || what == 0 && i > row || what == 1 && i < row) {
                rows.set(i, new Row(columns));
            }
        }
    }

    private void clearLine(int what) {
        int from = what == 0 ? column : 0;
        int to = what == 1 ? column + 1 : columns;
        Arrays.fill(rows.get(row).cells, from, to, " ");
        if (from == 0 && to == columns) {
            rows.get(row).wrapped = false;
        }
    }

    /** How many cells a character takes, by its script: coarse, and none of the tools' own reckoning. */
    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean emoji = c >= 0x1f300 && c <= 0x1faff;
        return emoji || Character.isIdeographic(c) || c >= 0x3041 && c <= 0x30ff || c >= 0xac00 && c <= 0xd7a3 ? 2 : 1;
    }
}
