package org.kafkamqtt.console.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstFewTest {
    private static FirstFew after(int count) {
        FirstFew few = new FirstFew();
        long named = IntStream.range(0, count).filter(i -> few.next()).count();
        assertEquals(Math.min(20, count), named);
        return few;
    }

    @Test
    void names_twenty_and_counts_the_rest() {
        assertEquals(Optional.of("4980 more failed"), after(5000).rest("failed"));
        assertEquals(Optional.of("1 more failed"), after(21).rest("failed"));
    }

    @Test
    void has_nothing_to_add_to_twenty() {
        assertEquals(Optional.empty(), after(20).rest("failed"));
        assertEquals(Optional.empty(), after(0).rest("failed"));
    }
}
