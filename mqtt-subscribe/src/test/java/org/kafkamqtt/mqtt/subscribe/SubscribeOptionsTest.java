package org.kafkamqtt.mqtt.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.sandbox.trial.OptionTable;

class SubscribeOptionsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitStatus run(String line) {
        Console console =
                Console.of("mqtt-subscribe", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        // Nobody listens on port 1.
        return Tool.run(new SubscribeOptions(), console, ("-p 1 " + line).split(" "));
    }

    private static Subscription subscription(String line, boolean five) {
        SubscribeOptions options = new SubscribeOptions();
        Tool.parsed(Tool.commandLine(options), ("-t t " + line).split(" "));
        return options.filters.subscriptions(Optional.empty(), five).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "-q 0, false, false, 0",
        "--no-local, true, false, 0",
        "--retain-as-published, false, true, 0",
        "--retain-handling always, false, false, 0",
        "--retain-handling new, false, false, 1",
        "--retain-handling never, false, false, 2",
        "-R, false, false, 2",
        "-R --retain-handling new, false, false, 1"
    })
    void subscriptions_of_MQTT_5_have_the_options_that_are_typed(
            String line, boolean noLocal, boolean retainAsPublished, int retainHandling) {
        assertEquals(
                new Subscription(new TopicFilter("t"), Qos.AT_MOST_ONCE, noLocal, retainAsPublished, retainHandling),
                subscription(line, true));
    }

    @Test
    void R_is_nothing_that_older_versions_send() {
        assertEquals(new Subscription(new TopicFilter("t"), Qos.AT_MOST_ONCE), subscription("-R", false));
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
