package org.kafkamqtt.topics.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class GrowthTest {
    /** Of 10,000 keys: five standard deviations. */
    private static final double TOLERANCE = 0.025;

    @ParameterizedTest
    @CsvSource({
        "6, 12, 0.5",
        "6, 8, 0.75",
        "3, 7, 0.857142857142857",
        "1, 10, 0.9",
        "5, 5, 0",
        "4, 6, 0.666666666666667"
    })
    void under_a_hash_the_share_is_that_of_all_hashes_counted(int before, int after, double share) {
        long moved = IntStream.range(0, before * after)
                .filter(hash -> hash % before != hash % after)
                .count();
        assertEquals(
                (double) moved / (before * after),
                Growth.underHash(before, after).share(),
                1e-12);
        assertEquals(share, Growth.underHash(before, after).share(), 1e-12);
    }

    static Stream<String> modulo() {
        return Balancers.definitions().stream().filter(Definition::sharesRule).map(Definition::name);
    }

    @ParameterizedTest
    @MethodSource("modulo")
    void every_rule_that_counts_as_a_hash_moves_what_a_hash_moves(String rule) {
        var balancer = Balancers.standard().create(rule, Map.of());
        for (int[] grown : new int[][] {{6, 12}, {6, 8}, {3, 7}}) {
            double counted = Growth.counted(balancer, grown[0], grown[1], Growth.sample())
                    .share();
            assertEquals(Growth.underHash(grown[0], grown[1]).share(), counted, TOLERANCE);
        }
    }

    @ParameterizedTest
    @CsvSource({"jump", "rendezvous"})
    void others_move_as_few_as_they_can(String rule) {
        var balancer = Balancers.standard().create(rule, Map.of());
        assertEquals(
                Growth.atLeast(6, 8).share(),
                Growth.counted(balancer, 6, 8, Growth.sample()).share(),
                TOLERANCE);
    }

    private static GrowthRule rule(String name, String... keys) {
        List<byte[]> own =
                Stream.of(keys).map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
        return GrowthRule.of(Balancers.standard(), name, Map.of(), own);
    }

    @Test
    void a_warning_without_a_balancer_is_about_most_clients() {
        assertEquals(
                "with 8 partitions instead of 6, 75 % of the keys of 't' move to another partition if its producers take a"
                        + " hash modulo the number of partitions, as nearly all clients do; 25 % under jump or"
                        + " rendezvous; --balancer NAME computes it",
                GrowthRule.unknown().warning("t", 6, 8));
    }

    @Test
    void a_warning_of_a_hash_is_exact() {
        assertEquals(
                "with 7 partitions instead of 6, 85.7 % of the keys of 't' move to another partition under kafka-go:Hash",
                rule("kafka-go:Hash").warning("t", 6, 7));
    }

    @Test
    void a_warning_of_another_rule_is_of_a_sample() {
        String warning = rule("jump").warning("t", 6, 12);
        assertTrue(
                warning.matches(
                        "with 12 partitions instead of 6, (49|50)[.\\d]* % of a sample of 10000 keys move to another"
                                + " partition under jump"),
                warning);
    }

    @Test
    void a_warning_of_the_users_keys_is_of_these() {
        assertTrue(rule("murmur2", "a", "b", "c", "d").warning("t", 1, 2).contains(" % of 4 keys move"));
    }

    @Test
    void a_rule_that_ignores_keys_moves_none() {
        assertEquals(
                "with 12 partitions instead of 6, round-robin ties no key of 't' to a partition (the key is ignored)",
                rule("round-robin").warning("t", 6, 12));
    }

    @Test
    void an_unknown_balancer_is_refused() {
        assertEquals(
                ExitStatus.USAGE,
                assertThrows(Failure.class, () -> rule("murmur")).status());
    }
}
