package org.kafkamqtt.console.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class TrustTest {
    private static final Path FILES = Path.of("src/test/resources/org/kafkamqtt/console/tls");
    private static final PasswordOption NONE = new PasswordOption("--ca-pw-file", Optional.empty());

    @TempDir
    Path folder = Path.of("");

    private static PasswordOption password(String text) {
        return new PasswordOption("--ca-pw-file", Optional.of(new KeyPassword("--ca-pw-file", text, true)));
    }

    private static int count(Path place, PasswordOption password) {
        return Trust.read(KeySource.fileOrFolder("--cafile", place), password)
                .certificates()
                .size();
    }

    private static String refusal(Path place, PasswordOption password) {
        Failure failure = assertThrows(Failure.class, () -> count(place, password));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence();
    }

    @ParameterizedTest
    @CsvSource({"root.pem, 1", "ec-trusted.pem, 1", "ec-certificate.der, 1", "bundle.p7b, 2"})
    void reads_certificates_of_every_form(String name, int certificates) {
        assertEquals(certificates, count(FILES.resolve(name), NONE));
    }

    @ParameterizedTest
    @CsvSource({"trust.p12", "trust.jks", "ec.p12"})
    void reads_stores_with_their_password(String name) {
        assertEquals(1, count(FILES.resolve(name), password("secret")));
        String words = refusal(FILES.resolve(name), password("wrong"));
        assertEquals("--cafile " + FILES.resolve(name) + ": the password of --ca-pw-file does not open it", words);
    }

    @Test
    void a_store_that_shows_nothing_without_its_password_says_so() {
        String words = refusal(FILES.resolve("trust.p12"), NONE);
        assertTrue(words.endsWith("without the store's password; give it with --ca-pw-file"), words);
        assertEquals(1, count(FILES.resolve("trust.jks"), NONE));
    }

    @Test
    void a_needless_password_is_named() {
        String words = refusal(FILES.resolve("root.pem"), password("secret"));
        assertTrue(words.endsWith("is not a store with a password; leave out --ca-pw-file"), words);
    }

    @Test
    void a_file_may_hold_many_and_each_once() throws IOException {
        String all = Files.readString(FILES.resolve("root.pem")) + "# another\n"
                + Files.readString(FILES.resolve("rsa.pem")) + Files.readString(FILES.resolve("root.pem"));
        Trust trust =
                Trust.read(KeySource.fileOrFolder("--cafile", Files.writeString(folder.resolve("ca.pem"), all)), NONE);
        assertEquals(2, trust.certificates().size());
        Trust again = Trust.read(
                KeySource.fileOrFolder("--cafile", Files.writeString(folder.resolve("again.pem"), trust.pem())), NONE);
        assertEquals(trust, again);
    }

    @Test
    void of_a_folder_what_is_no_certificate_is_left_out() throws IOException {
        for (String name : new String[] {"root.pem", "rsa.pem", "make", "ec.key", "ec-request.pem"}) {
            Files.copy(FILES.resolve(name), folder.resolve(name));
        }
        Files.createFile(folder.resolve("empty"));
        assertEquals(2, count(folder, NONE));
        Path bare = Files.createDirectory(folder.resolve("bare"));
        Files.copy(FILES.resolve("ec.key"), bare.resolve("ec.key"));
        assertEquals("--cafile " + bare + ": no file in this folder holds a certificate", refusal(bare, NONE));
    }

    @Test
    void files_without_a_certificate_are_named() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertEquals("--cafile " + empty + ": is empty", refusal(empty, NONE));
        Path key = FILES.resolve("ec.key");
        assertEquals("--cafile " + key + ": no certificate in it: it holds a private key", refusal(key, NONE));
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"),
                Files.readString(FILES.resolve("root.pem")).replaceFirst("(?s)\n.{20}", "\n"));
        assertTrue(refusal(damaged, NONE).startsWith("--cafile " + damaged + ": "));
        Path none = folder.resolve("none");
        assertEquals("cannot read --cafile " + none + ": no such file or folder", refusal(none, NONE));
    }
}
