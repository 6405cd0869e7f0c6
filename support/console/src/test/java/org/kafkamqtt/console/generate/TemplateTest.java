package org.kafkamqtt.console.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;

class TemplateTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);

    private static List<String> drawn(String text, long seed, int count) {
        Template template = Template.parse(text);
        Chance chance = new Chance(seed, CLOCK);
        Bytes out = new Bytes();
        return Stream.generate(() -> {
                    out.clear();
                    chance.advance();
                    template.append(chance, out);
                    return new String(out.toArray(), StandardCharsets.UTF_8);
                })
                .limit(count)
                .toList();
    }

    @Test
    void numbers_count_from_zero_or_from_where_they_are_told() {
        assertEquals(List.of("a0-7", "a1-8"), drawn("a${i}-${i:7}", 1, 2));
    }

    @Test
    void the_same_seed_gives_the_same_text() {
        String text = "${uuid} ${rand:1..1000000} ${pick:a|b|c} ${normal:0,1} ${alpha:8} ${hex:8}";
        assertEquals(drawn(text, 5, 100), drawn(text, 5, 100));
        assertNotEquals(drawn(text, 5, 100), drawn(text, 6, 100));
    }

    @Test
    void the_time_is_the_clocks() {
        assertEquals(
                List.of("1700000000123 1700000000 2023-11-14T22:13:20.123Z"),
                drawn("${now} ${now:s} ${now:iso}", 1, 1));
    }

    @Test
    void a_range_reaches_both_bounds_and_nothing_beyond() {
        List<Long> numbers =
                drawn("${rand:-2..2}", 3, 1000).stream().map(Long::valueOf).toList();
        assertEquals(5, numbers.stream().distinct().count());
        assertTrue(numbers.stream().allMatch(n -> n >= -2 && n <= 2));
    }

    @Test
    void a_range_with_decimals_keeps_them() {
        assertTrue(drawn("${rand:0.00..1}", 3, 100).stream().allMatch(n -> n.matches("[01]\\.[0-9]{2}")));
    }

    @Test
    void the_normal_distribution_has_its_mean_and_deviation() {
        double[] values = drawn("${normal:20,2}", 9, 20_000).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        double mean = DoubleStream.of(values).average().orElseThrow();
        double variance = DoubleStream.of(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        assertEquals(20, mean, 0.1);
        assertEquals(2, Math.sqrt(variance), 0.1);
    }

    @Test
    void uuids_are_of_version_4() {
        assertEquals(4, UUID.fromString(drawn("${uuid}", 1, 1).get(0)).version());
    }

    @Test
    void what_is_no_place_stands_for_itself() {
        assertEquals(List.of("$ {i} $5 ${i} é"), drawn("$ {i} $5 $${i} é", 1, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a${rnad:1..2}; character 2: unknown ${rnad}: use i,",
                "${rand:1-2}; is not ${rand:LOW..HIGH}",
                "${rand:2..1}; wrong way round",
                "x${i; has no '}' for the '${' at character 2",
                "${normal:1}; is not ${normal:MEAN,DEVIATION}",
                "${hex:-1}; too many"
            })
    void a_mistake_is_named_with_its_place(String text, String words) {
        Failure failure = assertThrows(Failure.class, () -> Template.parse(text));
        assertTrue(failure.sentence().contains(words), failure.sentence());
    }

    @Test
    void a_name_that_is_close_is_suggested_as_it_is_typed_in_a_template() {
        Failure failure = assertThrows(Failure.class, () -> Template.parse("${uid}"));
        assertTrue(failure.sentence().endsWith("; did you mean ${uuid}?"), failure.sentence());
    }
}
