package org.kafkamqtt.consumer.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;

class BalancingOptionsTest {
    private final BalancingOptions options = new BalancingOptions();

    private Set<Integer> homeOf(String key) {
        options.key = key;
        return options.home().orElseThrow().of(6).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"header:tenant:jump", "json-pointer:/id:murmur2", "round-robin", "w-choices"})
    void a_key_is_not_looked_for_where_a_balancer_does_not_keep_it(String name) {
        options.balancer = name;
        String said = assertThrows(Failure.class, () -> homeOf("k")).sentence();
        assertTrue(said.contains("--balancer " + name + " does not keep a key on one partition"), said);
    }

    @Test
    void a_key_is_looked_for_where_a_part_of_it_belongs() {
        options.balancer = "prefix:/:murmur2";
        assertEquals(homeOf("a"), homeOf("a/b"));
    }
}
