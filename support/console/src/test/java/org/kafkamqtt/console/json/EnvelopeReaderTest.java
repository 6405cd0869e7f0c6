package org.kafkamqtt.console.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.text.Bytes;

class EnvelopeReaderTest {

    @Test
    void reads_our_own_line() throws MalformedLine {
        Envelope line = read(
                """
                {"topic":"t","partition":3,"offset":42,"timestamp":1700000000123,"timestampType":"CreateTime",\
                "key":"k","value":"v","headers":[{"key":"a","value":"1"},{"key":"a","value":null},{"key":"","value":""}]}""");
        assertEquals(Envelope.Origin.KAFKA, line.origin());
        assertEquals("t", line.topic().orElseThrow());
        assertEquals(OptionalInt.of(3), line.partition());
        assertEquals(OptionalLong.of(42), line.offset());
        assertEquals(OptionalLong.of(1700000000123L), line.timestamp());
        assertEquals("k v", text(line.key()) + " " + text(line.value()));
        assertEquals(
                List.of(new Header("a", utf8("1")), new Header("a", null), new Header("", new byte[0])),
                line.headers());
    }

    @Test
    void null_empty_and_absent_stay_apart() throws MalformedLine {
        assertNull(read("{\"key\":null,\"value\":\"\"}").key());
        assertArrayEquals(new byte[0], read("{\"key\":\"\",\"value\":null}").key());
        assertNull(read("{\"key\":\"\",\"value\":null}").value());
        assertNull(read("{\"value\":\"x\"}").key());
    }

    @Test
    void reads_binary_in_base64() throws MalformedLine {
        Envelope line = read(
                """
                {"key":"AP8=","keyEncoding":"base64","value":"/w==","valueEncoding":"base64",\
                "headers":[{"key":"h","value":"gA==","encoding":"base64"}]}""");
        assertArrayEquals(new byte[] {0, -1}, line.key());
        assertArrayEquals(new byte[] {-1}, line.value());
        assertEquals(List.of(new Header("h", new byte[] {-128})), line.headers());
    }

    @Test
    void reads_kcat() throws MalformedLine {
        Envelope line = read(
                """
                {"topic":"t","partition":0,"offset":1,"tstype":"create","ts":1700000000000,"broker":1,\
                "headers":["a","1","b",null,"a","2"],"key":"k","payload":"v"}""");
        assertEquals(OptionalLong.of(1700000000000L), line.timestamp());
        assertEquals("v", text(line.value()));
        assertEquals(
                List.of(new Header("a", utf8("1")), new Header("b", null), new Header("a", utf8("2"))), line.headers());
    }

    @Test
    void reads_rpk_where_a_missing_value_is_a_tombstone() throws MalformedLine {
        Envelope line = read("{\"topic\":\"t\",\"key\":\"k\",\"timestamp\":5,\"partition\":1,\"offset\":2}");
        assertNull(line.value());
        assertEquals("k", text(line.key()));
    }

    @Test
    void reads_kaf_in_both_forms() throws MalformedLine {
        Envelope plain = read(
                """
                {"partition":0,"offset":7,"timestamp":"2026-01-02T03:04:05.678Z",\
                "headers":[{"Key":"aGVhZA==","Value":"dGFpbA=="}],"key":"k","payload":"v"}""");
        assertEquals(OptionalLong.of(1767323045678L), plain.timestamp());
        assertEquals(List.of(new Header("head", utf8("tail"))), plain.headers());
        Envelope eachRow = read(
                """
                {"topic":"t","partition":0,"offset":7,"timestamp":"2026-01-02T04:04:05.678+01:00",\
                "headers":[{"key":"head","value":"tail"}],"key":"k","payload":"v"}""");
        assertEquals(plain.timestamp(), eachRow.timestamp());
        assertEquals(plain.headers(), eachRow.headers());
    }

    @Test
    void reads_mosquitto_with_both_spellings_of_retain() throws MalformedLine {
        Envelope line = read(
                """
                {"tst":"2020-05-06T22:12:00.000000+0100","topic":"a/b","qos":1,"retain":0,"payloadlen":2,"mid":4,"payload":"hi"}""");
        assertEquals(Envelope.Origin.MQTT, line.origin());
        assertEquals(OptionalLong.of(1588799520000L), line.timestamp());
        assertEquals(OptionalInt.of(1), line.qos());
        assertEquals(false, line.retain().orElseThrow());
        assertTrue(read("{\"topic\":\"a\",\"qos\":0,\"retain\":true,\"payload\":null}")
                .retain()
                .orElseThrow());
    }

    @Test
    void an_mqtt_payload_is_never_null() throws MalformedLine {
        assertArrayEquals(
                new byte[0],
                read("{\"tst\":\"2020-05-06T22:12:00Z\",\"topic\":\"a\",\"qos\":0,\"payload\":null}")
                        .value());
        assertArrayEquals(
                new byte[] {-1},
                read("{\"topic\":\"a\",\"qos\":0,\"payload_b64\":\"/w==\"}").value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\": {\"t\" : 1.10, \"é\":[1,2]} }|{\"t\" : 1.10, \"é\":[1,2]}",
                "{\"value\":12345678901234567890.10}|12345678901234567890.10",
                "{\"value\":true}|true",
                "{\"key\":\"k\",\"value\":[ ]}|[ ]"
            })
    void a_structured_value_is_its_own_text_byte_for_byte(String line, String value) throws MalformedLine {
        assertEquals(value, text(read(line).value()));
        byte[] shifted = utf8("xx" + line);
        assertEquals(
                value,
                text(new EnvelopeReader().read(shifted, 2, shifted.length - 2).value()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|not JSON",
                "[1]|not a JSON object",
                "''|not a JSON object",
                "{\"value\":\"a\"|not JSON",
                "{\"value\":\"a\"} x|not JSON",
                "{\"value\":\"a\"}{}|more text after",
                "{\"key\":\"a\",\"vlaue\":\"x\"}|unknown member 'vlaue'",
                "{}|neither 'value' nor 'payload'",
                "{\"value\":\"a\",\"payload\":\"b\"}|more than one",
                "{\"value\":\"a\",\"partition\":-1}|out of range",
                "{\"value\":\"a\",\"partition\":\"1\"}|not a whole number",
                "{\"value\":\"a\",\"timestamp\":\"yesterday\"}|ISO time",
                "{\"value\":\"a\",\"timestamp\":-5}|timestamp '-5' is before 1970",
                "{\"value\":\"a\",\"ts\":-1000}|ts '-1000' is before 1970",
                "{\"payload\":\"a\",\"tst\":\"1969-12-31T23:59:59.999Z\"}|before 1970",
                "{\"value\":\"a\",\"timestamp\":\"-1\"}|before 1970",
                "{\"value\":\"a\",\"timestamp\":1.5}|not a whole number of milliseconds",
                "{\"value\":\"a\",\"timestamp\":1e999999999}|not a whole number of milliseconds",
                "{\"value\":\"a\",\"timestamp\":9223372036854775808}|beyond Kafka's largest timestamp, 9223372036854775807",
                "{\"value\":\"a\",\"timestamp\":\"+999999999-01-01T00:00:00Z\"}|beyond Kafka's largest timestamp, 9223372036854775807",
                "{\"value\":\"a\",\"timestamp\":true}|not a string",
                "{\"value\":\"a\",\"partition\":99999999999999999999}|out of range",
                "{\"value\":\"??\",\"valueEncoding\":\"base64\"}|not base64",
                "{\"value\":\"a\",\"valueEncoding\":\"rot13\"}|unknown encoding",
                "{\"payload\":\"a\",\"qos\":3}|qos 3",
                "{\"key\":\"a\",\"value_size\":3}|only the size",
                "{\"key\":\"a\",\"payload_error\":\"no schema\"}|could not decode",
                "{\"value\":\"\\ud800\"}|surrogate",
                "{\"value\":\"a\",\"headers\":[\"a\"]}|header a has no value",
                "{\"value\":\"a\",\"headers\":[{\"value\":\"a\"}]}|no key",
                "{\"value\":\"a\",\"headers\":7}|neither an array"
            })
    void refuses_a_bad_line_with_the_reason(String line, String reason) {
        MalformedLine refused = assertThrows(MalformedLine.class, () -> read(line));
        assertTrue(refused.clause().contains(reason), refused.clause());
        assertEquals(1, refused.clause().lines().count());
    }

    @Test
    void utf_16_is_told_whether_it_begins_with_a_mark_or_in_the_middle_of_a_letter() {
        for (byte[] line : List.of(
                "{\"value\":1}".getBytes(StandardCharsets.UTF_16),
                "{\"value\":1}".getBytes(StandardCharsets.UTF_16LE),
                "{\"value\":1}".getBytes(StandardCharsets.UTF_16BE))) {
            MalformedLine refused =
                    assertThrows(MalformedLine.class, () -> new EnvelopeReader().read(line, 0, line.length));
            assertTrue(refused.clause().contains("iconv -t UTF-8"), refused.clause());
        }
    }

    @Test
    void what_we_write_is_what_we_read() throws MalformedLine {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            byte[] key = randomBytes(random);
            byte[] value = randomBytes(random);
            List<Header> headers = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                headers.add(new Header("h" + random.nextInt(2), randomBytes(random)));
            }
            Bytes out = new Bytes().add("{\"topic\":\"t\"");
            RecordJson.addMember(out, "key", key);
            RecordJson.addMember(out, "value", value);
            RecordJson.addHeaders(out, headers);
            Envelope line = new EnvelopeReader().read(out.add('}').toArray(), 0, out.size());
            assertArrayEquals(key, line.key());
            assertArrayEquals(value, line.value());
            assertEquals(headers, line.headers());
        }
    }

    @Test
    void random_bytes_are_refused_and_nothing_else_happens() {
        Random random = new Random(13);
        EnvelopeReader reader = new EnvelopeReader();
        String alphabet = "{}[]\",:\\\u00e9key valuepyod0123tsn";
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder("{");
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            byte[] line = utf8(text.toString());
            try {
                reader.read(line, 0, line.length);
            } catch (MalformedLine e) {
                assertTrue(!e.clause().isBlank());
            }
        }
    }

    private static byte @Nullable [] randomBytes(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> utf8("text \"é🐘\" \n\t\0\u007f" + random.nextInt());
            default -> {
                byte[] bytes = new byte[random.nextInt(9)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    private static Envelope read(String line) throws MalformedLine {
        byte[] bytes = utf8(line);
        return new EnvelopeReader().read(bytes, 0, bytes.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }
}
