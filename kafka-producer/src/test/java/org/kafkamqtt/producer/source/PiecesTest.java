package org.kafkamqtt.producer.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

class PiecesTest {
    private final Draft draft = new Draft();

    private static Pieces lines(Inputs inputs, PieceParser parser) {
        return new Pieces(inputs, new byte[] {'\n'}, parser);
    }

    private String next(Source source) throws IOException, BadRecord {
        draft.clear();
        assertTrue(source.next(draft));
        return new String(draft.value(), UTF_8);
    }

    @Test
    void a_line_is_ready_when_all_of_it_is_here() throws IOException, BadRecord {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        Source source = lines(new Inputs(List.of("-"), in), new DelimitedRecord(new byte[0]));
        out.write("a\nb\nc".getBytes(UTF_8));
        assertEquals("a", next(source));
        assertTrue(source.ready());
        assertEquals("b", next(source));
        assertFalse(source.ready());
        out.write('\n');
        assertTrue(source.ready());
        assertEquals("c", next(source));
        assertFalse(source.ready());
    }

    @Test
    void a_blank_line_among_json_lines_does_not_count_as_the_next_record() throws IOException, BadRecord {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        Source source = lines(new Inputs(List.of("-"), in), new JsonRecord());
        out.write("{\"value\":\"a\"}\n\n".getBytes(UTF_8));
        assertEquals("a", next(source));
        assertFalse(source.ready());
    }

    @Test
    void the_end_of_a_file_is_not_ready_while_another_input_is_to_come(@TempDir Path folder)
            throws IOException, BadRecord {
        Path file = Files.writeString(folder.resolve("a"), "a\n");
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        Source source = lines(new Inputs(List.of(file.toString(), "-"), in), new DelimitedRecord(new byte[0]));
        assertEquals("a", next(source));
        assertFalse(source.ready());
        out.write("b\n".getBytes(UTF_8));
        out.close();
        assertEquals("b", next(source));
        draft.clear();
        assertFalse(source.next(draft));
        assertTrue(source.ready());
    }

    @Test
    void all_lines_of_a_large_file_are_ready(@TempDir Path folder) throws IOException, BadRecord {
        Path file = Files.writeString(
                folder.resolve("a"), "x".repeat(99).concat("\n").repeat(10_000));
        Source source = lines(new Inputs(List.of(file.toString()), System.in), new DelimitedRecord(new byte[0]));
        next(source);
        for (int i = 1; i < 10_000; i++) {
            assertTrue(source.ready());
            assertEquals(99, next(source).length());
        }
    }
}
