package org.kafkamqtt.mqtt.subscribe.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.mqtt.subscribe.Samples.arrival;
import static org.kafkamqtt.mqtt.subscribe.Samples.bytes;
import static org.kafkamqtt.mqtt.subscribe.Samples.written;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.json.Envelope;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

class JsonLineTest {
    private final ArrivalTime time = new ArrivalTime(ZoneId.of("+01:00"));
    private final LineFormat text = new JsonLine(time, false, false);
    private final LineFormat json = new JsonLine(time, true, false);

    @Test
    void has_the_names_of_mosquitto_in_its_order() {
        assertEquals(
                "{\"tst\":\"2020-05-06T22:12:00.123456+0100\",\"topic\":\"a/\\\"b\",\"qos\":1,\"retain\":1,"
                        + "\"payloadlen\":2,\"mid\":7,\"payload\":\"hi\"}",
                written(text, arrival("a/\"b", bytes("hi"), 1, true, 7)));
    }

    @Test
    void qos_0_has_no_message_id_and_an_empty_payload_is_null() {
        assertEquals(
                "{\"tst\":\"2020-05-06T22:12:00.123456+0100\",\"topic\":\"a\",\"qos\":0,\"retain\":0,"
                        + "\"payloadlen\":0,\"payload\":null}",
                written(text, arrival("a", "")));
    }

    @Test
    void bytes_that_are_no_text_are_base64_under_a_name_of_their_own() {
        String line = written(json, arrival("a", new byte[] {(byte) 0xff, 0}, 0, false, 0));
        assertEquals(",\"payload_b64\":\"/wA=\"}", line.substring(line.indexOf(",\"payload_b64")));
    }

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of("{\"a\" : [1, 2.5e3, true, false]}", "{\"a\":[1,2.5e3,true,false]}"),
                Arguments.of("  -12 \n", "-12"),
                Arguments.of("null", "null"),
                Arguments.of("\"x\\u0041\"", "\"x\\u0041\""),
                Arguments.of("{}", "{}"),
                Arguments.of("{\"a\":1", "\"{\\\"a\\\":1\""),
                Arguments.of("01", "\"01\""),
                Arguments.of("1 2", "\"1 2\""),
                Arguments.of("tru", "\"tru\""),
                Arguments.of("[1,]", "\"[1,]\""),
                Arguments.of("-", "\"-\""),
                Arguments.of("1.", "\"1.\""),
                Arguments.of("1e", "\"1e\""),
                Arguments.of("[".repeat(5000), "\"" + "[".repeat(5000) + "\""));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void a_payload_that_is_json_stands_as_json_on_one_line_and_any_other_as_text(String payload, String expected) {
        String line = written(json, arrival("a", payload));
        assertEquals("\"payload\":" + expected + "}", line.substring(line.indexOf("\"payload\":")));
    }

    @Test
    void pretty_json_has_one_member_per_line() {
        String pretty = written(new JsonLine(time, false, true), arrival("a", "x"));
        assertEquals(8, pretty.lines().count(), pretty);
    }

    @Test
    void properties_stand_before_the_payload() {
        Properties properties =
                Properties.builder().text(Property.CONTENT_TYPE, "text/plain").build();
        assertEquals(
                "{\"tst\":\"2020-05-06T22:12:00.123456+0100\",\"topic\":\"a\",\"qos\":0,\"retain\":0,\"payloadlen\":2,"
                        + "\"properties\":{\"content-type\":\"text/plain\"},\"payload\":\"hi\"}",
                written(text, arrival("a", bytes("hi"), properties)));
    }

    /** As {@code mosquitto_sub --pretty -F %j} 2.0.11 wrote it, but for the time and the user properties, whose name it repeats. */
    @Test
    void pretty_properties_have_one_member_per_line_too() {
        Properties properties = Properties.builder()
                .number(Property.SUBSCRIPTION_IDENTIFIER, 9)
                .user("k", "v")
                .text(Property.CONTENT_TYPE, "text/plain")
                .build();
        String pretty = written(new JsonLine(time, false, true), arrival("a/1", bytes("hello"), properties));
        assertEquals(
                """
                \t"properties":\t{
                \t\t"subscription-identifier":\t9,
                \t\t"user-properties":\t{
                \t\t\t"k":\t"v"
                \t\t},
                \t\t"content-type":\t"text/plain"
                \t},
                \t"payload":\t"hello"
                }""",
                pretty.substring(pretty.indexOf("\t\"properties\"")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatever_the_payload_our_reader_gives_it_back(int seed) throws MalformedLine {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = new byte[random.nextInt(40)];
            random.nextBytes(payload);
            if (random.nextBoolean()) {
                for (int k = 0; k < payload.length; k++) {
                    payload[k] = (byte) "{}[]\",:\\u0123e.-tn\n ".charAt(random.nextInt(20));
                }
            }
            byte[] line = bytes(written(text, arrival("t/\u0001/\ufdd0/😀", payload, 2, false, 9)));
            Envelope read = new EnvelopeReader().read(line, 0, line.length);
            assertArrayEquals(payload, read.value() == null ? new byte[0] : read.value());
            assertEquals("t/\u0001/\ufdd0/😀", read.topic().orElseThrow());
        }
    }

    /** What breaks JSON, and what only looks as if it did. */
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "\\",
        "u",
        "0",
        "1",
        "e",
        ".",
        "-",
        "t",
        "\n",
        " ",
        "\"\\ud800\"",
        "\\udc00",
        "\\ud83d\\ude00",
        "\\uD83D",
        "\"a\":1",
        "1e999999",
        "9".repeat(400),
        "NaN",
        "\\u0000",
        "\0",
        "null",
        "\ufeff"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ude00\\ud83d\"",
                "\"\\ud83d\\ud83d\\ude00\"",
                "\"\\uD83Dx\"",
                "{\"\\udfff\":1}",
                "\"\\ud83d\\n\"",
                "NaN",
                "Infinity",
                "+1",
                "'a'",
                "\ufeff1",
                "\"\0\""
            })
    void what_no_reader_takes_is_text(String payload) {
        assertFalse(CompactJson.addCompact(bytes(payload), new Bytes()), payload);
        assertTrue(isJson(bytes(written(json, arrival("a", payload)))));
    }

    @Test
    void numbers_and_names_that_usual_readers_refuse_are_text() {
        for (String payload :
                List.of("9".repeat(1001), "{\"" + "x".repeat(50_001) + "\":1}", "[0." + "1".repeat(2000) + "]")) {
            assertFalse(CompactJson.addCompact(bytes(payload), new Bytes()));
            assertTrue(isJson(bytes(written(json, arrival("a", payload)))));
        }
        assertTrue(CompactJson.addCompact(bytes("9".repeat(1000)), new Bytes()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"", "{\"a\":1,\"a\":2}", "1e999999", "\"\\u0000\"", "-0"
            })
    void what_readers_take_is_JSON(String payload) {
        assertTrue(CompactJson.addCompact(bytes(payload), new Bytes()), payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void json_in_json_is_always_readable_json(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder payload = new StringBuilder();
            for (int k = random.nextInt(14); k > 0; k--) {
                payload.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Bytes out = new Bytes();
            boolean json = CompactJson.addCompact(bytes(payload.toString()), out);
            assertEquals(isJson(bytes(payload.toString())), json, payload.toString());
            assertEquals(json, isJson(out.toArray()), payload.toString());
        }
    }

    /** What Jackson thinks of it, and our own look at halves of characters: exactly one value. */
    private static boolean isJson(byte[] bytes) {
        try (JsonParser parser = new JsonFactory().createParser(new String(bytes, UTF_8))) {
            if (bytes.length > 0 && bytes[0] == (byte) 0xef || parser.nextToken() == null) {
                return false;
            }
            int depth = 0;
            do {
                depth += parser.currentToken().isStructStart()
                        ? 1
                        : parser.currentToken().isStructEnd() ? -1 : 0;
                String text = parser.getText();
                if (!new String(text.getBytes(UTF_8), UTF_8).equals(text)) {
                    return false;
                }
                if (depth == 0) {
                    return parser.nextToken() == null;
                }
            } while (parser.nextToken() != null);
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
