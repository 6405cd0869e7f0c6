package org.kafkamqtt.console.help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "read this topic; repeatable | read this topic",
                "write lines. They lose nothing | write lines",
                "brokers (default: localhost) | brokers",
                "sets 'a; b' apart; always | sets 'a; b' apart",
                "trust Java's own; and the system's | trust Java's own",
                "reads 3.5 of file.txt | reads 3.5 of file.txt",
                "one sentence. | one sentence"
            })
    void it_ends_where_the_first_thought_does(String description, String clause) {
        assertEquals(clause, Clause.of(description));
    }

    @Test
    void a_short_default_goes_with_it() {
        assertEquals("broker (default: localhost)", Clause.withDefault("broker; its name (default: localhost)"));
        assertEquals(
                "size", Clause.withDefault("size; of it (default: 512 KiB, less where there are many partitions)"));
    }
}
