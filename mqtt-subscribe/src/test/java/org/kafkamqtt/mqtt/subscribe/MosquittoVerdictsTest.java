package org.kafkamqtt.mqtt.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;

/** Command lines with options of MQTT 5, and what mosquitto_sub 2.0.11 with {@code -V 5} says of each: ours says the same. */
class MosquittoVerdictsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitStatus run(String line) {
        Console console = Console.of("mqtt", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        // Nobody listens on port 1.
        String[] words = ("-p 1 -t a -V 5 " + line).split(" ");
        return Tool.run(new SubscribeOptions(), console, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-D",
                "-D subscribe",
                "-D subscribe subscription-identifier",
                "-D subscribe subscription-identifier -1",
                "-D subscribe subscription-identifier 4294967296",
                "-D subscribe subscription-identifier 268435456",
                "-D subscribe subscription-identifier 1 -D subscribe subscription-identifier 2",
                "-D subscribe topic-alias 1",
                "-D subscribe reason-string x",
                "-D subscribe user-property a",
                "-U u -D unsubscribe subscription-identifier 1",
                "-U u -D unsubscribe reason-string x",
                "-D auth authentication-method 1",
                "-D puback reason-string 1",
                "-D connect receive-maximum 0",
                "-D connect receive-maximum 65536",
                "-D connect session-expiry-interval -1",
                "-D connect topic-alias 1",
                "--will-topic w -D will topic-alias 1",
                "-D disconnect content-type x",
                "-x A",
                "-x -1"
            })
    void what_mosquitto_refuses_is_refused_in_one_line(String line) {
        assertEquals(ExitStatus.USAGE, run(line), err.toString(UTF_8));
        assertEquals(1, err.toString(UTF_8).lines().count(), err.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-D subscribe subscription-identifier 1",
                "-D subscribe subscription-identifier 268435455 -D subscribe user-property a b",
                "-U u -D unsubscribe user-property a b",
                "-D connect receive-maximum 65535 -D connect topic-alias-maximum 65535",
                "-R --retain-as-published"
            })
    void what_mosquitto_takes_is_taken(String line) {
        assertEquals(ExitStatus.UNREACHABLE, run(line), err.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-D subscribe subscription-identifier 0",
                "-D publish user-property a b",
                "-D unsubscribe user-property a b",
                "-V 311 --retain-as-published",
                "--retain-handling invalid",
                "--retain-handling never --retained-only",
                "--no-local -t $share/g/t"
            })
    void what_mosquitto_takes_although_it_is_against_MQTT_or_has_no_effect_is_refused(String line) {
        assertEquals(ExitStatus.USAGE, run(line), err.toString(UTF_8));
    }
}
