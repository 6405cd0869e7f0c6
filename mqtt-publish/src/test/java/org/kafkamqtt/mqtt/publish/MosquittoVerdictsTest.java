package org.kafkamqtt.mqtt.publish;

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

/** Command lines with options of MQTT 5, and what mosquitto_pub 2.0.11 with {@code -V 5} says of each: ours says the same. */
class MosquittoVerdictsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitStatus run(String line) {
        Console console = Console.of("mqtt", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        // Nobody listens on port 1.
        String[] words = ("-p 1 -t a -m b -V 5 " + line).split(" ");
        return Tool.run(new PublishOptions(), console, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-D",
                "-D connect",
                "-D connect receive-maximum",
                "-D invalid receive-maximum 1",
                "-D connect invalid 1",
                "-D connect will-delay-interval 1",
                "-D connect user-property key",
                "-D connect request-problem-information -1",
                "-D connect request-problem-information 256",
                "-D connect request-problem-information 2",
                "-D connect request-response-information 2",
                "-D connect receive-maximum -1",
                "-D connect receive-maximum 0",
                "-D connect receive-maximum 65536",
                "-D connect topic-alias-maximum 65536",
                "-D connect maximum-packet-size 0",
                "-D connect maximum-packet-size 4294967296",
                "-D connect session-expiry-interval -1",
                "-D connect session-expiry-interval 4294967296",
                "-D connect subscription-identifier 1",
                "-D connect content-type x",
                "-D connect reason-string x",
                "-D connect server-keep-alive 5",
                "-D connect assigned-client-identifier x",
                "-D connect topic-alias 1",
                "-D connect receive-maximum 5 -D connect receive-maximum 5",
                "-D connect authentication-method x -D connect authentication-method x",
                "-x 5 -D connect session-expiry-interval 5",
                "-D publish subscription-identifier 1",
                "-D publish session-expiry-interval 1",
                "-D publish will-delay-interval 1",
                "-D publish reason-string x",
                "-D publish payload-format-indicator -1",
                "-D publish message-expiry-interval -1",
                "-D publish message-expiry-interval 4294967296",
                "-D publish topic-alias 0",
                "-D publish topic-alias 65536",
                "-D publish content-type a -D publish content-type b",
                "-D publish response-topic a -D publish response-topic a",
                "-D publish correlation-data a -D publish correlation-data b",
                "-D publish user-property a",
                "--will-topic w -D will topic-alias 1",
                "--will-topic w -D will will-delay-interval 4294967296",
                "--will-topic w -D will content-type a -D will content-type a",
                "--will-topic w -D will subscription-identifier 1",
                "-D disconnect content-type x",
                "-D disconnect session-expiry-interval 4294967296",
                "-D disconnect reason-string a -D disconnect reason-string b",
                "-D puback reason-string x",
                "-D pubrec reason-string x",
                "-D pubrel reason-string x",
                "-D pubcomp reason-string x",
                "-D suback reason-string x",
                "-D unsuback reason-string x",
                "-D auth authentication-method x",
                "-D connack receive-maximum 1",
                "-D pingreq user-property a b",
                "-D unsubscribe subscription-identifier 1",
                "-D subscribe content-type x",
                "-x",
                "-x A",
                "-x -2",
                "-x 4294967296",
                "-x -1",
                "-V",
                "-V 0"
            })
    void what_mosquitto_refuses_is_refused_in_one_line(String line) {
        assertEquals(ExitStatus.USAGE, run(line), err.toString(UTF_8));
        assertEquals(1, err.toString(UTF_8).lines().count(), err.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-D connect user-property a b",
                "-D CONNECT User-Property a b",
                "-D connect receive-maximum 5",
                "-D connect maximum-packet-size 4294967295",
                "-D connect session-expiry-interval 4294967294",
                "-D connect topic-alias-maximum 0",
                "-D connect authentication-method x -D connect authentication-data y",
                "-D connect request-problem-information 0 -D connect request-response-information 1",
                "-D publish content-type application/json -D publish correlation-data some-data -D publish message-expiry-interval 59 -D publish payload-format-indicator 1 -D publish response-topic /dev/null -D publish topic-alias 4 -D publish user-property publish up",
                "-D publish user-property a b -D publish user-property a b",
                "-D publish user-property -t -m",
                "--will-topic w -D will will-delay-interval 5 -D will user-property a b",
                "-D disconnect reason-string x -D disconnect user-property a b",
                "-x 5 -D disconnect session-expiry-interval 6",
                "-x 4294967294",
                "-x \u221e -i me",
                "-x -1 -i me",
                "-x 4294967295 -i me",
                "-c -i me",
                "-c -i me -x 60"
            })
    void what_mosquitto_takes_is_taken(String line) {
        assertEquals(ExitStatus.UNREACHABLE, run(line), err.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-D publish payload-format-indicator 2",
                "--will-topic w -D will payload-format-indicator 2",
                "-D publish message-expiry-interval soon",
                "-D publish response-topic a/+",
                "-D connect authentication-data x",
                "-D disconnect server-reference x",
                "-D disconnect session-expiry-interval 5",
                "-D will content-type x",
                "-D unsubscribe user-property a b",
                "-D subscribe user-property a b",
                "-V 311 -D publish content-type x"
            })
    void what_mosquitto_takes_although_it_is_against_MQTT_or_has_no_effect_is_refused(String line) {
        assertEquals(ExitStatus.USAGE, run(line), err.toString(UTF_8));
    }
}
