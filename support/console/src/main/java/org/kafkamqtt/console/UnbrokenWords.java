package org.kafkamqtt.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Help.TextTable;

/**
 * The layout of options and parameters with descriptions that go on in the next line at blanks only.
 *
 * <p>Picocli goes on wherever a text of a natural language may, so after the per cent sign of {@code %m} and before the
 * bracket of {@code [%s]}: whoever copies that from the help copies something else. Rows that fit it leaves alone.
 */
final class UnbrokenWords {
    private static final String INDENT = "  ";

    private UnbrokenWords() {}

    static Layout layout(Help help) {
        TextTable table = help.createDefaultLayout().textTable();
        Column[] columns = table.columns();
        Column descriptions = columns[columns.length - 1];
        int width = descriptions.width - descriptions.indent;
        return new Layout(
                help.colorScheme(),
                table,
                (option, labels, colours) ->
                        unbroken(help.createDefaultOptionRenderer().render(option, labels, colours), width, colours),
                (parameter, labels, colours) -> unbroken(
                        help.createDefaultParameterRenderer().render(parameter, labels, colours), width, colours));
    }

    private static Text[][] unbroken(Text[][] rows, int width, ColorScheme colours) {
        List<Text[]> whole = new ArrayList<>();
        for (Text[] row : rows) {
            int last = row.length - 1;
            List<Text> pieces = pieces(row[last], width, colours);
            for (int i = 0; i < pieces.size(); i++) {
                Text[] next = i == 0 ? row.clone() : blank(row.length, colours);
                next[last] = pieces.get(i);
                whole.add(next);
            }
        }
        return whole.toArray(Text[][]::new);
    }

    private static Text[] blank(int cells, ColorScheme colours) {
        Text[] row = new Text[cells];
        Arrays.fill(row, colours.text(""));
        return row;
    }

    /** The lines of a description, those after the first one indented. */
    static List<Text> pieces(Text text, int width, ColorScheme colours) {
        List<Text> pieces = new ArrayList<>();
        Text rest = text;
        for (int room = width; ; room = width - INDENT.length()) {
            int end = lineEnd(rest.plainString(), room);
            Text piece = rest.substring(0, end);
            pieces.add(pieces.isEmpty() ? piece : colours.text(INDENT).concat(piece));
            if (end == rest.plainString().length()) {
                return pieces;
            }
            rest = rest.substring(end + 1);
        }
    }

    /** Where the first line ends: at its end, or at the last blank that fits, or at the first one if none does. */
    private static int lineEnd(String text, int room) {
        if (text.length() <= room) {
            return text.length();
        }
        int blank = text.lastIndexOf(' ', room);
        int end = blank > 0 ? blank : text.indexOf(' ', 1);
        return end < 0 ? text.length() : end;
    }
}
