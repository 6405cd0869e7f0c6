package org.kafkamqtt.mqtt.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ConfigFileTest {
    @Command(name = "probe")
    static final class Probe implements ToolCommand {
        @Mixin
        final ConnectionOptions connection = new ConnectionOptions();

        @Option(
                names = {"-t", "--topic"},
                paramLabel = "TOPIC")
        List<String> topics = new ArrayList<>();

        @Option(
                names = {"-m", "--message"},
                paramLabel = "TEXT")
        @Nullable
        String message;

        @Option(names = {"-l", "--lines"})
        boolean lines;

        @Option(names = "--separator", paramLabel = "TEXT")
        @Nullable
        String separator;

        @Override
        public OptionRules rules() {
            return OptionRules.of().excludes("-m", "-l").needs("--separator", "-l");
        }

        @Override
        public ExitStatus run(Console console) {
            return ExitStatus.OK;
        }
    }

    @TempDir
    Path folder = Path.of("");

    private List<String> arguments(byte[] file, String... typed) throws IOException {
        Files.write(folder.resolve("probe"), file);
        return List.of(ConfigFile.arguments("probe", Probe::new, Map.of("XDG_CONFIG_HOME", folder.toString()), typed));
    }

    private List<String> arguments(String file, String... typed) throws IOException {
        return arguments(file.getBytes(StandardCharsets.UTF_8), typed);
    }

    private String refused(String file, String... typed) {
        Failure failure = assertThrows(Failure.class, () -> arguments(file, typed));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence().replace(folder.toString(), "");
    }

    @Test
    void reads_options_line_by_line() throws IOException {
        assertEquals(
                List.of("-h", "broker", "--will-payload", "two words", "-l", "-t", "x"),
                arguments("# mine\n-h broker\n\n--will-payload two words\n-l\n", "-t", "x"));
    }

    @Test
    void a_property_takes_a_line() throws IOException {
        assertEquals(
                List.of("-D", "publish", "user-property", "team", "-t  x y", "-D", "connect", "receive-maximum", "5"),
                arguments("-D publish user-property  team -t  x y\n-D\tconnect receive-maximum 5 \n"));
        assertEquals(
                List.of("-D", "will", "content-type", "b"),
                arguments("-D will content-type a", "-D", "will", "content-type", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\ufeff-h a\n-p 1\n", "-h\ta\n-p\t1", "-h a\r\n-p 1\r\n", "  -h   a \n\t-p 1", "-h a\r-p 1\r"})
    void takes_any_editor_s_text(String text) throws IOException {
        assertEquals(List.of("-h", "a", "-p", "1"), arguments(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void refuses_what_is_not_UTF_8_with_what_to_do(String charset) {
        byte[] bytes = "-h a\n".getBytes(java.nio.charset.Charset.forName(charset));
        Failure failure = assertThrows(Failure.class, () -> arguments(bytes));
        assertTrue(failure.sentence().contains("save it as UTF-8"), failure.sentence());
    }

    @Test
    void names_the_line_that_is_not_UTF_8() {
        byte[] bytes = "-h a\n-u m\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1);
        Failure failure = assertThrows(Failure.class, () -> arguments(bytes));
        assertTrue(failure.sentence().contains("/probe:2: "), failure.sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-h localhost -p 1883 | /probe:1: the value of -h contains another option: give one option per line",
                "-p 1883 -l | /probe:1: the value of -p contains another option: give one option per line",
                "-l -m x | /probe:1: -l takes no value: give one option per line",
                "-l yes | /probe:1: -l takes no value",
                "-t | /probe:1: -t needs a value",
                "-D | /probe:1: -D needs a value",
                "-D publish content-type | /probe:1: invalid value for option '--property' (COMMAND PROPERTY VALUE): give COMMAND PROPERTY VALUE, or COMMAND user-property NAME VALUE",
                "-D publish content-type a -t b | /probe:1: the value of -D contains another option: give one option per line",
                "t a | /probe:1: a line must begin with an option such as -h or --host",
                "-- | /probe:1: a line must begin with an option such as -h or --host",
                "--nonsense 4 | /probe:1: unknown option '--nonsense'",
                "--tpoic x | /probe:1: unknown option '--tpoic', did you mean '--topic'?",
                "-o other | /probe:1: -o belongs on the command line, not in a file",
                "-oother | /probe:1: -o belongs on the command line, not in a file",
                "--help | /probe:1: --help belongs on the command line, not in a file",
            })
    void names_file_and_line_of_what_is_no_option(String line, String sentence) {
        assertEquals(sentence, refused(line));
    }

    @Test
    void names_file_and_line_of_a_value_of_the_wrong_kind() {
        assertTrue(refused("# mine\n\n-k often").startsWith("/probe:3: "), refused("# mine\n\n-k often"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--passwd geheim", "--passwd=geheim", "-h a -P geheim", "-l geheim"})
    void shows_no_value(String line) {
        assertFalse(refused(line).contains("geheim"), refused(line));
    }

    @ParameterizedTest
    @CsvSource({"-P -secret, -secret", "-m -q 1, -q 1", "-m --help, --help", "-t -o, -o", "-P --, --"})
    void what_stands_behind_an_option_is_its_value(String line, String value) throws IOException {
        assertEquals(value, arguments(line).get(1));
    }

    @Test
    void what_is_typed_replaces_what_the_file_says_of_the_same_option() throws IOException {
        assertEquals(
                List.of("-h", "a", "--topic=x", "-m", "y"),
                arguments("-t d1\n-h a\n-t d2\n-m z", "--topic=x", "-m", "y"));
        assertEquals(List.of("-t", "d1", "-t", "d2"), arguments("-t d1\n-t d2"));
    }

    @Test
    void what_is_typed_replaces_what_it_excludes_and_what_has_no_use_then() throws IOException {
        assertEquals(List.of("-m", "x"), arguments("-l\n--separator :", "-m", "x"));
        assertEquals(List.of("--separator", ":", "-l"), arguments("--separator :\n-m x", "-l"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-o %s", "-o%s", "-lo %s", "-o nofile -o %s"})
    void takes_the_file_that_is_asked_for_instead(String words) throws IOException {
        Path file = Files.writeString(folder.resolve("mine"), "-h b");
        String[] typed = words.formatted(file).split(" ");
        List<String> all = new ArrayList<>(List.of("-h", "b"));
        all.addAll(List.of(typed));
        assertEquals(all, arguments("-h a", typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m", "--message", "-P", "-t"})
    void a_value_that_looks_like_the_option_of_the_file_is_none(String option) throws IOException {
        assertEquals(List.of("-h", "a", option, "-o", "-l"), arguments("-h a", option, "-o", "-l"));
    }

    @Test
    void names_a_file_that_cannot_be_read() {
        Failure missing = assertThrows(Failure.class, () -> arguments("", "-o", "nofile"));
        assertEquals("cannot read the options in nofile: no such file or folder", missing.sentence());
        Failure directory = assertThrows(Failure.class, () -> arguments("", "-o", folder.toString()));
        assertEquals("cannot read the options in " + folder + ": it is a folder", directory.sentence());
    }

    @Test
    void help_is_there_whatever_the_file_holds() throws IOException {
        assertEquals(List.of("--help"), arguments("rubbish", "--help"));
    }
}
