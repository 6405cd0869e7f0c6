package org.kafkamqtt.mqtt.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.trial.OptionTable;

class SubscribeOptionsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitStatus run(String line) {
        Console console =
                Console.of("mqtt-subscribe", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        // Nobody listens on port 1.
        return Tool.run(new SubscribeOptions(), console, ("-p 1 " + line).split(" "));
    }

    @Test
    void every_option_has_its_line_in_the_table() {
        assertEquals(Set.of(), OptionTable.gaps(new SubscribeOptions()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v -J",
                "-F x -v",
                "--hex --base64",
                "-F x --hex",
                "-J --base64",
                "-N -0",
                "-0 --delimiter x",
                "--count-by-topic -v",
                "--count-by-topic --hex",
                "--message-rate -J",
                "--watch -F x",
                "--exec true -v",
                "--exec true --out-dir x",
                "--rotate-size 1MB",
                "--rotate-every 1h",
                "--fsync",
                "--color always",
                "--out-dir /tmp/x -v --color always",
                "--pretty",
                "-F %p --pretty",
                "-R --retained-only",
                "-R --remove-retained",
                "-E -C 1",
                "-E --idle 1s",
                "-E -v",
                "-C 0"
            })
    void what_changes_nothing_is_refused(String line) {
        assertEquals(ExitStatus.USAGE, run("-t t " + line), err.toString(UTF_8));
        assertEquals(1, err.toString(UTF_8).lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-q 1 --topic-qos a:1", "-U a -T b"})
    void so_is_what_needs_a_topic_filter(String line) {
        assertEquals(ExitStatus.USAGE, run(line), err.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v --hex",
                "-J --pretty",
                "-F %j --pretty",
                "-v --color never",
                "--count-by-topic -J",
                "--retained-only --idle 1s -C 1",
                "-E -W 5",
                "-F -v",
                "-T -q"
            })
    void what_has_an_effect_is_taken(String line) {
        assertEquals(ExitStatus.UNREACHABLE, run("-t t " + line), err.toString(UTF_8));
    }
}
