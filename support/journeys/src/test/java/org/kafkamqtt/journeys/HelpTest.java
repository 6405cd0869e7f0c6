package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;

/** The help of every command fits the screen, and what is copied from it is what was meant. */
class HelpTest {
    private static final int ENDLESS = 20_000;
    private static final int USUAL = 80;
    private static final int ONE_SCREEN = 40;
    private static final Set<ExitStatus> OF_CONNECTIONS = Set.of(
            ExitStatus.UNREACHABLE,
            ExitStatus.UNAUTHORISED,
            ExitStatus.NOT_FOUND,
            ExitStatus.TLS,
            ExitStatus.TIMED_OUT);
    /** At the end, with no more than one pair of brackets in it. */
    private static final Pattern DEFAULT = Pattern.compile("\\(default: [^()]+(\\([^()]*\\))?[^()]*\\)$");

    private static final Pattern OTHER_DEFAULT =
            Pattern.compile("(?i)by default|defaults to|default is|\\([0-9][^()]*\\)$|\\((as many|none)\\)$");
    private static final Pattern GOING_ON = Pattern.compile(" \\\\\n +");

    static Stream<Manual> manuals() throws ReflectiveOperationException {
        return OptionValuesTest.tools()
                .flatMap(tool -> Stream.concat(Stream.of(tool), tool.getSubcommands().values().stream()))
                .map(Tool::manual);
    }

    private static List<List<String>> helps(Manual manual, int width) {
        List<List<String>> helps = new ArrayList<>();
        helps.add(manual.brief(width, false));
        helps.add(manual.whole(width, false));
        manual.topics()
                .forEach(topic -> helps.add(manual.part(topic, width, false).orElseThrow()));
        return helps;
    }

    private static List<String> words(List<String> help) {
        String text = GOING_ON.matcher(String.join("\n", help)).replaceAll(" ");
        return Stream.of(text.strip().split("\\s+")).toList();
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void no_line_breaks_inside_a_word(Manual manual) {
        for (int width : new int[] {40, 60, USUAL, 110}) {
            assertEquals(words(manual.whole(ENDLESS, false)), words(manual.whole(width, false)));
        }
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void no_line_is_wider_than_the_terminal(Manual manual) {
        for (int width : new int[] {40, 60, USUAL, 110}) {
            helps(manual, width)
                    .forEach(help -> help.forEach(line -> {
                        boolean oneWord = !line.strip().contains(" ");
                        boolean fits = line.codePointCount(0, line.length()) <= width;
                        assertTrue(fits || oneWord && width < USUAL, () -> width + ": " + line);
                    }));
        }
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void the_short_help_is_one_screen(Manual manual) {
        List<String> help = manual.brief(USUAL, false);
        assertTrue(help.size() <= ONE_SCREEN, () -> help.size() + ":\n" + String.join("\n", help));
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void what_it_counts_as_essential_is_there(Manual manual) {
        manual.guide()
                .essentials()
                .forEach(name -> assertTrue(
                        manual.entries().anyMatch(entry -> entry.is(name))
                                || manual.name().startsWith("kafka-consumer "),
                        name));
        assertFalse(manual.guide().examples().isEmpty());
        manual.guide().values().keySet().forEach(name -> assertTrue(known(manual, name), name));
        manual.guide().lookups().keySet().forEach(name -> assertTrue(known(manual, name), name));
    }

    private static boolean known(Manual manual, String name) {
        return manual.entries()
                .anyMatch(entry -> entry.is(name)
                        || entry.names().isEmpty() && entry.value().startsWith(name));
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void every_topic_has_a_name_of_its_own(Manual manual) {
        List<String> topics = manual.topics();
        assertEquals(new HashSet<>(topics).size(), topics.size(), topics::toString);
        assertEquals(List.of(), topics.stream().filter(String::isEmpty).toList());
        Set<String> commands = manual.commands().stream()
                .flatMap(entry -> entry.names().stream())
                .collect(Collectors.toSet());
        assertEquals(List.of(), topics.stream().filter(commands::contains).toList());
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void no_regular_expression_is_in_a_synopsis(Manual manual) {
        assertFalse(manual.synopsis().contains("(?"), manual.synopsis());
        assertTrue(manual.synopsis().startsWith(manual.name()), manual.synopsis());
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void a_command_without_a_connection_has_no_status_of_one(Manual manual) {
        boolean connects = manual.entries().anyMatch(HelpTest::namesBroker)
                || manual.name().equals("sandbox");
        Set<ExitStatus> impossible = new HashSet<>(manual.guide().statuses().keySet());
        impossible.retainAll(OF_CONNECTIONS);
        assertTrue(connects || impossible.isEmpty(), () -> manual.name() + " " + impossible);
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void a_default_is_written_in_one_way(Manual manual) {
        List<String> others = manual.entries()
                .map(entry -> entry.text().replace("\n", " "))
                .filter(text -> OTHER_DEFAULT.matcher(text).find()
                        || text.contains("(default") && !DEFAULT.matcher(text).find())
                .toList();
        assertEquals(List.of(), others);
    }

    private static boolean namesBroker(Entry entry) {
        return entry.is("--bootstrap-server") || entry.is("--host");
    }
}
