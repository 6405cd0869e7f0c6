package org.kafkamqtt.mqtt.broker.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicPatternTest {
    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, {}",
        "a/+, a/b, {}",
        "a/{x}, a/b, {x=b}",
        "a/{x}, a/, {x=}",
        "{x}/{y}, a/b, '{x=a, y=b}'",
        "{x}/+/{y}/#, a/b/c/d/e, '{x=a, y=c}'",
        "{x}/#, a, {x=a}",
        "a/#, a, {}",
        "#, a/b/c, {}",
        "#, $x/y, {}",
        "+/y, $x/y, {}",
        "/{x}, /a, {x=a}",
        "{x}/, a/, {x=a}",
    })
    void matches_and_gives_the_values_of_its_levels(String pattern, String name, String values) {
        assertEquals(
                values,
                TopicPattern.of(pattern).match(name).map(Object::toString).orElse("none"));
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/c",
        "a/b, a",
        "a/b, a/b/c",
        "a/{x}, a",
        "a/{x}, a/b/c",
        "a/{x}/#, a",
        "a/#, b/a",
        "a, A",
        "a, /a"
    })
    void does_not_match_other_names(String pattern, String name) {
        assertEquals(Optional.empty(), TopicPattern.of(pattern).match(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|the topic filter is empty",
                "a+/b|'+' must be a whole level, found 'a+'",
                "a/#/b|'#' must be the whole last level, found '#'",
                "a/b#|'#' must be the whole last level, found 'b#'",
                "dev-{id}|a variable must be a whole level, such as {device}, found 'dev-{id}'",
                "{a b}|a variable must be a whole level, such as {device}, found '{a b}'",
                "{a}/{a}|{a} is there twice: name each level differently",
            })
    void refuses_what_is_no_topic_filter(String text, String sentence) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> TopicPattern.of(text));
        assertEquals(sentence, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "#, #",
        "#, a",
        "#, a/#",
        "a/#, a",
        "a/#, a/b",
        "a/#, a/+/#",
        "a/#, a/#",
        "+, a",
        "+, {x}",
        "{x}, +",
        "{x}/b, a/b",
        "+/#, a/b/#",
        "+/#, a/#",
        "a/{x}/#, a/+/b"
    })
    void covers_what_it_takes_all_of(String pattern, String other) {
        assertTrue(TopicPattern.of(pattern).covers(TopicPattern.of(other)));
    }

    @ParameterizedTest
    @CsvSource({"a, #", "a, +", "a/#, #", "a/+, a/#", "+, a/b", "+/+, a", "a/b/#, a/#", "+, #", "a/+/#, a/#", "a, b"})
    void does_not_cover_what_others_may_take(String pattern, String other) {
        assertFalse(TopicPattern.of(pattern).covers(TopicPattern.of(other)));
    }

    /** Of each pair of patterns over a small alphabet, on all names of up to four levels. */
    @Test
    void covers_exactly_what_matches_on_all_short_names() {
        List<String> names = combinations(List.of("a", "b", ""));
        List<TopicPattern> patterns = combinations(List.of("a", "{x}", "+", "#")).stream()
                .filter(text -> !text.contains("#/") && text.indexOf("{x}") == text.lastIndexOf("{x}"))
                .map(TopicPattern::of)
                .toList();
        for (TopicPattern one : patterns) {
            for (TopicPattern other : patterns) {
                boolean all = names.stream()
                        .filter(name -> other.match(name).isPresent())
                        .allMatch(name -> one.match(name).isPresent());
                assertEquals(all, one.covers(other), one + " covers " + other);
            }
        }
    }

    /** All names of one to four of these levels. */
    private static List<String> combinations(List<String> levels) {
        List<String> all = new ArrayList<>(levels);
        List<String> longest = levels;
        for (int length = 2; length <= 4; length++) {
            longest = longest.stream()
                    .flatMap(start -> levels.stream().map(level -> start + "/" + level))
                    .toList();
            all.addAll(longest);
        }
        return all;
    }

    @Test
    void makes_the_topic_name_of_values() {
        TopicPattern pattern = TopicPattern.of("devices/{key}/commands");
        assertEquals(Optional.of("devices/7/commands"), pattern.with(Map.of("key", "7")));
        assertEquals(Optional.of("devices//commands"), pattern.with(Map.of("key", "")));
        assertEquals(Optional.empty(), pattern.with(Map.of("key", "7/8")));
        assertEquals(Optional.empty(), pattern.with(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"a/{x}, true", "a, true", "a/+, false", "a/#, false", "{x}/#, false"})
    void is_reversible_if_every_level_has_a_name(String pattern, boolean reversible) {
        assertEquals(reversible, TopicPattern.of(pattern).reversible());
    }
}
