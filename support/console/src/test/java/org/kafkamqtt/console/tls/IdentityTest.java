package org.kafkamqtt.console.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class IdentityTest {
    private static final Path FILES = Path.of("src/test/resources/org/kafkamqtt/console/tls");
    private static final PasswordOption NONE = new PasswordOption("--key-pw-file", Optional.empty());
    private static final PasswordOption RIGHT = password("secret");

    @TempDir
    Path folder = Path.of("");

    private static PasswordOption password(String text) {
        return new PasswordOption("--key-pw-file", Optional.of(new KeyPassword("--key-pw-file", text, true)));
    }

    private static KeySource source(String option, Path file) {
        return KeySource.file(option, file);
    }

    private static Identity identity(Path certificate, Path key, PasswordOption password) {
        return Identity.read(source("--cert", certificate), Optional.of(source("--key", key)), password);
    }

    private static Identity identity(String certificate, String key, PasswordOption password) {
        return identity(FILES.resolve(certificate), FILES.resolve(key), password);
    }

    private static String refusal(String certificate, String key, PasswordOption password) {
        return refusal(FILES.resolve(certificate), FILES.resolve(key), password);
    }

    private static String refusal(Path certificate, Path key, PasswordOption password) {
        Failure failure = assertThrows(Failure.class, () -> identity(certificate, key, password));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(!failure.sentence().matches("(?s).*(Exception|java\\.|\\R).*"), failure.sentence());
        return failure.sentence();
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String text(String name) throws IOException {
        return Files.readString(FILES.resolve(name));
    }

    /** A key is only taken with the certificate that its signatures fit. */
    private static void assertIsKeyOf(String name, Identity identity) throws GeneralSecurityException {
        assertEquals(
                "CN=" + name, identity.chain().get(0).getSubjectX500Principal().toString());
        assertEquals(identity.chain().get(0), identity.store().getCertificate("own"));
        assertTrue(identity.store().getKey("own", identity.storePassword()) instanceof PrivateKey);
    }

    @ParameterizedTest
    @CsvSource({
        "ec, ec-sec1.key",
        "ec, ec-sec1-parameters.key",
        "ec, ec.der",
        "ec, ec-sec1.der",
        "rsa, rsa-pkcs1.key",
        "rsa, rsa-pkcs1.der",
        "ed25519, ed25519.key",
        "rsa-pss, rsa-pss.key",
    })
    void reads_plain_keys_of_every_form(String name, String key) throws Exception {
        assertIsKeyOf(name, identity(name + ".pem", key, NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "ec, ec-pbes2-aes-128-cbc.key",
        "ec, ec-pbes2-aes-192-cbc.key",
        "ec, ec-pbes2-aes-256-cbc.key",
        "ec, ec-pbes2-des3.key",
        "ec, ec-pbes2-hmacWithSHA1.key",
        "ec, ec-pbes2-hmacWithSHA224.key",
        "ec, ec-pbes2-hmacWithSHA384.key",
        "ec, ec-pbes2-hmacWithSHA512.key",
        "ec, ec-pbes2.der",
        "ec, ec-pbes1-3des.key",
        "ec, ec-pbes1-md5-des.key",
        "ec, ec-sec1-aes256.key",
        "rsa, rsa-pkcs1-aes128.key",
        "rsa, rsa-pkcs1-aes192.key",
        "rsa, rsa-pkcs1-aes256.key",
        "rsa, rsa-pkcs1-des3.key",
    })
    void opens_encrypted_keys_of_every_form_and_names_what_the_password_is(String name, String key) throws Exception {
        assertIsKeyOf(name, identity(name + ".pem", key, RIGHT));
        String named = "--key " + FILES.resolve(key) + ": the key ";
        assertEquals(named + "is encrypted; give its password with --key-pw-file", refusal(name + ".pem", key, NONE));
        for (String wrong : List.of("wrong", "", "s\u00e9cret", "secret ")) {
            assertEquals(
                    named + "cannot be decrypted; is the password of --key-pw-file right?",
                    refusal(name + ".pem", key, password(wrong)));
        }
    }

    @Test
    void a_needless_password_is_named_unless_it_is_the_environments() throws Exception {
        String needless = "the key is not encrypted; leave out --key-pw-file";
        assertTrue(refusal("ec.pem", "ec.key", RIGHT).endsWith(needless));
        assertTrue(refusal("rsa.pem", "rsa-pkcs1.key", RIGHT).endsWith(needless));
        KeyPassword left = new KeyPassword("$KEY_PASSWORD", "secret", false);
        assertIsKeyOf("ec", identity("ec.pem", "ec.key", new PasswordOption("--key-pw-file", Optional.of(left))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ec.pem | rsa.key | is not the private key of the certificate in --cert FILES/ec.pem",
                "rsa.pem | ec.key | is not the private key of the certificate in --cert FILES/rsa.pem",
                "rsa.pem | rsa-pss.key | is not the private key of the certificate in --cert FILES/rsa.pem",
                "ec.pem | ec-explicit.key | the curve of this key has no name; convert it with"
                        + " 'openssl ec -in FILES/ec-explicit.key -param_enc named_curve -out NEW'",
                "ec.pem | ec-secp256k1.key | Java's TLS does not support the curve of this key (1.3.132.0.10);"
                        + " make one on P-256, P-384 or P-521",
                "ec.pem | x25519.key | TLS cannot use a key of this kind (1.3.101.110); use RSA, EC or Ed25519",
                "ec.pem | openssh.key | it is a key of OpenSSH; convert a copy of it with"
                        + " 'ssh-keygen -p -m PKCS8 -f COPY'",
                "ec.pem | ec.pem | no private key in it: it holds a certificate",
                "ec.pem | ec-public.pem | no private key in it: it holds a public key",
                "ec.pem | ec-request.pem | no private key in it: it holds a request for a certificate",
                "ec.pem | ec.p12 | it is a PKCS12 store, which belongs in place of the certificate, not of the key",
                "ec.pem | make | no private key in it: it is neither PEM nor DER nor a PKCS12 or JKS store",
                "ec.p12 | ec.key | leave it out: --cert FILES/ec.p12 is a store that holds the key as well",
            })
    void names_the_key_that_does_not_do(String certificate, String key, String words) {
        assertEquals(
                "--key " + FILES.resolve(key) + ": " + words.replace("FILES", FILES.toString()),
                refusal(certificate, key, NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec-scrypt.key", "ec-camellia.key"})
    void what_is_encrypted_in_an_unknown_way_can_be_converted(String key) {
        assertTrue(
                refusal("ec.pem", key, RIGHT)
                        .endsWith("convert it with 'openssl pkcs8 -topk8 -in " + FILES.resolve(key) + " -out NEW'"),
                key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ec.key | it holds a private key",
                "ec-pbes2-des3.key | it holds an encrypted private key",
                "ec-request.pem | it holds a request for a certificate",
                "ec-request.der | it holds a request for a certificate",
                "ec-public.pem | it holds a public key",
                "make | it is neither PEM nor DER nor a PKCS12 or JKS store",
            })
    void names_the_certificate_that_is_none(String certificate, String holds) {
        assertEquals(
                "--cert " + FILES.resolve(certificate) + ": no certificate in it: " + holds,
                refusal(certificate, "ec.key", NONE));
    }

    @Test
    void key_and_certificate_may_share_a_file_in_either_order() throws Exception {
        for (String both : List.of(text("ec.pem") + text("ec-sec1-parameters.key"), text("ec.key") + text("ec.pem"))) {
            Path file = written("both.pem", both);
            assertIsKeyOf("ec", Identity.read(source("--cert", file), Optional.empty(), NONE));
            assertIsKeyOf("ec", identity(FILES.resolve("ec.pem"), file, NONE));
        }
        Path strangers = written("strangers.pem", text("ec.pem") + text("rsa.key"));
        Failure failure =
                assertThrows(Failure.class, () -> Identity.read(source("--cert", strangers), Optional.empty(), NONE));
        assertEquals("--cert " + strangers + ": its private key is not the one of its certificate", failure.sentence());
        Failure alone = assertThrows(
                Failure.class, () -> Identity.read(source("--cert", FILES.resolve("ec.pem")), Optional.empty(), NONE));
        assertTrue(alone.sentence().endsWith("it holds no private key; give the key with --key"), alone.sentence());
    }

    @Test
    void what_editors_and_other_programs_make_of_pem_is_read() throws Exception {
        String key = text("ec.key");
        for (String form : List.of(
                key.replace("\n", "\r\n"),
                key.replace("\n", "\r"),
                "\ufeff" + key,
                "Bag Attributes\n    friendlyName: own: the -- one\n" + key + "trailing words\n",
                key.replaceAll("(?m)^", "    "),
                key.replace("\n", "\\n"),
                key.replaceAll("(?<=[A-Za-z0-9+/=])\n", " \t\n\n"))) {
            assertIsKeyOf("ec", identity(FILES.resolve("ec.pem"), written("form.key", form), NONE));
        }
        Path wide = Files.write(folder.resolve("wide.key"), ("\ufeff" + key).getBytes(StandardCharsets.UTF_16LE));
        assertIsKeyOf("ec", identity(FILES.resolve("ec.pem"), wide, NONE));
        Path encrypted = written("crlf.key", text("rsa-pkcs1-des3.key").replace("\n", "\r\n"));
        assertIsKeyOf("rsa", identity(FILES.resolve("rsa.pem"), encrypted, RIGHT));
    }

    @Test
    void what_is_cut_short_or_damaged_is_named_with_its_line() throws Exception {
        String key = text("rsa.key");
        Path certificate = FILES.resolve("rsa.pem");
        Path half = written("half.key", "# mine\n" + key.substring(0, key.length() / 2));
        assertEquals(
                "--key " + half + ": the PRIVATE KEY that begins in line 2 has no end; is the file cut short?",
                refusal(certificate, half, NONE));
        List<String> lines = key.lines().toList();
        Path lost = written("lost.key", String.join("\n", lines.subList(0, 5)) + "\n-----END PRIVATE KEY-----\n");
        Path stars = written("stars.key", key.replaceFirst("\n[^-]", "\n*"));
        for (Path damaged : List.of(lost, stars)) {
            assertEquals(
                    "--key " + damaged + ": the PRIVATE KEY that begins in line 1 is damaged or cut short:"
                            + " not whole base64",
                    refusal(certificate, damaged, NONE));
        }
        Path empty = written("empty.key", "\n");
        assertEquals("--key " + empty + ": is empty", refusal(certificate, empty, NONE));
        byte[] der = Files.readAllBytes(FILES.resolve("ec.der"));
        for (int length = 1; length < der.length; length++) {
            Path cut = Files.write(folder.resolve("cut.der"), java.util.Arrays.copyOf(der, length));
            assertTrue(refusal(certificate, cut, NONE).startsWith("--key " + cut + ": "));
        }
    }

    @Test
    void any_byte_may_be_wrong_and_none_is_a_surprise() throws Exception {
        for (String name : List.of("ec.der", "ec-pbes2.der", "rsa-pkcs1.der", "ec-sec1.der")) {
            byte[] der = Files.readAllBytes(FILES.resolve(name));
            for (int at = 0; at < Math.min(der.length, 80); at += 2) {
                byte[] damaged = der.clone();
                damaged[at] ^= 0x55;
                Path file = Files.write(folder.resolve("damaged.der"), damaged);
                PasswordOption password = name.contains("pbes2") ? RIGHT : NONE;
                try {
                    identity(FILES.resolve("ec.pem"), file, password);
                } catch (Failure expected) {
                    assertEquals(ExitStatus.USAGE, expected.status());
                }
            }
        }
    }

    @Test
    void files_that_cannot_be_read_are_named() {
        Path none = folder.resolve("none");
        assertEquals(
                "cannot read --key " + none + ": no such file or folder", refusal(FILES.resolve("ec.pem"), none, NONE));
        assertEquals("--key " + folder + ": is a folder, not a file", refusal(FILES.resolve("ec.pem"), folder, NONE));
    }

    @Test
    void a_chain_is_put_in_order() throws Exception {
        List<String> names = List.of("root.pem", "rsa.pem", "leaf.pem", "intermediate.pem");
        StringBuilder shuffled = new StringBuilder();
        for (String name : names) {
            shuffled.append(text(name));
        }
        Identity identity = identity(written("chain.pem", shuffled.toString()), FILES.resolve("ec.key"), NONE);
        assertEquals(
                List.of("CN=leaf", "CN=intermediate", "CN=root"),
                identity.chain().stream()
                        .map(X509Certificate::getSubjectX500Principal)
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void a_renewed_certificate_goes_before_the_one_that_has_expired() throws Exception {
        Path both = written("renewed.pem", text("expired.pem") + text("ec.pem"));
        OwnCertificate own = identity(both, FILES.resolve("ec.key"), NONE).certificate();
        assertEquals(Optional.empty(), own.outOfDate(Instant.now()));
        OwnCertificate expired = identity("expired.pem", "ec.key", NONE).certificate();
        assertTrue(expired.outOfDate(Instant.now()).orElseThrow().startsWith("it expired on 20"));
        assertTrue(own.outOfDate(Instant.EPOCH).orElseThrow().startsWith("it is not valid before 20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec.p12", "ec.jks"})
    void stores_are_opened_by_their_content_and_password(String name) throws IOException {
        Path store = Files.copy(FILES.resolve(name), folder.resolve("store"));
        Identity identity = Identity.read(source("--cert", store), Optional.empty(), RIGHT);
        assertEquals("EC", identity.algorithm());
        for (PasswordOption wrong : List.of(NONE, password("wrong"))) {
            Failure failure =
                    assertThrows(Failure.class, () -> Identity.read(source("--cert", store), Optional.empty(), wrong));
            assertTrue(failure.sentence().startsWith("--cert " + store + ": the "), failure.sentence());
            assertTrue(failure.sentence().contains("--key-pw-file"), failure.sentence());
        }
    }

    @Test
    void a_store_and_its_key_may_have_two_passwords() {
        KeySource store = source("--cert", FILES.resolve("ec-two-passwords.jks"));
        assertEquals(
                "EC",
                Identity.read(store, password("of-store"), password("of-key")).algorithm());
        Failure failure =
                assertThrows(Failure.class, () -> Identity.read(store, password("of-store"), password("of-store")));
        assertTrue(failure.sentence().contains("does not open the key in the store"), failure.sentence());
        Path authorities = FILES.resolve("trust.p12");
        Failure none = assertThrows(
                Failure.class, () -> Identity.read(source("--cert", authorities), Optional.empty(), RIGHT));
        assertEquals("--cert " + authorities + ": the store holds no private key", none.sentence());
    }

    @Test
    void a_password_is_never_shown() {
        assertEquals("--key-pw-file ***", new KeyPassword("--key-pw-file", "secret", true).toString());
        assertTrue(!RIGHT.toString().contains("secret"), RIGHT.toString());
    }
}
