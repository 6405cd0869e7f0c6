package org.kafkamqtt.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

class TiedWordsTest {
    @Command(name = "probe", subcommands = Sub.class)
    static final class Probe implements ToolCommand {
        @Option(names = {"-m", "--message"})
        @Nullable
        String message;

        @Option(names = {"-P", "--pw"})
        @Nullable
        String password;

        @Option(names = "-t")
        List<String> topics = new ArrayList<>();

        @Option(names = "-v")
        boolean[] verbose = {};

        @Option(
                names = {"-D", "--define"},
                converter = Two.class)
        List<String> definitions = new ArrayList<>();

        @Option(names = "-s")
        boolean whole;

        @Option(names = "--stats", arity = "0..1", fallbackValue = "1s")
        @Nullable
        String stats;

        @Parameters
        List<String> files = new ArrayList<>();

        @Override
        public ExitStatus run(Console console) {
            return ExitStatus.OK;
        }
    }

    /** Two words, or three if the first one says so. */
    static final class Two extends SeveralWords {
        @Override
        public int count(List<String> following) {
            return !following.isEmpty() && following.get(0).equals("more") ? 3 : 2;
        }

        @Override
        protected String lack() {
            return "give two words";
        }
    }

    @Command(name = "sub")
    static final class Sub implements ToolCommand {
        @Option(names = "-s")
        @Nullable
        String text;

        @Override
        public ExitStatus run(Console console) {
            return ExitStatus.OK;
        }
    }

    static Probe parsed(String... words) {
        Probe probe = new Probe();
        CommandLine line = Tool.commandLine(probe);
        line.parseArgs(TiedWords.of(line, words));
        return probe;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-q",
                "-v",
                "--help",
                "--version",
                "--",
                "-",
                "=",
                "=x",
                "-m",
                "sub",
                "",
                "-secret",
                "--pw=x",
                "a b",
                " "
            })
    void the_word_after_an_option_is_its_value_whatever_it_looks_like(String value) {
        assertEquals(value, parsed("-m", value).message);
        assertEquals(value, parsed("--message", value, "-v").message);
        assertEquals(value, parsed("--message=" + value).message);
        assertEquals(value, parsed("-vm", value).message);
        assertEquals(List.of(value, value), parsed("-t", value, "-t", value).topics);
    }

    @Test
    void a_word_that_is_named_like_an_option_but_for_its_dashes_is_none() {
        Probe probe = parsed("t", "-m", "x", "message", "stats", "-v", "P", "-P", "s");
        assertEquals(List.of("t", "message", "stats", "P"), probe.files);
        assertEquals("x", probe.message);
        assertEquals("s", probe.password);
    }

    @ParameterizedTest
    @CsvSource({"-P-secret, -secret", "-P-v, -v", "-P--help, --help", "-vP-s, -s", "-P=, =", "-Px=y, x=y", "-P==, ="})
    void a_value_may_be_attached(String word, String value) {
        assertEquals(value, parsed(word).password);
    }

    @Test
    void a_value_that_may_be_left_out_is_no_option() {
        Probe probe = parsed("--stats", "-t", "x");
        assertEquals("1s", probe.stats);
        assertEquals(List.of("x"), probe.topics);
        assertEquals("1s", parsed("--stats").stats);
        assertEquals("5s", parsed("--stats", "5s").stats);
    }

    @Test
    void an_option_takes_as_many_words_as_it_says_whatever_they_look_like() {
        Probe probe = parsed("-D", "-t", "--", "x", "-vD", "more", "", "sub", "-t", "y", "--define=-m", "-P", "z");
        assertEquals(
                List.of(List.of("-t", "--"), List.of("more", "", "sub"), List.of("-m", "-P")),
                probe.definitions.stream().map(SeveralWords::words).toList());
        assertEquals(List.of("x", "z"), probe.files);
        assertEquals(List.of("y"), probe.topics);
        assertEquals(1, probe.verbose.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-D x", "-D more x y -D more x", "--define=x"})
    void an_option_that_lacks_one_of_its_words_is_refused(String words) {
        ParameterException e = assertThrows(ParameterException.class, () -> parsed(words.split(" ")));
        assertEquals("invalid value for option '--define' (<definitions>): give two words", Misuse.sentence(e));
    }

    @Test
    void behind_two_dashes_nothing_is_an_option() {
        Probe probe = parsed("-m", "a", "--", "-m", "b", "--");
        assertEquals("a", probe.message);
        assertEquals(List.of("-m", "b", "--"), probe.files);
    }

    @Test
    void a_subcommand_has_options_of_its_own() {
        CommandLine line = Tool.commandLine(new Probe());
        CommandLine.ParseResult parsed = line.parseArgs(TiedWords.of(line, "-s", "sub", "-s", "-v"));
        assertEquals("-v", parsed.subcommand().matchedOptionValue("-s", ""));
    }

    @Test
    void an_option_without_its_value_is_refused() {
        assertThrows(MissingParameterException.class, () -> parsed("-v", "-m"));
        assertThrows(MissingParameterException.class, () -> parsed("-v", "-D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--passwd=geheim", "--passwd=ge\nheim", "-Z=geheim"})
    void what_may_be_a_password_is_not_repeated(String word) {
        UnmatchedArgumentException e = assertThrows(UnmatchedArgumentException.class, () -> parsed(word));
        assertFalse(Misuse.sentence(e).contains("heim"), Misuse.sentence(e));
    }
}
