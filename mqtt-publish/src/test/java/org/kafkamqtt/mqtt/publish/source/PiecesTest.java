package org.kafkamqtt.mqtt.publish.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.publish.Samples;

class PiecesTest {
    private final RecordingWriter writer = new RecordingWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private static Messages lines(boolean skipEmpty, List<String> inputs) {
        return new Messages.InPieces(
                inputs,
                in -> Splitter.at(Samples.bytes("\n"), in),
                () -> new PlainPiece(new byte[0], PayloadCode.RAW),
                "line",
                skipEmpty);
    }

    private static Source open(Messages messages, String input, Mark start, InputWriter to) throws IOException {
        return messages.open(new ByteArrayInputStream(Samples.bytes(input)), start, to);
    }

    private static Source ofInput(String input, boolean skipEmpty, InputWriter to) throws IOException {
        return open(lines(skipEmpty, List.of("-")), input, Mark.START, to);
    }

    private static List<String> rest(Source source) throws IOException, BadMessage {
        List<String> all = new ArrayList<>();
        for (Optional<Draft> next = source.next(); next.isPresent(); next = source.next()) {
            all.add(source.place() + ": " + Samples.text(next.get().payload()));
        }
        return all;
    }

    @Test
    void each_line_is_a_message_and_the_last_needs_no_end() throws Exception {
        assertEquals(List.of("line 1: a", "line 2: ", "line 3: b"), rest(ofInput("a\n\nb", false, InputWriter.GONE)));
    }

    @Test
    void empty_lines_are_passed_over_and_counted_if_that_is_wished_for() throws Exception {
        assertEquals(List.of("line 1: a", "line 3: b"), rest(ofInput("a\n\nb\n", true, InputWriter.GONE)));
    }

    @Test
    void a_writer_who_keeps_its_lines_is_told_of_those_passed_over() throws Exception {
        assertEquals(List.of("line 2: a"), rest(ofInput("\na\n\n\n", true, writer)));
        assertEquals(List.of(1L, 3L, 4L), writer.settled);
    }

    @Test
    void a_last_line_without_an_end_stays_with_a_writer_who_keeps_it() throws Exception {
        Source source = ofInput("a\nhalf", false, writer);
        source.next();
        assertArrayEquals(Samples.bytes("a"), source.copy());
        BadMessage bad = assertThrows(BadMessage.class, source::next);
        assertTrue(bad.why().startsWith("has no line end and may be cut off"), bad.why());
        assertNull(source.copy());
        assertEquals(Optional.empty(), source.next());
    }

    @Test
    void the_lines_of_several_files_are_counted_each_from_one() throws Exception {
        Path first = Files.writeString(folder.resolve("1"), "a\nb\n");
        Path second = Files.writeString(folder.resolve("2"), "c\n");
        Messages both = lines(false, List.of(first.toString(), second.toString()));
        assertEquals(
                List.of("line 1 of " + first + ": a", "line 2 of " + first + ": b", "line 1 of " + second + ": c"),
                rest(open(both, "", Mark.START, InputWriter.GONE)));
    }

    @Test
    void a_run_that_is_resumed_goes_on_behind_the_mark_with_its_numbers() throws Exception {
        Path file = Files.writeString(folder.resolve("1"), "one\ntwo\nthree\n");
        Source source = open(lines(false, List.of(file.toString())), "", new Mark(4, 1), InputWriter.GONE);
        assertEquals("two", Samples.text(source.next().orElseThrow().payload()));
        assertEquals(new Place("", "line", 2, 8), source.place());
        assertEquals(List.of("line 3: three"), rest(source));
    }

    @Test
    void an_input_that_has_become_shorter_is_not_the_one_that_was_read() throws Exception {
        Path file = Files.writeString(folder.resolve("1"), "one\n");
        Failure failure = assertThrows(
                Failure.class,
                () -> open(lines(false, List.of(file.toString())), "", new Mark(400, 100), InputWriter.GONE));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertTrue(failure.sentence().contains("shorter"), failure.sentence());
    }

    @Test
    void what_follows_a_bad_piece_is_read_all_the_same() throws Exception {
        Messages hex = new Messages.InPieces(
                List.of("-"),
                in -> Splitter.at(Samples.bytes("\n"), in),
                () -> new PlainPiece(new byte[0], PayloadCode.HEX),
                "line",
                false);
        Source source = open(hex, "zz\n41\n", Mark.START, InputWriter.GONE);
        assertThrows(BadMessage.class, source::next);
        assertEquals("line 1", source.place().toString());
        assertEquals(List.of("line 2: A"), rest(source));
    }
}
