package org.kafkamqtt.console.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
    private final JsonLine line = new JsonLine();
    private final EnvelopeReader oracle = new EnvelopeReader();

    private boolean flat(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return line.readFlat(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"topic":"t","partition":3,"offset":42,"timestamp":1700000000123,"timestampType":"CreateTime",\
                "key":"k","value":"v","headers":[{"key":"a","value":"1"},{"key":"a","value":null}]}""",
                """
                {"key":"AP8=","keyEncoding":"base64","value":"/w==","valueEncoding":"base64",\
                "headers":[{"key":"h","value":"gA==","encoding":"base64"}]}""",
                """
                {"topic":"t","partition":0,"offset":1,"tstype":"create","ts":1700000000000,"broker":1,\
                "headers":["a","1","b",null],"key":"k","payload":"v"}""",
                "{\"topic\":\"t\",\"key\":\"k\",\"timestamp\":5,\"partition\":1,\"offset\":2}",
                """
                {"tst":"2020-05-06T22:12:00.000000+0100","topic":"a/b","qos":1,"retain":0,"payloadlen":2,"mid":4,\
                "payload":"hi"}""",
                "{\"topic\":\"a\",\"qos\":0,\"retain\":false,\"payload_b64\":\"/w==\",\"delivery\":\"x\"}",
                "{ \"key\" : null , \"value\" : \"a\\\"\\u00e9\\ud83d\\ude00\\/\\\\\\b\\f\\n\\r\\t\" }",
                "{\"value\":-1.5e+3,\"key\":true}",
                "{\"value\":\"\u00fc\u20ac\ud83d\ude00\u007f\"}"
            })
    void the_lines_of_the_common_writers_are_read_where_they_lie(String text) throws MalformedLine {
        assertTrue(flat(text));
        byte[] bytes = text.getBytes(UTF_8);
        assertEquals(shown(oracle.read(bytes, 0, bytes.length)), shown(line.envelope()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":{\"a\":1}}",
                "{\"value\":\"a\",\"unknown\":1}",
                "{\"value\":\"a\",\"key\":\"b\",\"key\":\"c\"}",
                "{\"value\":\"\\ud83d\"}",
                "{\"value\":\"a\",\"valueEncoding\":\"hex\"}",
                "{\"value\":\"a\"} x",
                ""
            })
    void others_are_left_to_the_reader_that_knows_everything(String text) {
        assertFalse(flat(text));
    }

    @Test
    void key_and_value_lie_in_the_line() throws MalformedLine {
        byte[] bytes = "xx{\"key\":\"k\",\"value\":\"some\"}yy".getBytes(UTF_8);
        line.read(bytes, 2, bytes.length - 4);
        assertSame(bytes, line.key().array());
        assertSame(bytes, line.value().array());
        assertEquals("k some", line.key().text() + " " + line.value().text());
    }

    @Test
    void headers_that_come_again_are_the_same_ones() {
        assertTrue(flat("{\"value\":1,\"headers\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"b\",\"value\":\"2\"}]}"));
        Header first = line.headers().get(0);
        Header second = line.headers().get(1);
        assertTrue(flat("{\"value\":1,\"headers\":[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"b\",\"value\":\"3\"}]}"));
        assertSame(first, line.headers().get(0));
        assertSame(second.key(), line.headers().get(1).key());
        assertArrayEquals("3".getBytes(UTF_8), line.headers().get(1).value());
        assertArrayEquals("2".getBytes(UTF_8), second.value());
    }

    /** The readers meet lines of all writers, many of them spoilt, and must never disagree. */
    @Test
    void both_readers_find_the_same_in_every_line_or_refuse_it_with_the_same_words() {
        WildLines lines = new WildLines(new Random(17));
        int flat = 0;
        int refused = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = lines.next();
            int start = lines.start();
            int length = lines.length();
            String expected = read(bytes, start, length);
            String found = shown(bytes, start, length);
            assertEquals(
                    expected,
                    found,
                    () -> HexFormat.of().formatHex(bytes, start, start + length) + " "
                            + new String(bytes, start, length, UTF_8));
            flat += line.readFlat(bytes, start, length) ? 1 : 0;
            refused += expected.startsWith("!") ? 1 : 0;
        }
        int understood = flat;
        int spoilt = refused;
        assertTrue(flat > 40_000 && refused > 20_000, () -> understood + " flat, " + spoilt + " refused");
    }

    private String read(byte[] bytes, int start, int length) {
        try {
            return shown(oracle.read(bytes, start, length));
        } catch (MalformedLine e) {
            return "!" + e.clause();
        }
    }

    private String shown(byte[] bytes, int start, int length) {
        try {
            line.read(bytes, start, length);
            return shown(line.envelope());
        } catch (MalformedLine e) {
            return "!" + e.clause();
        }
    }

    private static String shown(Envelope line) {
        return line.origin() + " " + line.topic().map(JsonLineTest::letters) + " " + line.partition() + " "
                + line.offset()
                + " " + line.timestamp() + " " + hex(line.key()) + " " + hex(line.value()) + " "
                + line.headers().stream()
                        .map(h -> letters(h.key()) + "=" + hex(h.value()))
                        .toList()
                + " " + line.qos() + " " + line.retain() + " " + line.delivery().map(JsonLineTest::letters)
                + " "
                + line.properties().stream()
                        .map(h -> letters(h.key()) + "=" + hex(h.value()))
                        .toList();
    }

    /** Each letter by its number: not all can be printed. */
    private static String letters(String text) {
        return Arrays.toString(text.chars().toArray());
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }
}
