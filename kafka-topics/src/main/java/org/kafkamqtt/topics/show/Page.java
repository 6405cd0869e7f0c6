package org.kafkamqtt.topics.show;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;

/**
 * What output is written on.
 *
 * @param form of it
 * @param width how many cells a line of a table may take
 * @param bold whether headings are bold
 */
public record Page(Form form, int width, boolean bold) {
    void add(Bytes out, Table table) {
        table.lines(width, bold).forEach(line -> line(out, line));
    }

    static void line(Bytes out, String line) {
        out.add(line).add("\n");
    }

    static void fields(Bytes out, Object... cells) {
        line(out, String.join("\t", Stream.of(cells).map(String::valueOf).toList()));
    }

    static String size(OptionalLong bytes) {
        return bytes.isPresent() ? Figures.size((double) bytes.getAsLong()) : "-";
    }

    static String list(List<Integer> numbers) {
        return numbers.isEmpty() ? "-" : commas(numbers);
    }

    static String commas(List<Integer> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }
}
