package org.kafkamqtt.mqtt.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.FiveSettings;
import org.kafkamqtt.mqtt.Will;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What only MQTT 5 has, as typed. */
class FiveOptionsTest {
    @Command(name = "probe")
    static final class Probe implements ToolCommand {
        @Mixin
        final ConnectionOptions connection = new ConnectionOptions();

        @Override
        public ExitStatus run(Console console) {
            return ExitStatus.OK;
        }
    }

    private static ConnectionOptions options(String... words) {
        Probe probe = new Probe();
        Tool.parsed(Tool.commandLine(probe), words);
        return probe.connection;
    }

    private static ConnectionSettings settings(String line) {
        Console console = Console.of(
                "t", new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream());
        return options(line.split(" ")).settings(console, "test-", Duration.ofMinutes(1));
    }

    private static FiveSettings five(String line) {
        return settings("-V 5 " + line).five();
    }

    private static String refused(String line) {
        Failure failure = assertThrows(Failure.class, () -> settings(line));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence();
    }

    @ParameterizedTest
    @CsvSource({
        "-h x, 4",
        "-V 31, 3",
        "-V mqttv31, 3",
        "-V 3.1, 3",
        "-V 311, 4",
        "-V mqttv311, 4",
        "-V 3.1.1, 4",
        "-V 5, 5",
        "-V mqttv5, 5",
        "-V 5.0, 5",
        "-D connect user-property a b, 5"
    })
    void the_version_is_spelled_as_in_mosquitto_and_a_property_implies_MQTT_5(String line, int level) {
        assertEquals(level, settings(line).protocolLevel());
    }

    @Test
    void nothing_typed_is_what_mosquitto_sends() {
        assertEquals(
                new FiveSettings(0, 20, 0, 0, Properties.NONE, Properties.NONE, Properties.NONE, Properties.NONE),
                five("-h x"));
        assertEquals(FiveSettings.PLAIN, settings("-V 311").five());
    }

    @ParameterizedTest
    @CsvSource({
        "-x 0, 0",
        "-x 60, 60",
        "-x 1h, 3600",
        "-x 1500ms, 2",
        "-x 4294967294, 4294967294",
        "-i me -x -1, 4294967295",
        "-i me -x 4294967295, 4294967295",
        "-i me -x \u221e, 4294967295",
        "-i me -c, 4294967295",
        "-i me -c -x 60, 60",
        "-i me -c -D connect session-expiry-interval 60, 60",
        "-D connect session-expiry-interval 60, 60"
    })
    void a_session_lasts_as_long_as_it_is_told(String line, long seconds) {
        assertEquals(seconds, five(line).sessionExpiry());
    }

    @Test
    void only_c_continues_a_session() {
        assertTrue(settings("-V 5 -x 60 -i me").cleanSession());
        assertFalse(settings("-V 5 -x 60 -i me -c").cleanSession());
    }

    @Test
    void a_client_without_a_name_may_be_named_by_the_broker_but_not_one_with_a_prefix() {
        assertTrue(settings("-V 5").session().generated());
        assertFalse(settings("-V 5 -I me").session().generated());
        assertTrue(settings("-V 311 -I me").session().generated());
        assertFalse(settings("-V 5 -i me").session().generated());
    }

    @Test
    void what_has_a_room_of_its_own_is_not_among_the_properties_of_CONNECT() {
        FiveSettings five = five("-D connect receive-maximum 7 -D CONNECT Topic-Alias-Maximum 3"
                + " -D connect maximum-packet-size 100 -D connect session-expiry-interval 9"
                + " -D connect user-property -t -D -D connect request-problem-information 0");
        assertEquals(7, five.receiveMaximum());
        assertEquals(3, five.topicAliasMaximum());
        assertEquals(100, five.maximumPacketSize());
        assertEquals(9, five.sessionExpiry());
        assertEquals(
                Properties.builder()
                        .user("-t", "-D")
                        .number(Property.REQUEST_PROBLEM_INFORMATION, 0)
                        .build(),
                five.connect());
    }

    @Test
    void limits_have_flags_of_their_own() {
        FiveSettings five = five("--receive-maximum 1 --max-packet-size 64KiB");
        assertEquals(1, five.receiveMaximum());
        assertEquals(65_536, five.maximumPacketSize());
    }

    @Test
    void each_packet_has_its_own() {
        FiveSettings five = five("-D subscribe subscription-identifier 268435455 -D unsubscribe user-property a b"
                + " -x 1 -D disconnect session-expiry-interval 5 -D disconnect reason-string bye");
        assertEquals(268_435_455, five.subscribe().number(Property.SUBSCRIPTION_IDENTIFIER, 0));
        assertEquals(1, five.unsubscribe().user().size());
        assertEquals(5, five.disconnect().number(Property.SESSION_EXPIRY, 0));
        assertEquals("bye", five.disconnect().text(Property.REASON_STRING));
    }

    @Test
    void a_will_has_properties() {
        Will will = settings("-V 5 --will-topic t --will-delay 2m -D will correlation-data abc")
                .will()
                .orElseThrow();
        assertEquals(120, will.properties().number(Property.WILL_DELAY, 0));
        assertArrayEquals(new byte[] {'a', 'b', 'c'}, will.properties().bytes(Property.CORRELATION_DATA));
    }

    @Test
    void words_of_a_property_may_look_like_anything() {
        Properties properties = options(
                        "-D", "publish", "user-property", "--", "", "-D", "publish", "content-type", "-h", "-h", "x")
                .properties(PropertyCommand.PUBLISH);
        assertEquals("--", properties.user().get(0).name());
        assertEquals("", properties.user().get(0).value());
        assertEquals("-h", properties.text(Property.CONTENT_TYPE));
        assertEquals("x", options("-dD", "publish", "content-type", "-h", "-h", "x").broker.host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-x 5",
                "--receive-maximum 5",
                "--max-packet-size 5",
                "-V 31 -x 5",
                "-V 311 -D connect user-property a b",
                "--will-topic t --will-delay 5"
            })
    void an_option_of_MQTT_5_names_the_flag_it_needs(String line) {
        assertTrue(refused(line).matches("-[-a-zD]+ needs MQTT 5: give -V 5"), refused(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-D connect receive-maximum 0 | -D connect receive-maximum '0' is not a number from 1 to 65535",
                "-D connect receive-maximum -1 | -D connect receive-maximum '-1' is not a number from 1 to 65535",
                "-D connect receive-maximum x | -D connect receive-maximum 'x' is not a number from 1 to 65535",
                "-D connect maximum-packet-size 4294967296 | -D connect maximum-packet-size '4294967296' is not a number from 1 to 4294967295",
                "-D subscribe subscription-identifier 0 | -D subscribe subscription-identifier '0' is not a number from 1 to 268435455",
                "-D publish payload-format-indicator 2 | -D publish payload-format-indicator '2' is not a number from 0 to 1",
                "-D publish topic-alias 65536 | -D publish topic-alias '65536' is not a number from 1 to 65535",
                "-D publish content-tipe x | -D publish 'content-tipe': MQTT 5 has no such property, did you mean 'content-type'?",
                "-D CONNECT a b | -D connect 'a': MQTT 5 has no such property",
                "-D publish nonsense x | -D publish 'nonsense': MQTT 5 has no such property",
                "-D subscribe topic-alias 1 | -D subscribe topic-alias: in MQTT 5 a client may give subscribe only subscription-identifier, user-property",
                "-D auth reason-string x | -D 'auth': MQTT 5 lets a client give properties to connect, publish, will, subscribe, unsubscribe and disconnect",
                "-D publish content-type a -D publish content-type a | -D publish content-type is given twice: only user-property repeats",
                "-D publish response-topic a/+ | a topic name must not contain '+': 'a/+'; wildcards belong in topic filters",
                "-D will content-type x | -D will needs --will-topic",
                "--will-topic t --will-delay 1 -D will will-delay-interval 1 | --will-delay and -D will will-delay-interval are the same: give one",
                "-D connect authentication-data x | -D connect authentication-data needs authentication-method",
                "-x 1 -D connect session-expiry-interval 1 | -x and -D connect session-expiry-interval are the same: give one",
                "--receive-maximum 1 -D connect receive-maximum 1 | --receive-maximum and -D connect receive-maximum are the same: give one",
                "-D disconnect session-expiry-interval 1 | -D disconnect session-expiry-interval needs -x: what is not kept cannot be kept longer",
                "-x -1 | a session that is kept for ever needs -i: it belongs to a client identifier",
                "-I me -x -1 | a session that is kept for ever needs -i: it belongs to a client identifier",
                "-x 4294967296 | -x 4294967296 is longer than 4294967295 seconds",
                "-x -2 | '-2' is not a duration such as 500ms, 5s or 1h",
                "--max-packet-size 0 | --max-packet-size '0' is not a number from 1 to 4294967295"
            })
    void what_MQTT_5_does_not_allow_is_refused_in_one_sentence(String line, String sentence) {
        assertEquals(sentence, refused("-V 5 " + line));
    }

    @Test
    void a_text_has_at_most_65535_bytes() {
        String longest = "\u00fc".repeat(32_767) + "x";
        assertEquals(
                longest,
                options("-D", "publish", "content-type", longest)
                        .properties(PropertyCommand.PUBLISH)
                        .text(Property.CONTENT_TYPE));
        for (String property : List.of("content-type", "correlation-data")) {
            ConnectionOptions longer = options("-D", "publish", property, longest + "x");
            assertThrows(Failure.class, () -> longer.properties(PropertyCommand.PUBLISH));
        }
    }

    @Test
    void the_names_are_those_of_mosquitto() {
        assertEquals(
                List.of(
                        "content-type",
                        "correlation-data",
                        "message-expiry-interval",
                        "payload-format-indicator",
                        "response-topic",
                        "topic-alias",
                        "user-property"),
                PropertyCommand.PUBLISH.propertyNames());
        assertEquals(
                List.of(
                        "authentication-data",
                        "authentication-method",
                        "maximum-packet-size",
                        "receive-maximum",
                        "request-problem-information",
                        "request-response-information",
                        "session-expiry-interval",
                        "topic-alias-maximum",
                        "user-property"),
                PropertyCommand.CONNECT.propertyNames());
    }

    @ParameterizedTest
    @EnumSource(Property.class)
    void every_property_has_a_name_that_means_it(Property property) {
        assertEquals(property, PropertyName.property(PropertyName.of(property)).orElseThrow());
    }
}
