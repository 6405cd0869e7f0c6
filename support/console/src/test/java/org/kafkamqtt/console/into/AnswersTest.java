package org.kafkamqtt.console.into;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
    private final Answers answers = new Answers();

    private void take(String text, long given) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        answers.take(bytes, bytes.length, given);
    }

    @Test
    void the_last_number_of_several_counts() {
        take("1\n3\n3\n10\n", 10);
        assertEquals(10, answers.settled());
        assertEquals(Optional.empty(), answers.wrong());
    }

    @Test
    void a_number_that_comes_in_pieces_counts_once_it_is_whole() {
        take("1", 20);
        assertEquals(0, answers.settled());
        take("7", 20);
        assertEquals(0, answers.settled());
        take("\n1", 20);
        assertEquals(17, answers.settled());
    }

    @Test
    void a_last_number_without_a_line_feed_counts_at_the_end() {
        take("3\n12", 12);
        answers.end(12);
        assertEquals(12, answers.settled());
    }

    @Test
    void carriage_returns_blanks_and_leading_zeros_are_forgiven() {
        take("  4\r\n\t005 \n", 5);
        assertEquals(5, answers.settled());
        assertEquals(Optional.empty(), answers.wrong());
    }

    @ParameterizedTest
    @CsvSource({
        "'x\n', 'answered ''x'', which is not a number of lines'",
        "'\n', 'answered '''', which is not a number of lines'",
        "'-1\n', 'answered ''-1'', which is not a number of lines'",
        "'1.0\n', 'answered ''1.0'', which is not a number of lines'",
        "'1 2\n', 'answered ''1 2'', which is not a number of lines'",
        "'٣\n', 'answered ''٣'', which is not a number of lines'",
        "'a\u0007b\n', 'answered ''a?b'', which is not a number of lines'",
        "'6\n', 'answered 6 when it had been given 5 lines'",
        "'99999999999999999999\n', 'answered 99999999999999999999 when it had been given 5 lines'",
        "'4\n3\n', 'answered 3 after 4'",
        "'4\n3', 'answered 3 after 4'",
    })
    void a_wrong_answer_is_named(String text, String expected) {
        take(text, 5);
        answers.end(5);
        assertEquals(Optional.of(expected), answers.wrong());
    }

    @Test
    void what_came_before_a_wrong_answer_counts_and_nothing_after_it() {
        take("2\nnonsense\n4\n", 5);
        answers.end(5);
        assertEquals(2, answers.settled());
    }

    @Test
    void one_line_is_not_lines() {
        take("2\n", 1);
        assertEquals(Optional.of("answered 2 when it had been given 1 line"), answers.wrong());
    }

    @Test
    void long_nonsense_is_shown_in_part() {
        take("é".repeat(100_000) + "\n", 5);
        assertEquals(
                Optional.of("answered '" + "é".repeat(40) + "...', which is not a number of lines"), answers.wrong());
    }
}
