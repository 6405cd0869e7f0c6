package org.kafkamqtt.mqtt.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.tls.PasswordOption;

class KeyFilesTest {
    private static final Path MADE = Path.of("../console/src/test/resources/org/kafkamqtt/console/tls");
    private static final PasswordOption NONE = new PasswordOption("", Optional.empty());

    @TempDir
    Path folder = Path.of("");

    private int seconds;

    private Path put(String from, String to) throws IOException {
        Path file = folder.resolve(to);
        Files.writeString(file, Files.readString(MADE.resolve(from)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * ++seconds));
        return file;
    }

    private KeyFiles files() throws IOException {
        return KeyFiles.read(new KeyFiles.Names(
                Map.of("--cafile", put("root.pem", "ca")),
                NONE,
                Optional.of(put("ec.pem", "cert")),
                Optional.of(put("ec.key", "key")),
                NONE));
    }

    private static String algorithm(KeyFiles files) {
        return files.contents().identity().orElseThrow().algorithm();
    }

    @Test
    void a_renewed_key_is_read_once_both_files_fit_again() throws IOException {
        KeyFiles files = files();
        put("rsa.pem", "cert");
        assertEquals("EC", algorithm(files));
        put("rsa.key", "key");
        assertEquals("RSA", algorithm(files));
        Files.delete(folder.resolve("ca"));
        assertEquals("RSA", algorithm(files));
    }

    @Test
    void a_pipe_is_read_once() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertEquals(0, made.waitFor());
        Process writer = new ProcessBuilder("cp", MADE.resolve("root.pem").toString(), pipe.toString()).start();
        KeyFiles files = KeyFiles.read(
                new KeyFiles.Names(Map.of("--cafile", pipe), NONE, Optional.empty(), Optional.empty(), NONE));
        assertEquals(0, writer.waitFor());
        assertEquals(1, files.contents().trust().orElseThrow().certificates().size());
        assertEquals(1, files.contents().trust().orElseThrow().certificates().size());
    }

    @Test
    void what_does_not_fit_is_said_at_the_start() throws IOException {
        Path certificate = put("ec.pem", "cert");
        Path key = put("rsa.key", "key");
        KeyFiles.Names names = new KeyFiles.Names(Map.of(), NONE, Optional.of(certificate), Optional.of(key), NONE);
        String words = assertThrows(Failure.class, () -> KeyFiles.read(names)).sentence();
        assertTrue(words.contains("--key " + key) && words.contains("--cert " + certificate), words);
    }
}
