package org.kafkamqtt.mqtt.subscribe.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.stream.OutputFile;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.Samples;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** What a process finds out about the last message of one that was killed. */
class OutputNoteTest {
    private static final int ID = 7;
    private static final Set<Integer> UNSETTLED = Set.of(3, ID);

    private final Path output;
    private final Path notes;

    OutputNoteTest(@TempDir Path folder) throws IOException {
        output = Files.writeString(folder.resolve("output"), "earlier\n");
        notes = folder.resolve("notes");
    }

    private OutputNote note(Set<Integer> unsettled) throws IOException {
        return OutputNote.of(notes, OutputFile.of(output), unsettled);
    }

    private static Arrival message(String payload, int id) {
        return Samples.arrival("a", Samples.bytes(payload), 2, false, id);
    }

    private void killedBehind(String written) throws IOException {
        note(Set.of()).about(message("on", ID), new Bytes().add("on\n"));
        Files.writeString(output, written, StandardOpenOption.APPEND);
    }

    @Test
    void a_message_that_stands_in_the_output_is_known_once() throws IOException {
        killedBehind("on\n");
        OutputNote note = note(UNSETTLED);
        assertTrue(note.isWritten(message("on", ID)));
        assertFalse(note.isWritten(message("on", ID)));
    }

    @Test
    void one_that_was_not_or_only_half_written_is_not() throws IOException {
        killedBehind("");
        assertFalse(note(UNSETTLED).isWritten(message("on", ID)));
        Files.writeString(output, "on", StandardOpenOption.APPEND);
        assertFalse(note(UNSETTLED).isWritten(message("on", ID)));
    }

    @Test
    void what_was_torn_anywhere_is_cut_off() throws IOException {
        String line = "a message of some length\n";
        for (int torn = 0; torn <= line.length(); torn++) {
            Files.writeString(output, "earlier\n");
            note(Set.of()).about(message(line.strip(), ID), new Bytes().add(line));
            Files.writeString(output, line.substring(0, torn), StandardOpenOption.APPEND);
            OutputNote next = note(UNSETTLED);
            boolean whole = torn == line.length();
            assertEquals(whole ? 0 : torn, next.torn());
            assertEquals("earlier\n" + (whole ? line : ""), Files.readString(output));
            assertEquals(whole, next.isWritten(message(line.strip(), ID)));
        }
    }

    @Test
    void what_was_torn_far_behind_its_beginning_is_cut_off_too() throws IOException {
        Bytes large = new Bytes().add("x".repeat(300_000));
        note(Set.of()).about(message("large", ID), large);
        Files.writeString(output, "x".repeat(200_000), StandardOpenOption.APPEND);
        assertEquals(200_000, note(UNSETTLED).torn());
        assertEquals("earlier\n", Files.readString(output));
    }

    @Test
    void what_others_wrote_is_never_cut_off() throws IOException {
        for (String theirs : List.of("n", "oh", "on\nmore\n", "o\n")) {
            Files.writeString(output, "earlier\n");
            killedBehind(theirs);
            assertEquals(0, note(UNSETTLED).torn());
            assertEquals("earlier\n" + theirs, Files.readString(output));
        }
        killedBehind("o");
        Files.writeString(output, "short");
        assertEquals(0, note(UNSETTLED).torn());
        assertEquals("short", Files.readString(output));
    }

    @Test
    void a_note_torn_anywhere_cuts_nothing_off() throws IOException {
        killedBehind("o");
        byte[] whole = Files.readAllBytes(notes);
        for (int length = 0; length < whole.length; length++) {
            Files.write(notes, Arrays.copyOf(whole, length));
            assertEquals(0, note(UNSETTLED).torn());
        }
        Files.write(notes, whole);
        assertEquals(1, note(UNSETTLED).torn());
    }

    @Test
    void what_others_wrote_there_is_not_taken_for_it() throws IOException {
        killedBehind("no\n");
        assertFalse(note(UNSETTLED).isWritten(message("on", ID)));
    }

    @Test
    void another_message_under_its_identifier_is_another_one() throws IOException {
        killedBehind("on\n");
        assertFalse(note(UNSETTLED).isWritten(message("off", ID)));
        assertFalse(note(UNSETTLED).isWritten(message("on", 3)));
        // It was settled, so whatever comes under its identifier now is new.
        assertFalse(note(Set.of(3)).isWritten(message("on", ID)));
    }

    @Test
    void a_note_torn_by_the_kill_is_none() throws IOException {
        killedBehind("on\n");
        byte[] whole = Files.readAllBytes(notes);
        whole[9] ^= 1;
        Files.write(notes, whole);
        assertFalse(note(UNSETTLED).isWritten(message("on", ID)));
        Files.write(notes, new byte[5]);
        assertFalse(note(UNSETTLED).isWritten(message("on", ID)));
    }
}
