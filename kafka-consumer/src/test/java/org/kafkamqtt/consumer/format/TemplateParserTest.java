package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.kafka.fetch.LogRecord;

class TemplateParserTest {
    private static final LogRecord RECORD = record("key", "välue".getBytes(UTF_8));

    private static LogRecord record(String key, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("a", "1".getBytes(UTF_8)).add("b", null).add("a", "2".getBytes(UTF_8));
        return Records.of(new ConsumerRecord<>(
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
                Optional.of(9)));
    }

    private static String written(String format, LogRecord record) {
        Bytes out = new Bytes();
        TemplateParser.parse(format, new byte[0], false, Surroundings.none()).add(out, record);
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
                "%s{base64raw}|dsOkbHVl",
                "%a{timestamp-type}|CreateTime",
                "%a{timestamp-type;number}|0",
                "%p{ascii} %p{hex4} %p{hex8} %p{hex32} %o{hex64}|3 3 03 00000003 000000000000002a",
                "%o{byte}%p{bool}|*true",
                "%d{strftime[%Y-%m-%d %H:%M:%S]}|2026-01-01 00:00:00",
                "%k{json}|\"key\"",
                "%o{hex16}|002a",
                "x\\x41y|xAy",
                "%k{unpack[>H c]}|27493 y",
                "%k{unpack[<H c]}|25963 y",
                "%k{unpack[<H$]}|25963 <1 byte too many>",
                "%k{unpack[q]}|<only 3 bytes left for 'q'>"
            })
    void writes_what_the_token_says(String format, String expected) {
        assertEquals(expected, written(format, RECORD));
    }

    @Test
    void writes_the_length_as_four_bytes_as_kcat_does() {
        Bytes out = new Bytes();
        TemplateParser.parse("%R%s", new byte[0], false, Surroundings.none())
                .add(out, record("k", new byte[] {1, (byte) 0xff}));
        assertEquals("\0\0\0\2\1\u00ff", new String(out.toArray(), ISO_8859_1));
    }

    @Test
    void counts_records_from_one() {
        Template template = TemplateParser.parse("%i ", new byte[0], false, Surroundings.none());
        Bytes out = new Bytes();
        template.add(out, RECORD);
        template.add(out, RECORD);
        assertEquals("1 2 ", new String(out.toArray(), UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%o{big64}|000000000000002a",
                "%o{big32}|0000002a",
                "%o{big16}|002a",
                "%o{big8}|2a",
                "%o{little64}|2a00000000000000",
                "%o{little32}|2a000000",
                "%o{little16}|2a00",
                "%o{little8}|2a"
            })
    void writes_numbers_as_raw_bytes_in_either_order(String format, String hex) {
        Bytes out = new Bytes();
        TemplateParser.parse(format, new byte[0], false, Surroundings.none()).add(out, RECORD);
        assertEquals(hex, java.util.HexFormat.of().formatHex(out.toArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%x", "%y", "%A", "%a{compression}", "%a{control-bit}", "%B"})
    void says_why_a_token_of_others_cannot_be_answered(String format) {
        Failure failure = assertThrows(Failure.class, () -> written(format, RECORD));
        assertTrue(failure.sentence().contains(" uses "), failure.sentence());
    }

    @Test
    void writes_where_a_balancer_would_have_put_the_record() {
        PlacementCheck check = new PlacementCheck(
                (message, partitions) -> partitions.count() - 1, "last", Map.of("topic", Partitions.of(6)));
        Bytes out = new Bytes();
        TemplateParser.parse("%p %B", new byte[0], false, new Surroundings(check, PartitionEnds.untold()))
                .add(out, RECORD);
        assertEquals("3 5", new String(out.toArray(), UTF_8));
    }

    @Test
    void colours_all_but_the_value() {
        Bytes out = new Bytes();
        TemplateParser.parse("%k %s", new byte[0], true, Surroundings.none()).add(out, RECORD);
        assertEquals("\u001b[36mkey\u001b[0m välue", new String(out.toArray(), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%z", "%", "%s{banana}", "%o{banana}", "%k{hex", "\\q", "%d{banana}", "%s{unpack[z]}", "%d{%E}"})
    void refuses_what_it_does_not_know(String format) {
        assertThrows(Failure.class, () -> written(format, RECORD));
    }

    @Test
    void says_where_the_unknown_token_stands() {
        Failure failure = assertThrows(Failure.class, () -> written("%s %z", RECORD));
        assertTrue(failure.sentence().contains("%z") && failure.sentence().contains("character 4"), failure.sentence());
    }

    private static final List<String> TEXTS = List.of("%s", "%v", "%k", "%t", "%h{a}");
    private static final List<String> NUMBERS =
            List.of("%S", "%V", "%K", "%p", "%o", "%T", "%e", "%D", "%H", "%i", "%B", "%[", "%|", "%]");
    private static final List<String> TIMES = List.of("%d");
    private static final List<String> OTHERS = List.of("%R", "%a");
    private static final List<String> TEXT_MODIFIERS = List.of("hex", "base64", "base64raw", "json", "unpack[s]");
    private static final List<String> NUMBER_MODIFIERS = List.of(
            "ascii",
            "number",
            "byte",
            "bool",
            "hex64",
            "hex32",
            "hex16",
            "hex8",
            "hex4",
            "big64",
            "big32",
            "big16",
            "big8",
            "little64",
            "little32",
            "little16",
            "little8");
    private static final List<String> TIME_MODIFIERS = List.of("local", "strftime[%Y]", "java[yyyy]", "%F");
    private static final List<String> OTHER_MODIFIERS = List.of("timestamp-type", "banana", "HEX", " hex", "hex128");

    /** Every token with every modifier, and whether that is a pair. */
    static Stream<Arguments> pairs() {
        List<String> modifiers = Stream.of(TEXT_MODIFIERS, NUMBER_MODIFIERS, TIME_MODIFIERS, OTHER_MODIFIERS)
                .flatMap(List::stream)
                .toList();
        return Stream.of(TEXTS, NUMBERS, TIMES, OTHERS).flatMap(List::stream).flatMap(token -> modifiers.stream()
                .map(modifier -> Arguments.of(token, modifier, pair(token, modifier))));
    }

    private static boolean pair(String token, String modifier) {
        return TEXTS.contains(token) && TEXT_MODIFIERS.contains(modifier)
                || NUMBERS.contains(token) && NUMBER_MODIFIERS.contains(modifier)
                || TIMES.contains(token) && TIME_MODIFIERS.contains(modifier)
                || token.equals("%a") && modifier.equals("timestamp-type");
    }

    private static Template parsed(String format) {
        PlacementCheck check = new PlacementCheck((message, partitions) -> 0, "first", Map.of());
        return TemplateParser.parse(format, new byte[0], false, new Surroundings(check, PartitionEnds.untold()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void every_modifier_works_or_is_refused_with_its_place(String token, String modifier, boolean pair) {
        String format = "x" + token + "{" + modifier + "}";
        if (pair) {
            parsed(format);
            boolean asks = token.equals("%[") || token.equals("%|") || token.equals("%]") || token.equals("%B");
            if (!asks) {
                String text = written(format, RECORD);
                assertFalse(text.contains("{" + modifier), text);
                assertNotEquals("x", text);
            }
        } else {
            String said = assertThrows(Failure.class, () -> parsed(format)).sentence();
            assertTrue(said.contains("(character 2)"), said);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_second_modifier_is_refused_with_its_place(String token, String modifier, boolean pair) {
        if (pair) {
            String format = token + "{" + modifier + "}";
            String said =
                    assertThrows(Failure.class, () -> parsed(format + "{hex}")).sentence();
            assertTrue(said.contains("(character " + (format.length() + 1) + ")"), said);
            assertTrue(said.contains("%{"), said);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%k{}|character 3",
                "%h{}|character 3",
                "%h{a}{}|character 6",
                "%k %h{a}{big32}|character 4",
                "%h{a}{hex}{hex}|character 11",
                "%h{x;hex}{hex}|two modifiers",
                "%a|%a without its attribute",
                "%R{big32}|takes none",
                "%o{hex16}{big32}|character 10"
            })
    void braces_that_mean_nothing_are_refused(String format, String said) {
        String sentence = assertThrows(Failure.class, () -> parsed(format.replace(';', '|')))
                .sentence();
        assertTrue(sentence.contains(said), sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%h{a}{hex} %k{hex}|32 6b6579",
                "%h{a}{base64}|Mg==",
                "%h{a;hex}|32",
                "%h{nope}{hex}|''",
                "%o%{hex%}|42{hex}",
                "100%%{x}|100%{x}",
                "{\"k\":\"%k\"}|{\"k\":\"key\"}"
            })
    void headers_have_modifiers_and_braces_stand_for_themselves(String format, String expected) {
        assertEquals(expected, written(format.replace(';', '|'), RECORD));
    }

    @Test
    void text_between_letters_of_strftime_stands_for_itself() {
        assertEquals("it's 2026, 100% y", written("%d{strftime[it's %Y, 100%% y]}", RECORD));
    }
}
