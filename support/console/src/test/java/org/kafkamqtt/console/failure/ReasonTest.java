package org.kafkamqtt.console.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.stream.FileOutput;

/** What exceptions say, without Java's words. */
class ReasonTest {

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("secret"), "no such file or folder"),
                Arguments.of(new AccessDeniedException("secret"), "permission denied"),
                Arguments.of(new FileSystemException("a/b", null, "Not a directory"), "not a directory"),
                Arguments.of(new FileSystemException("a/b"), "the file system refused it"),
                Arguments.of(
                        new FileNotFoundException("/no (dir)/x (No such file or directory)"), "no such file or folder"),
                Arguments.of(new FileNotFoundException("x (Permission denied)"), "permission denied"),
                Arguments.of(new IOException("Is a directory"), "it is a folder"),
                Arguments.of(new MalformedInputException(1), "it is not UTF-8 text"),
                Arguments.of(
                        new UncheckedIOException(new IOException("No space left on device")),
                        "no space left on device"),
                Arguments.of(new ExecutionException(new AccessDeniedException("f")), "permission denied"),
                Arguments.of(new IllegalStateException("odd\n  thing"), "odd; thing"),
                Arguments.of(new IllegalStateException(), "illegal state"),
                Arguments.of(new NullPointerException("Cannot invoke \"java.lang.Object.hashCode()\""), "null pointer"),
                Arguments.of(new RuntimeException("java.io.IOException: java.lang.Error: disk gone"), "disk gone"),
                Arguments.of(new RuntimeException("com.acme.BoomException: no stock"), "no stock"),
                Arguments.of(new RuntimeException("TLS refused"), "TLS refused"),
                Arguments.of(
                        new RuntimeException("Class org.apache.kafka.clients.Nope could not be found"),
                        "class Nope could not be found"),
                Arguments.of(new RuntimeException("got a TimeoutException after 5 s"), "got a timeout after 5 s"),
                Arguments.of(
                        new ClassCastException(
                                "class java.lang.String cannot be cast to class java.lang.Integer"
                                        + " (java.lang.String and java.lang.Integer are in module java.base of loader 'bootstrap')"),
                        "class String cannot be cast to class Integer"),
                Arguments.of(new NoClassDefFoundError("com/acme/Part"), "the class com/acme/Part is missing"),
                Arguments.of(new StackOverflowError(), "it calls itself endlessly"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "out of memory"),
                Arguments.of(new ExceptionInInitializerError(new IllegalStateException("no licence")), "no licence"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void says_why_without_the_names_of_classes(Throwable thrown, String reason) {
        assertEquals(reason, Reason.of(thrown));
    }

    @Test
    void leaves_a_users_words_alone() {
        for (String words : List.of("topic 'java.events'", "--jar java.util.jar", "com.acme.Rule", "a.b.c:9092")) {
            assertEquals(words, Reason.plain(words));
        }
    }

    @Test
    void a_file_that_java_itself_cannot_open_is_named_once(@TempDir Path folder) {
        File missing = folder.resolve("none/x").toFile();
        FileNotFoundException thrown = assertThrows(FileNotFoundException.class, () -> new FileInputStream(missing));
        assertEquals(
                "cannot read " + missing + ": no such file or folder",
                Failure.cannot("read", missing, thrown).sentence());
    }

    @Test
    void a_full_disk_names_the_file_however_deep_the_exception_lies() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        OutputStream out = new FileOutput(full, Files.newOutputStream(full));
        IOException thrown = assertThrows(IOException.class, () -> out.write(new byte[] {1}));
        String sentence = "cannot write /dev/full: no space left on device";
        assertEquals(sentence, Failure.unexpected(new RuntimeException(thrown)).sentence());
        assertEquals(
                sentence,
                Failure.cannot("close", "it", new UncheckedIOException(thrown)).sentence());
        assertEquals(
                ExitStatus.INPUT_OUTPUT,
                Failure.cannot(ExitStatus.FAILED, "close", "it", thrown).status());
    }

    @Test
    void a_reader_who_has_gone_is_still_no_trouble_with_a_file() {
        IOException gone = new ClosedPipe(new IOException("Broken pipe"));
        assertEquals(gone, Unwritable.naming(Path.of("f"), gone));
        assertFalse(Unwritable.in(gone).isPresent());
    }
}
