package org.kafkamqtt.console.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final String NEXT = "{\"n\":2}\n";

    @TempDir
    Path folder = Path.of("");

    private String added(String before) throws IOException {
        Path file = Files.writeString(folder.resolve("lines"), before);
        try (OutputStream out = JsonLines.appending(file)) {
            out.write(NEXT.getBytes(UTF_8));
        }
        return Files.readString(file);
    }

    @Test
    void a_line_torn_anywhere_is_cut_off() throws IOException {
        String line = "{\"key\":\"\u00fc\",\"value\":{\"a\":[1,2]},\"headers\":{}}";
        for (int torn = 1; torn < line.length(); torn++) {
            assertEquals("{\"n\":1}\n" + NEXT, added("{\"n\":1}\n" + line.substring(0, torn)), "torn at " + torn);
            assertEquals(NEXT, added(line.substring(0, torn)));
        }
        assertEquals("{\"n\":1}\n" + line + "\n" + NEXT, added("{\"n\":1}\n" + line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a note of somebody", "{\"whole\":1}", "[1", "a\nb"})
    void what_is_no_torn_line_of_ours_stays(String theirs) throws IOException {
        assertEquals(theirs + "\n" + NEXT, added(theirs));
    }

    @Test
    void a_whole_file_an_empty_one_and_none_are_just_added_to() throws IOException {
        assertEquals("{\"n\":1}\n" + NEXT, added("{\"n\":1}\n"));
        assertEquals(NEXT, added(""));
        try (OutputStream out = JsonLines.appending(folder.resolve("new"))) {
            out.write(NEXT.getBytes(UTF_8));
        }
        assertEquals(NEXT, Files.readString(folder.resolve("new")));
    }

    @Test
    void a_torn_line_longer_than_what_is_read_at_once_is_cut_off() throws IOException {
        assertEquals("{\"n\":1}\n" + NEXT, added("{\"n\":1}\n{\"value\":\"" + "x".repeat(200_000)));
    }
}
