package org.kafkamqtt.console.stream;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class TextFileTest {
    private static final Path FILE = Path.of("options");

    private static TextFile of(byte... bytes) {
        return TextFile.of(FILE, "the options", bytes);
    }

    private static String refusal(byte... bytes) {
        Failure failure = assertThrows(Failure.class, () -> of(bytes));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence();
    }

    @Test
    void lines_of_any_editor_are_its_lines() {
        assertEquals(List.of("a", "", "b"), of("a\r\n\nb".getBytes(UTF_8)).lines());
        assertEquals(List.of("\u00fc"), of("\ufeff\u00fc\n".getBytes(UTF_8)).lines());
        assertEquals(List.of(), of().lines());
    }

    @Test
    void the_text_ends_each_line_alike() {
        assertEquals("a\nb\n", of("a\r\nb".getBytes(UTF_8)).text());
    }

    @Test
    void another_encoding_is_refused_with_what_to_do() {
        assertEquals(
                "cannot read the options in options: it is UTF-16: save it as UTF-8", refusal("a".getBytes(UTF_16)));
        assertEquals(
                "options:2: this is not UTF-8: save the file as UTF-8", refusal((byte) 'a', (byte) '\n', (byte) 0xfc));
        assertEquals(
                "options:1: there is a NUL byte; if this is UTF-16, save it as UTF-8", refusal((byte) 'a', (byte) 0));
    }

    @Test
    void a_file_of_more_than_16_MiB_holds_something_else() {
        assertEquals("cannot read the options in options: it is larger than 16 MiB", refusal(new byte[(16 << 20) + 1]));
    }

    @Test
    void a_wrong_line_is_named_with_its_file() {
        assertEquals(
                "options:3: unknown",
                of("a".getBytes(UTF_8)).wrong(3, "unknown").sentence());
    }

    @Test
    void a_password_file_that_cannot_be_read_is_misuse(@TempDir Path folder) {
        Path gone = folder.resolve("gone");
        Failure failure = assertThrows(Failure.class, () -> Password.inFile(gone));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertEquals("cannot read the password in " + gone + ": no such file or folder", failure.sentence());
    }

    @Test
    void a_password_is_the_first_line_of_its_file(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("password");
        assertEquals("s\u00e9cret ", Password.inFile(Files.writeString(file, "s\u00e9cret \r\nsecond\n")));
        assertEquals("", Password.inFile(Files.writeString(file, "")));
    }
}
