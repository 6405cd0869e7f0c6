package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Bytes;
import org.kafkamqtt.console.Failure;

class TemplateParserTest {
    private static final ConsumerRecord<byte[], byte[]> RECORD = record("key", "välue".getBytes(UTF_8));

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", "1".getBytes(UTF_8)).add("b", null).add("a", "2".getBytes(UTF_8));
        return new ConsumerRecord<>(
                "topic",
                3,
                42L,
                1_767_225_600_123L,
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key.getBytes(UTF_8),
                value,
                headers,
                Optional.of(9));
    }

    private static String written(String format, ConsumerRecord<byte[], byte[]> record) {
        Bytes out = new Bytes();
        TemplateParser.parse(format, new byte[0]).add(out, record);
        return new String(out.toArray(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%t/%p/%o|topic/3/42",
                "%k=%s|key=välue",
                "%k=%v|key=välue",
                "%K %S %V|3 6 6",
                "%T|1767225600123",
                "%h|a=1,b=NULL,a=2",
                "%h{a}|2",
                "%H|3",
                "%e|9",
                "%D|1",
                "100%%|100%",
                "%{%}|{}",
                "%d|2026-01-01T00:00:00.123Z",
                "%d{java[yyyy]}|2026",
                "%k{hex}|6b6579",
                "%k{base64}|a2V5",
                "%k{json}|\"key\"",
                "%o{hex16}|002a",
                "x\\x41y|xAy",
                "%k{unpack[>H c]}|27493 y",
                "%k{unpack[<H c]}|25963 y",
                "%k{unpack[<H$]}|25963 <1 bytes too many>",
                "%k{unpack[q]}|<only 3 bytes left for 'q'>"
            })
    void writes_what_the_token_says(String format, String expected) {
        assertEquals(expected, written(format, RECORD));
    }

    @Test
    void writes_the_length_as_four_bytes_as_kcat_does() {
        Bytes out = new Bytes();
        TemplateParser.parse("%R%s", new byte[0]).add(out, record("k", new byte[] {1, (byte) 0xff}));
        assertEquals("\0\0\0\2\1\u00ff", new String(out.toArray(), ISO_8859_1));
    }

    @Test
    void counts_records_from_one() {
        Template template = TemplateParser.parse("%i ", new byte[0]);
        Bytes out = new Bytes();
        template.add(out, RECORD);
        template.add(out, RECORD);
        assertEquals("1 2 ", new String(out.toArray(), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%y", "%", "%s{banana}", "%o{banana}", "%k{hex", "\\q", "%d{banana}", "%s{unpack[z]}", "%d{%E}"})
    void refuses_what_it_does_not_know(String format) {
        assertThrows(Failure.class, () -> written(format, RECORD));
    }

    @Test
    void says_where_the_unknown_token_stands() {
        Failure failure = assertThrows(Failure.class, () -> written("%s %y", RECORD));
        assertTrue(failure.sentence().contains("%y") && failure.sentence().contains("character 4"), failure.sentence());
    }
}
