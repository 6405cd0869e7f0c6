package org.kafkamqtt.mqtt.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.trial.OptionTable;

class PublishOptionsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitStatus run(String line) {
        Console console =
                Console.of("mqtt-publish", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        // Nobody listens on port 1.
        return Tool.run(new PublishOptions(), console, ("-p 1 " + line).split(" "));
    }

    @Test
    void every_option_has_its_line_in_the_table() {
        assertEquals(Set.of(), OptionTable.gaps(new PublishOptions()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m x -m y",
                "-m x -l",
                "-f a -n",
                "-J -s",
                "--generate a --random-size 1",
                "-m x --count 3",
                "-m x --seed 3",
                "-l --seed 3",
                "-l --repeat 3",
                "-m x --delimiter a",
                "-m x -0",
                "-f a --length-delimited",
                "-l -0 --delimiter a",
                "-l --topic-separator :",
                "-m x --skip-empty",
                "-J --encoding hex",
                "--generate a --encoding hex",
                "-m x -M 5",
                "-m x --replay-speed 2",
                "-l --replay-speed 2",
                "-m x --rate 5/s",
                "-m x --repeat-delay 5",
                "-J --resume r f",
                "-m x --resume r",
                "-m x --will-qos 1",
                "-m x -c",
                "-m x f",
                "-m x -q 1 --confirm",
                "-l --confirm",
                "-l -q 0 --confirm",
                "-l -q 1 --confirm f",
                "-l -q 1 --confirm -t u",
                "-l -q 1 --confirm --wait-reply u",
                "-l -q 1 --confirm --resume r"
            })
    void what_changes_nothing_is_refused(String line) {
        assertEquals(ExitStatus.USAGE, run("-t t " + line), err.toString(UTF_8));
        assertEquals(1, err.toString(UTF_8).lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-L mqtt://localhost/t -l --topic-separator :", "-h a -L mqtt://b -m x -t t"})
    void what_the_URL_says_is_not_said_twice(String line) {
        Console console =
                Console.of("mqtt-publish", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        assertEquals(ExitStatus.USAGE, Tool.run(new PublishOptions(), console, line.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m x --repeat 2 --repeat-delay 1",
                "-t u -m x --rate 5/s",
                "-l -J",
                "-l -0 --skip-empty",
                "-q 1 -M 5 -m x",
                "-s --encoding hex",
                "--generate a --seed 1 --count 2",
                "-m -q",
                "-m -o"
            })
    void what_has_an_effect_is_taken(String line) {
        assertEquals(ExitStatus.UNREACHABLE, run("-t t " + line), err.toString(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-m a -m b | -m is given 2 times",
                "-l --topic-separator : | names its own topic",
                "-m a --summary xml | mqtt-publish: unknown --summary 'xml': use text, json or none. Try"
            })
    void the_sentence_says_why(String line, String words) {
        run("-t t " + line);
        assertTrue(err.toString(UTF_8).contains(words), err.toString(UTF_8));
    }
}
