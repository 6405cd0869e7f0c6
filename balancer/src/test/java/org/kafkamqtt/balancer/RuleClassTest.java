package org.kafkamqtt.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleClassTest {
    /** Where ten thousand keys go among a number of partitions that is no power of two. */
    private static List<Integer> places(Definition definition) {
        Balancer balancer = Balancers.standard().create(definition.name(), Map.of());
        Partitions partitions = Partitions.of(12);
        return IntStream.range(0, 10_000)
                .mapToObj(i -> balancer.choose(Message.of("key-" + i), partitions))
                .toList();
    }

    @Test
    void all_of_a_class_put_every_key_in_the_same_place() {
        Map<String, Definition> firsts = new HashMap<>();
        for (Definition definition : Balancers.definitions()) {
            if (definition.sharesRule()) {
                Definition first = firsts.computeIfAbsent(definition.rule(), letter -> definition);
                assertEquals(places(first), places(definition), definition.name());
            }
        }
        assertEquals(8, firsts.size());
    }

    @Test
    void every_label_finds_its_class_and_another_says_nothing_of_keys() {
        for (RuleClass known : RuleClass.values()) {
            assertEquals(known, RuleClass.of(known.label()));
        }
        assertEquals(RuleClass.UNKEYED, RuleClass.of("Z"));
    }
}
