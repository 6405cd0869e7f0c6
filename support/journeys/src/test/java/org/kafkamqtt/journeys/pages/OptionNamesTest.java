package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The options that the pages "coming from" name on our side are there. */
class OptionNamesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(?:^| )(--?[A-Za-z0-9](?:[\\w.-]*\\w)?)");
    private static final Pattern TOOL = Pattern.compile(
            "kafka-producer|kafka-consumer|kafka-topics(?!\\.sh)|mqtt-publish|mqtt-subscribe|mqtt-broker");
    private static final Map<String, CommandLine> COMMANDS = Commands.all();

    static Stream<String> pages() {
        return Pages.all().stream().filter(page -> page.contains("coming-from"));
    }

    @Test
    void there_are_pages() {
        assertEquals(4, pages().count());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_option_on_our_side_is_there(String page) {
        List<String> lines = Pages.lines(page);
        List<String> wrong = new ArrayList<>();
        int found = 0;
        String section = "kafka-producer";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher tool = TOOL.matcher(line);
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            if ((line.startsWith("## ") || cells.length > 2 && next(lines, i).startsWith("|---")) && tool.find()) {
                section = tool.group();
            }
            if (cells.length < 4) {
                continue;
            }
            for (Matcher code = CODE.matcher(cells[2]); code.find(); ) {
                found += options(code.group(1), section, page + ":" + (i + 1), wrong);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(found > 10, "options were found");
    }

    private static String next(List<String> lines, int at) {
        return at + 1 < lines.size() ? lines.get(at + 1) : "";
    }

    /** Adds what is unknown to the command that the text names, else to that of the section. */
    private static int options(String text, String section, String place, List<String> wrong) {
        String command = COMMANDS.keySet().stream()
                .filter(name -> text.equals(name) || text.startsWith(name + " "))
                .reduce(section, (a, b) -> b);
        CommandLine line = COMMANDS.get(command);
        int found = 0;
        for (Matcher option = OPTION.matcher(text); option.find(); found++) {
            String name = option.group(1);
            if (line == null || !known(line, name)) {
                wrong.add(place + ": " + command + " " + name);
            }
        }
        return found;
    }

    /** Also with letters run together, as in {@code -vvv}. */
    private static boolean known(CommandLine line, String name) {
        return line.getCommandSpec().findOption(name) != null
                || name.matches("-(\\w)\\1+") && line.getCommandSpec().findOption(name.substring(0, 2)) != null;
    }

    @Test
    void an_option_that_is_not_there_is_found() {
        List<String> wrong = new ArrayList<>();
        options("kafka-consumer lag --no-such", "kafka-producer", "page:1", wrong);
        options("-t --nor-this", "kafka-producer", "page:2", wrong);
        assertEquals(List.of("page:1: kafka-consumer lag --no-such", "page:2: kafka-producer --nor-this"), wrong);
    }
}
