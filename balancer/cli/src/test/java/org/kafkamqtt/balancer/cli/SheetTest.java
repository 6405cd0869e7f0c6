package org.kafkamqtt.balancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.cli.study.Measure;
import org.kafkamqtt.balancer.cli.study.Studies;
import org.kafkamqtt.balancer.cli.study.Study;
import org.kafkamqtt.console.terminal.Cells;
import org.kafkamqtt.console.terminal.Table;

/** What the commands print at the width of a terminal. */
class SheetTest {
    private static List<String> lines(Sheet sheet) {
        return sheet.toString().lines().toList();
    }

    private static void fits(Sheet sheet) {
        lines(sheet).forEach(line -> assertTrue(Cells.width(line) <= sheet.width(), line));
    }

    /** The words of all lines, without the punctuation between them. */
    private static Set<String> words(Sheet sheet) {
        return lines(sheet).stream()
                .flatMap(line -> Arrays.stream(line.split("[ ,;]+", -1)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 200})
    void the_list_fits_and_breaks_no_name(int width) {
        Sheet sheet = new Sheet(width, false);
        ListCommand.catalogue(sheet);
        fits(sheet);
        Set<String> words = words(sheet);
        for (Definition definition : Balancers.definitions()) {
            assertTrue(words.contains(definition.name()), definition.name());
            assertTrue(
                    definition.aliases().stream().allMatch(alias -> alias.length() > 54 || words.contains(alias)),
                    definition.name());
        }
    }

    @Test
    void the_list_has_the_names_of_a_class_under_its_heading() {
        Sheet sheet = new Sheet(80, false);
        ListCommand.catalogue(sheet);
        List<String> lines = lines(sheet);
        int a = lines.indexOf("A (murmur2 & 0x7fffffff) % n: Java, most others");
        int b = lines.indexOf("B unsigned crc32 % n: librdkafka's default");
        int ours = lines.indexOf("our own, shared with no client; same key, same partition");
        int ignoring = lines.indexOf("the key is ignored");
        assertTrue(0 < a && a < b && b < ours && ours < ignoring, sheet.toString());
        assertTrue(lines.get(a + 1).startsWith("  default  Kafka's own: "), lines.get(a + 1));
        assertTrue(lines.get(b + 1).startsWith("  crc32  "), lines.get(b + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 200})
    void every_rule_is_explained_under_its_partition(int width) {
        Sheet sheet = new Sheet(width, false);
        ExplainCommand command = new ExplainCommand();
        command.count = 12;
        command.everyRule("order-42".getBytes(java.nio.charset.StandardCharsets.UTF_8), sheet);
        fits(sheet);
        Set<String> words = words(sheet);
        Balancers.definitions().stream()
                .filter(rule -> rule.ordering() == Ordering.PER_KEY
                        && !rule.optionNames().contains("file"))
                .forEach(rule -> assertTrue(words.contains(rule.name()), rule.name()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 200})
    void a_comparison_fits_with_the_longest_name(int width) {
        for (Study study : List.of(Studies.plain(), Studies.large(), Studies.weighted(), Studies.odd())) {
            Sheet sheet = new Sheet(width, false);
            Comparison.of(sheet, study.loads());
            fits(sheet);
            for (Measure measure : Measure.values()) {
                assertTrue(words(sheet).containsAll(List.of(measure.heading().split(" ", -1))), measure.heading());
            }
        }
        Sheet sheet = new Sheet(width, false);
        Comparison.of(sheet, Studies.plain().loads());
        assertTrue(words(sheet).contains("sarama:ConsistentCRCHashPartitioner"), sheet.toString());
    }

    @Test
    void every_measure_is_explained_in_one_line_of_eighty() {
        for (Measure measure : Measure.values()) {
            assertTrue(11 + measure.meaning(100_000, false).length() <= 80, measure.heading());
            assertTrue(11 + measure.meaning(100_000, true).length() <= 80, measure.heading());
        }
    }

    @Test
    void a_table_has_its_names_beside_or_above_the_figures() {
        Table table = new Table().right("a", 0).right("b", 1);
        table.row("1,000", "2").row("3", "4,000");
        assertEquals(
                List.of("name          a      b", "first     1,000      2", "a second      3  4,000"),
                lines(new Sheet(30, false).table("name", List.of("first", "a second"), table)));
        assertEquals(
                List.of("name", "      a      b", "first", "  1,000      2", "a second", "      3  4,000"),
                lines(new Sheet(20, false).table("name", List.of("first", "a second"), table)));
        assertEquals(
                List.of("name", "      a", "first", "  1,000", "a second", "      3"),
                lines(new Sheet(9, false).table("name", List.of("first", "a second"), table)));
    }

    @Test
    void only_headings_and_terms_are_bold() {
        Sheet sheet = new Sheet(20, true).heading("A heading of several words").entry(2, "term", "means this and that");
        assertEquals(
                List.of(
                        "\u001b[1mA heading of several\u001b[0m",
                        "\u001b[1mwords\u001b[0m",
                        "  \u001b[1mterm\u001b[0m  means this",
                        "      and that"),
                lines(sheet));
    }

    @Test
    void a_word_that_is_too_wide_is_cut() {
        assertEquals(List.of("12345…", "67"), lines(new Sheet(6, false).words(0, "12345678 67")));
    }
}
