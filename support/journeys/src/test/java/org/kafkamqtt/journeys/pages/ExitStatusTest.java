package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import picocli.CommandLine;

/** docs/reference/exit-status.md lists for each command the statuses that its help lists. */
class ExitStatusTest {
    private static final String PAGE = "docs/reference/exit-status.md";
    private static final Pattern COMMAND = Pattern.compile("\\| `([a-z -]+)` \\| ([0-9 ]+) \\|");
    private static final Pattern STATUS = Pattern.compile("\\| ([0-9]+) \\| \\S.* \\|");

    private static Map<String, String> onPage(Pattern pattern) {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Pages.lines(PAGE)) {
            Matcher row = pattern.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(row.groupCount()));
            }
        }
        return rows;
    }

    private static String statuses(CommandLine command) {
        return Tool.manual(command).guide().statuses().keySet().stream()
                .map(status -> Integer.toString(status.code()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void each_command_has_those_of_its_help() {
        Map<String, String> declared = new TreeMap<>();
        Commands.all().forEach((name, command) -> declared.put(name, statuses(command)));
        assertEquals(declared, onPage(COMMAND));
    }

    @Test
    void every_status_is_explained() {
        Map<String, String> all = new TreeMap<>();
        for (ExitStatus status : ExitStatus.values()) {
            all.put(Integer.toString(status.code()), Integer.toString(status.code()));
        }
        assertEquals(all, onPage(STATUS));
    }
}
