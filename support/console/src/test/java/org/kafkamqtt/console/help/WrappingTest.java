package org.kafkamqtt.console.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void characters_are_counted_and_not_halves_of_them() {
        assertEquals(List.of("\ud83d\ude00 \ud83d\ude00", "a"), Wrapping.lines("\ud83d\ude00 \ud83d\ude00 a", 3));
    }

    @Test
    void a_word_that_does_not_fit_has_a_line_of_its_own() {
        assertEquals(List.of("a", "group.share.count", "b"), Wrapping.lines("a group.share.count b", 5));
    }

    @Test
    void brackets_of_a_synopsis_stay_together_while_they_fit() {
        assertEquals(
                List.of("tool -t TOPIC", "{-m TEXT | -l}", "[FILE...]"),
                Wrapping.synopsis("tool -t TOPIC {-m TEXT | -l} [FILE...]", 16));
    }

    @Test
    void a_command_goes_on_behind_a_backslash_and_never_inside_of_quotes() {
        assertEquals(List.of("tool -b x -f \\", "'%p %o' < in"), Wrapping.command("tool -b x -f '%p %o' < in", 14));
        assertEquals(List.of("tool -b x"), Wrapping.command("tool -b x", 9));
    }
}
