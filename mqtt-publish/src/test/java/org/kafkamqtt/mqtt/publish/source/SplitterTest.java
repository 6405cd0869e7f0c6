package org.kafkamqtt.mqtt.publish.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.publish.Samples;

class SplitterTest {
    private static List<String> pieces(Splitter splitter) throws IOException {
        List<String> all = new ArrayList<>();
        for (Optional<byte[]> next = splitter.next(); next.isPresent(); next = splitter.next()) {
            all.add(Samples.text(next.get()));
        }
        return all;
    }

    private static Splitter at(String delimiter, String input) {
        return Splitter.at(Samples.bytes(delimiter), new ByteArrayInputStream(Samples.bytes(input)));
    }

    private static Splitter byLength(byte... input) {
        return Splitter.byLength(new ByteArrayInputStream(input));
    }

    @ParameterizedTest
    @CsvSource({"|, a|b|, a b", "|, a||b, a  b", "ab, 1ab2abab3, 1 2  3", "aab, 1aaab2, 1a 2"})
    void cuts_at_a_delimiter_of_any_length(String delimiter, String input, String pieces) throws IOException {
        assertEquals(pieces, String.join(" ", pieces(at(delimiter, input))));
    }

    @Test
    void tells_a_whole_piece_from_one_that_may_be_cut_off() throws IOException {
        Splitter splitter = at("\n", "a\nb");
        splitter.next();
        assertTrue(splitter.whole());
        splitter.next();
        assertFalse(splitter.whole());
    }

    @Test
    void tells_how_far_the_input_is_taken() throws IOException {
        Splitter lines = at("\n", "ab\nc\n");
        lines.next();
        assertEquals(3, lines.consumed());
        Splitter lengths = byLength((byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 'x');
        lengths.next();
        assertEquals(5, lengths.consumed());
        assertTrue(lengths.whole());
    }

    @Test
    void cuts_by_lengths_and_empty_pieces_are_pieces() throws IOException {
        byte[] input = {0, 0, 0, 2, 'a', '\n', 0, 0, 0, 0, 0, 0, 0, 1, 'b'};
        assertEquals(List.of("a\n", "", "b"), pieces(byLength(input)));
    }

    @Test
    void an_input_that_ends_within_a_piece_says_where() {
        Splitter inPayload = byLength((byte) 0, (byte) 0, (byte) 0, (byte) 2, (byte) 'a');
        Failure failure = assertThrows(Failure.class, inPayload::next);
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertEquals("the input ends within the piece at byte 0", failure.sentence());
        assertThrows(Failure.class, byLength((byte) 0, (byte) 0)::next);
    }

    @Test
    void a_length_that_no_message_has_is_no_length() {
        Failure failure = assertThrows(Failure.class, byLength((byte) -1, (byte) -1, (byte) -1, (byte) -1)::next);
        assertEquals("the length at byte 0 of the input is out of range: 4294967295", failure.sentence());
    }
}
