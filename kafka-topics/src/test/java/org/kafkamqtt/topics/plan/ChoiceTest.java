package org.kafkamqtt.topics.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class ChoiceTest {
    private static final List<Listing> KNOWN = Stream.of(
                    "__consumer_offsets", "a.b", "axb", "orders", "orders-eu", "orders-us", "stock")
            .map(name -> new Listing(name, "id-" + name, name.startsWith("__")))
            .toList();

    private static String found(Choice choice) {
        return String.join(
                " ", choice.of(KNOWN).topics().stream().map(Listing::name).toList());
    }

    private static String why(Choice choice) {
        return choice.of(KNOWN).missing().get(0).why().why();
    }

    @ParameterizedTest
    @CsvSource({
        "orders, orders",
        "orders-*, orders-eu orders-us",
        "orders*, orders orders-eu orders-us",
        "orders-?u, orders-eu",
        "'orders-{us,eu}', orders-eu orders-us",
        "orders-[a-f]u, orders-eu",
        "orders-[!e]*, orders-us",
        "a.?, a.b",
        "*, a.b axb orders orders-eu orders-us stock",
        "__consumer_offsets, __consumer_offsets"
    })
    void a_word_is_a_name_or_a_pattern_as_in_a_shell(String word, String names) {
        assertEquals(names, found(Choice.of(List.of(word), false, false)));
    }

    @ParameterizedTest
    @CsvSource({
        "orders, orders",
        "orders-.*, orders-eu orders-us",
        "orders-*, orders",
        "'orders,stock', orders stock",
        "a.b, a.b axb",
        "'\"orders\"', orders",
        "' orders | stock ', orders stock",
        ".*, __consumer_offsets a.b axb orders orders-eu orders-us stock"
    })
    void kafkas_script_takes_a_regular_expression(String word, String names) {
        assertEquals(names, found(Choice.ofKafka(word, true)));
    }

    @Test
    void a_topic_of_several_words_is_found_once() {
        assertEquals(
                "orders orders-eu orders-us", found(Choice.of(List.of("orders-*", "orders", "*-eu"), false, false)));
    }

    @Test
    void regular_expressions_match_the_whole_name() {
        assertEquals("orders", found(Choice.of(List.of("orders|tock"), true, false)));
    }

    @Test
    void topics_of_kafkas_own_are_found_only_where_they_are_wanted() {
        assertEquals("", found(Choice.of(List.of("__*"), false, false)));
        assertEquals("__consumer_offsets", found(Choice.of(List.of("__*"), false, true)));
        assertEquals("", found(Choice.ofKafka("__.*", false)));
        assertFalse(found(Choice.all(false)).contains("__"));
    }

    @Test
    void everything_may_be_nothing() {
        assertEquals(new Choice.Chosen(List.of(), List.of()), Choice.all(true).of(List.of()));
    }

    @Test
    void an_id_is_that_of_one_topic() {
        assertEquals("stock", found(Choice.ofId("id-stock", true)));
        assertEquals("no topic has the ID 'id-none'", why(Choice.ofId("id-none", true)));
    }

    @Test
    void a_name_that_is_mistyped_is_told_with_the_nearest_one() {
        Choice.Missing missing = Choice.of(List.of("stokc", "orders"), false, false)
                .of(KNOWN)
                .missing()
                .get(0);
        assertEquals("stokc", missing.word());
        assertEquals(
                new Refusal(ExitStatus.NOT_FOUND, "topic 'stokc' does not exist, did you mean 'stock'?"),
                missing.why());
    }

    @Test
    void a_shells_pattern_in_place_of_a_regular_expression_is_told() {
        assertEquals(
                "no topic matches 'orders-e*', which is a regular expression here: did you mean 'orders-e.*'?",
                why(Choice.ofKafka("orders-e*", true)));
        assertEquals("no topic matches 'none-*'", why(Choice.ofKafka("none-*", true)));
        assertEquals("no topic matches 'none-*'", why(Choice.of(List.of("none-*"), false, false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "*", "a{"})
    void what_is_no_expression_is_refused(String word) {
        assertEquals(
                ExitStatus.USAGE,
                assertThrows(Failure.class, () -> Choice.ofKafka(word, true)).status());
    }

    @Test
    void only_what_was_not_typed_is_surprising() {
        Choice named = Choice.of(List.of("orders"), false, false);
        Choice pattern = Choice.of(List.of("orders*"), false, false);
        Choice dot = Choice.ofKafka("a.b", true);
        assertFalse(named.surprising(named.of(KNOWN).topics()));
        assertTrue(pattern.surprising(pattern.of(KNOWN).topics()));
        assertTrue(dot.surprising(dot.of(KNOWN).topics()));
    }
}
