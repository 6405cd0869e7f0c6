package org.kafkamqtt.balancer.cli.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.balancer.Balancer;

/** The figures of a simulation. */
class LoadTest {
    private static final Keys KEYS = keys("a", "a", "a", "b", "c", "c");

    private static Keys keys(String... keys) {
        return Keys.of(Arrays.stream(keys).map(key -> key.getBytes(UTF_8)).toList());
    }

    /** Goes by the key's letter. */
    private static final Balancer LETTER = (message, partitions) -> {
        byte[] key = message.key();
        return key == null ? 0 : key[0] % 2;
    };

    @Test
    void keys_are_ranked_by_their_records_and_equal_ones_by_their_bytes() {
        Keys keys = keys("b", "a", "c", "c");
        List<String> ranked =
                keys.hottest().stream().map(hot -> new String(hot.key(), UTF_8)).toList();
        assertEquals(List.of("c", "a", "b"), ranked);
        assertEquals(3, keys.different());
        assertEquals(List.of(2, 1, 0, 0), List.of(keys.rank(0), keys.rank(1), keys.rank(2), keys.rank(3)));
    }

    @Test
    void counts_records_and_where_the_hottest_keys_went() {
        Load load = Load.of("letter", LETTER, KEYS, 2);
        assertEquals(1, load.records()[0]);
        assertEquals(5, load.records()[1]);
        assertEquals(Map.of(1, 3L), load.hottest().get(0));
        assertEquals(1, load.hottestUses());
        assertEquals(5 / 3.0, load.maxOverAverage(), 1e-12);
        assertEquals(2 / 3.0, load.variation(), 1e-12);
        assertEquals(8 / 3.0, load.chiSquared(), 1e-12);
    }

    @Test
    void is_measured_against_the_weights_that_were_asked_for() {
        Load load = Load.of("letter", LETTER, KEYS, 2, 1, 5);
        assertTrue(load.isWeighted());
        assertEquals(1, load.maxOverAverage(), 1e-12);
        assertEquals(0, load.variation(), 1e-12);
        assertEquals(0, load.chiSquared(), 1e-12);
        assertEquals(5 / 3.0, load.evenly().maxOverAverage(), 1e-12);
    }

    @Test
    void a_partition_that_should_have_nothing_and_has_something_is_infinitely_full() {
        Load load = Load.of("letter", LETTER, KEYS, 2, 0, 1);
        assertEquals(0, load.fullest());
        assertEquals("∞", Measure.FULLEST.of(load));
        assertEquals(1, load.emptiest());
    }

    @ParameterizedTest
    @CsvSource({"1.0004, 1.000", "9.99, 9.990", "38.24, 38.2", "1204.4, '1,204'"})
    void a_ratio_has_the_digits_that_matter(double ratio, String text) {
        assertEquals(text, Measure.ratio(ratio));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 %", "0.5, 50.0 %", "0.0012, 0.12 %", "0.00001, <0.01 %", "1, 100.0 %"})
    void a_small_share_has_two_decimals(double share, String text) {
        assertEquals(text, Measure.percent(share));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "--balancer=a,b|balancer --balancer a,b",
                "--html=my page.html|balancer --html 'my page.html'",
                "--html=it's|balancer --html 'it'\\''s'",
                "--balancer-opt=k=v|balancer --balancer-opt k=v",
                "--json|balancer --json"
            })
    void a_command_line_can_be_pasted_into_a_shell(String word, String command) {
        assertEquals(command, TypedCommand.of("balancer", List.of(word)));
    }
}
