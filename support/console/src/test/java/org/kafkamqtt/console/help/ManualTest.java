package org.kafkamqtt.console.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManualTest {
    private static final Entry HOST = new Entry(
            List.of("-h", "--host"),
            "HOST",
            false,
            "broker; a name or an address of it, whichever (default: localhost)");
    private static final Entry LONG = new Entry(
            List.of("--metadata-timeout-of-it"), "DURATION", true, "time limit, see group.share.delivery.counts.limit");

    private static Manual manual(int options) {
        List<Entry> many = IntStream.range(0, options)
                .mapToObj(i -> new Entry(List.of("--option-" + i), "", false, "option"))
                .toList();
        return new Manual(
                "tool",
                "tool [OPTION...]",
                List.of("Does it.", "And more."),
                List.of(new Section("Options", List.of(HOST, LONG)), new Section("Others (many)", many)),
                List.of(),
                Guide.of()
                        .essentials("-h")
                        .example("tool -h a")
                        .example("tool -h b")
                        .example("tool -h c")
                        .example("tool -h d")
                        .page("docs/tool.md"));
    }

    @Test
    void the_short_help_has_essentials_three_examples_and_the_way_to_the_rest() {
        assertEquals(
                """
                Usage: tool [OPTION...]

                Does it.

                Options:
                  -h, --host=HOST  broker (default: localhost)

                Examples:
                  tool -h a
                  tool -h b
                  tool -h c

                More:
                  --help=all        all options
                  --help=TOPIC      options, others, exit, examples
                  completion SHELL  a completion script for bash, zsh or fish
                  man tool          manual page (./mvnw package makes it); see docs/tool.md
                """,
                String.join("\n", manual(40).brief(80, false)) + "\n");
    }

    @Test
    void a_whole_help_of_one_screen_is_the_short_one_as_well() {
        assertEquals(manual(1).whole(60, true), manual(1).brief(60, true));
    }

    @Test
    void on_a_narrow_terminal_an_option_has_a_line_of_its_own() {
        List<String> help = manual(0).part("options", 40, false).orElseThrow();
        assertEquals(
                """
                Options:
                  -h, --host=HOST
                        broker; a name or an address of
                        it, whichever (default:
                        localhost)
                  --metadata-timeout-of-it[=DURATION]
                        time limit, see
                       group.share.delivery.counts.limit
                """,
                String.join("\n", help) + "\n");
    }

    @Test
    void headings_are_bold_where_that_is_wanted_and_nothing_else_is() {
        List<String> help = manual(0).part("exit", 80, true).orElseThrow();
        assertEquals("\u001b[1mExit status:\u001b[0m", help.get(0));
        assertTrue(help.stream().skip(1).noneMatch(line -> line.contains("\u001b")), help::toString);
    }
}
