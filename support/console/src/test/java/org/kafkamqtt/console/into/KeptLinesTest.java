package org.kafkamqtt.console.into;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLinesTest {
    @TempDir
    Path folder = Path.of("");

    private static void keep(KeptLines lines, String text) throws IOException {
        lines.write(text.getBytes(UTF_8));
        lines.force();
    }

    @Test
    void what_is_forced_stands_in_the_file_before_it_is_closed() throws IOException {
        Path file = folder.resolve("kept");
        try (KeptLines lines = KeptLines.appending(file)) {
            keep(lines, "a\n");
            assertEquals("a\n", Files.readString(file));
        }
    }

    @Test
    void goes_on_behind_what_was_kept_and_never_within_a_torn_line() throws IOException {
        Path file = Files.writeString(folder.resolve("kept"), "whole\ntor");
        try (KeptLines lines = KeptLines.appending(file)) {
            keep(lines, "next\n");
        }
        try (KeptLines lines = KeptLines.appending(file)) {
            keep(lines, "last\n");
        }
        assertEquals("whole\ntor\nnext\nlast\n", Files.readString(file));
    }

    @Test
    void begins_anew_where_that_is_wanted() throws IOException {
        Path file = Files.writeString(folder.resolve("kept"), "old\n");
        try (KeptLines lines = KeptLines.replacing(file)) {
            keep(lines, "new\n");
        }
        assertEquals("new\n", Files.readString(file));
    }

    @Test
    void a_full_disk_is_said_with_the_name_of_the_file() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        KeptLines lines = KeptLines.appending(full);
        IOException trouble = assertThrows(IOException.class, () -> keep(lines, "a\n"));
        assertEquals("cannot write /dev/full: no space left on device", trouble.getMessage());
    }

    @Test
    void a_device_without_a_disk_is_no_trouble() throws IOException {
        Path none = Path.of("/dev/null");
        assumeTrue(Files.exists(none), "no /dev/null here");
        try (KeptLines lines = KeptLines.appending(none)) {
            keep(lines, "a\n");
        }
    }
}
