package org.kafkamqtt.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.kafkamqtt.balancer.Rule.rule;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTest {
    private static final Balancer FIRST = (message, partitions) -> partitions.id(0);

    private static Rule client() {
        return rule("r").ofClass(RuleClass.B).keyless("none: random").says("a rule");
    }

    @Test
    void the_class_tells_formula_and_promise() {
        Definition made = client().in("client 1.0").details("Fast.").made(o -> FIRST);
        assertEquals("unsigned crc32 % n (client 1.0). Fast.", made.details());
        assertEquals(Ordering.PER_KEY, made.ordering());
        assertEquals("B", made.rule());
    }

    @Test
    void where_the_key_has_no_say_nothing_need_be_said_of_a_missing_one() {
        Definition made = rule("r")
                .ofClass(RuleClass.UNKEYED)
                .says("a rule")
                .details("Fast.")
                .made(o -> FIRST);
        assertEquals("the key is ignored", made.keyless());
        assertEquals(Ordering.NONE, made.ordering());
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of(
                        "ofClass or own",
                        rule("r").keyless("none: random").says("a rule").details("Fast.")),
                Arguments.of("own", client().ofClass(RuleClass.OWN).details("Fast.")),
                Arguments.of(
                        "keyless", rule("r").ofClass(RuleClass.A).says("a rule").in("client 1.0")),
                Arguments.of(
                        "says",
                        rule("r").ofClass(RuleClass.A).keyless("none: random").in("client 1.0")),
                Arguments.of("in or details", client()),
                Arguments.of("in", client().computes("0").details("Fast.")),
                Arguments.of("computes", client().ofClass(RuleClass.I).in("client 1.0")));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void a_missing_part_is_refused_by_its_name(String part, Rule described) {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> described.made(o -> FIRST));
        assertEquals("the table describes balancer r without " + part, e.getMessage());
    }
}
