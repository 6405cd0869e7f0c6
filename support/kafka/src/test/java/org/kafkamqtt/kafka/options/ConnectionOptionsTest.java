package org.kafkamqtt.kafka.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.ClientTls;
import org.kafkamqtt.kafka.contact.FakeListener;
import picocli.CommandLine;

class ConnectionOptionsTest {
    @TempDir
    Path home = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @CommandLine.Command(name = "tool")
    static final class Tool {
        @CommandLine.Mixin
        ConnectionOptions connection = new ConnectionOptions();
    }

    @BeforeEach
    void a_home_of_its_own() {
        environment.put("HOME", home.toString());
    }

    private KafkaSettings settings(String... args) {
        Tool tool = new Tool();
        new CommandLine(tool).setOverwrittenOptionsAllowed(true).parseArgs(args);
        Console console = new Console(
                "tool",
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                environment,
                new Stop());
        return tool.connection.settings(ClientKind.PRODUCER, console);
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    private void config(String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/kafka-mqtt"));
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_server_without_a_port_has_9092() {
        assertEquals("a:9092,b:1,[::1]:9092", settings("-b", "a, b:1,[::1]").bootstrap());
    }

    @Test
    void no_server_at_all_is_misuse() {
        Failure failure = assertThrows(Failure.class, () -> settings("-X", "acks=1"));
        assertEquals(ExitStatus.USAGE, failure.status());
    }

    @Test
    void flag_beats_environment_beats_profile_beats_file_beats_default() throws IOException {
        config(
                "config.toml",
                """
                linger.ms = 1
                acks = "1"
                retries = 1
                [profile.test] # mine
                linger.ms = 2
                "bootstrap.servers" = "profile:1"
                acks = '0'
                """);
        Path file = Files.writeString(home.resolve("client.properties"), "linger.ms=3\nclient.id=file\n");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "environment:1");
        KafkaSettings settings = settings("--profile", "test", "-F", file.toString(), "-X", "acks=all")
                .withDefault("client.id", "default")
                .withDefault("batch.size", "1");
        assertEquals("environment:1", settings.bootstrap());
        assertEquals("2", settings.value("linger.ms").orElseThrow());
        assertEquals("all", settings.value("acks").orElseThrow());
        assertEquals("1", settings.value("retries").orElseThrow());
        assertEquals("file", settings.value("client.id").orElseThrow());
        assertEquals("1", settings.value("batch.size").orElseThrow());
        assertEquals("flag:1", settings("-b", "flag:1").bootstrap());
    }

    @Test
    void profiles_may_stand_in_a_properties_file() throws IOException {
        config("config.properties", "profile.a.bootstrap.servers=h:1\nprofile.b.bootstrap.servers=h:2\n");
        environment.put("KAFKA_MQTT_PROFILE", "b");
        assertEquals("h:2", settings().bootstrap());
        Failure failure = assertThrows(Failure.class, () -> settings("--profile", "bb"));
        assertTrue(failure.sentence().contains("did you mean 'b'"), failure.sentence());
    }

    @Test
    void toml_that_is_not_understood_is_named_with_its_line() throws IOException {
        config("config.toml", "a = 1\nb = [1, 2]\n");
        Failure failure = assertThrows(Failure.class, () -> settings("-b", "h"));
        assertTrue(failure.sentence().contains("config.toml:2: "), failure.sentence());
    }

    @Test
    void an_unknown_property_is_a_warning_with_the_nearest() {
        settings("-b", "h", "-X", "batch.sise=5");
        assertTrue(said().contains("'batch.sise' (-X), did you mean 'batch.size'?"), said());
    }

    @Test
    void a_property_of_another_client_is_neither_doubted_nor_handed_over() {
        KafkaSettings settings = settings("-b", "h", "-X", "group.id=g");
        assertEquals("", said());
        assertFalse(settings.properties().containsKey("group.id"));
    }

    @Test
    void old_names_work_and_warn() {
        KafkaSettings settings = settings("--broker-list", "h:1", "--producer-property", "acks=1");
        assertEquals("h:1", settings.bootstrap());
        assertEquals("1", settings.value("acks").orElseThrow());
        assertTrue(said().contains("--broker-list is now --bootstrap-server"), said());
        assertTrue(said().contains("--producer-property is now --command-property"), said());
    }

    @Test
    void short_options_become_sasl_and_tls_properties() throws IOException {
        Path ca = file("root.pem");
        Path password = Files.writeString(home.resolve("password"), "se\"cret\n");
        KafkaSettings settings = settings(
                "-b",
                "h",
                "--ca",
                ca.toString(),
                "--username",
                "u",
                "--sasl-mechanism",
                "scram-sha-512",
                "--password-file",
                password.toString());
        assertEquals("SASL_SSL", settings.securityProtocol());
        assertEquals("PEM", settings.value("ssl.truststore.type").orElseThrow());
        assertTrue(
                settings.show().contains("ssl.truststore.certificates=(1 certificate)  # --ca " + ca), settings.show());
        assertEquals(
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"u\" password=\"se\\\"cret\";",
                settings.value("sasl.jaas.config").orElseThrow());
    }

    private static Path file(String name) {
        return FakeListener.FILES.resolve(name);
    }

    private String refusal(String... args) {
        Failure failure = assertThrows(Failure.class, () -> settings(args));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertFalse(failure.sentence().matches("(?s).*(Exception|java\\.|org\\.apache|\\R).*"), failure.sentence());
        return failure.sentence();
    }

    private String[] tls(String certificate, String key, String... more) {
        return Stream.concat(
                        Stream.of(
                                "-b",
                                "h",
                                "--cert",
                                file(certificate).toString(),
                                "--key",
                                file(key).toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "ec, ec.key",
        "ec, ec-sec1-parameters.key",
        "rsa, rsa-pkcs1.key",
        "ec, ec-pbes2-aes-256-cbc.key",
        "ec, ec-pbes2-des3.key",
        "rsa, rsa-pkcs1-aes256.key",
        "ed25519, ed25519.key",
        "rsa-pss, rsa-pss.key",
    })
    void a_key_of_any_form_becomes_one_that_kafka_takes_and_is_not_shown(String name, String key) {
        environment.put("KAFKA_KEY_PASSWORD", "secret");
        KafkaSettings settings = settings(tls(name + ".pem", key));
        assertEquals("SSL", settings.securityProtocol());
        assertTrue(settings.value("ssl.keystore.key").orElseThrow().startsWith("-----BEGIN PRIVATE KEY-----"));
        assertTrue(settings.show().contains("ssl.keystore.key=***  # --cert " + file(name + ".pem")), settings.show());
        assertFalse(settings.show().contains("BEGIN"), settings.show());
        assertTrue(ClientTls.of(settings).isPresent());
    }

    @Test
    void keys_and_certificates_that_do_not_fit_are_named() throws IOException {
        assertEquals(
                "--key " + file("rsa.key") + ": is not the private key of the certificate in --cert " + file("ec.pem"),
                refusal(tls("ec.pem", "rsa.key")));
        assertEquals(
                "--key " + file("ec-pbes2-des3.key") + ": the key is encrypted; give its password with"
                        + " --key-password-file",
                refusal(tls("ec.pem", "ec-pbes2-des3.key")));
        String wrong = Files.writeString(home.resolve("wrong"), "wrong\n").toString();
        assertEquals(
                "--key " + file("ec-pbes2-des3.key") + ": the key cannot be decrypted; is the password of"
                        + " --key-password-file " + wrong + " right?",
                refusal(tls("ec.pem", "ec-pbes2-des3.key", "--key-password-file", wrong)));
        assertEquals(
                "--key " + file("ec.key") + ": the key is not encrypted; leave out --key-password-file " + wrong,
                refusal(tls("ec.pem", "ec.key", "--key-password-file", wrong)));
        String empty = Files.createFile(home.resolve("empty.pem")).toString();
        assertEquals("--ca " + empty + ": is empty", refusal("-b", "h", "--ca", empty));
        assertEquals("cannot read --ca none: no such file or folder", refusal("-b", "h", "--ca", "none"));
        assertEquals("--key needs --cert", refusal("-b", "h", "--key", "none"));
        assertEquals("--key-password-file needs --cert", refusal("-b", "h", "--tls", "--key-password-file", wrong));
        assertTrue(refusal(tls("ec.p12", "ec.key", "--key-password-file", password()))
                .startsWith("--key cannot be used with"));
    }

    private String password() throws IOException {
        return Files.writeString(home.resolve("password"), "secret\n").toString();
    }

    @Test
    void files_of_properties_are_looked_at_as_well() throws IOException {
        String[] tls = {"-b", "h", "-X", "security.protocol=SSL", "-X", ""};
        tls[5] = "ssl.truststore.location=none";
        assertEquals("cannot read -X ssl.truststore.location none: no such file or folder", refusal(tls));
        tls[5] = "ssl.truststore.location=" + file("ec.key");
        assertEquals(
                "-X ssl.truststore.location " + file("ec.key") + ": no certificate in it: it holds a private key",
                refusal(tls));
        tls[5] = "ssl.truststore.certificates=rubbish";
        assertTrue(refusal(tls).startsWith("-X ssl.truststore.certificates: no certificate in it"));
        Path properties = Files.writeString(
                home.resolve("client.properties"),
                "security.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.location=" + file("ec.pem") + "\n");
        assertTrue(refusal("-b", "h", "-F", properties.toString())
                .startsWith(
                        "ssl.keystore.location (" + properties + ") " + file("ec.pem") + ": it holds no private key"));
        assertEquals("PLAINTEXT", settings("-b", "h", "-X", tls[5]).securityProtocol());
        tls[5] = "ssl.enabled.protocols=TLSv1.3,TLSv1.4";
        assertTrue(refusal(tls).startsWith("-X ssl.enabled.protocols: Java's TLS does not know 'TLSv1.4'"));
        tls[5] = "ssl.cipher.suites=NOPE";
        assertTrue(refusal(tls).startsWith("-X ssl.cipher.suites: Java's TLS does not know 'NOPE'"));
    }

    @Test
    void a_store_stays_a_file_and_its_password_is_tried() throws IOException {
        KafkaSettings settings =
                settings("-b", "h", "--cert", file("ec.jks").toString(), "--key-password-file", password());
        assertEquals("JKS", settings.value("ssl.keystore.type").orElseThrow());
        assertEquals(
                file("ec.jks").toString(),
                settings.value("ssl.keystore.location").orElseThrow());
        assertFalse(settings.show().contains("secret"), settings.show());
        assertTrue(ClientTls.of(settings).isPresent());
        assertTrue(refusal("-b", "h", "--cert", file("ec.jks").toString()).contains("--key-password-file"));
        String[] trust = {"-b", "h", "--ca", file("trust.p12").toString(), "-X", "ssl.truststore.password=secret"};
        assertEquals("PEM", settings(trust).value("ssl.truststore.type").orElseThrow());
        trust[5] = "ssl.truststore.password=wrong";
        assertTrue(refusal(trust).endsWith("the password of -X ssl.truststore.password does not open it"));
    }

    @Test
    void a_short_option_goes_before_what_a_file_has_of_the_same_store() throws IOException {
        Path properties = Files.writeString(
                home.resolve("client.properties"),
                """
                security.protocol=SSL
                ssl.truststore.type=JKS
                ssl.truststore.location=none
                ssl.truststore.password=x
                ssl.keystore.location=none
                ssl.keystore.password=x
                ssl.key.password=x
                """);
        KafkaSettings settings = settings(tls(
                "ec.pem",
                "ec.key",
                "-F",
                properties.toString(),
                "--ca",
                file("root.pem").toString()));
        assertTrue(ClientTls.of(settings).isPresent());
    }

    @Test
    void secrets_are_never_shown() {
        environment.put("KAFKA_PASSWORD", "hush");
        String shown = settings("-b", "h", "--username", "u", "-X", "ssl.key.password=hush")
                .show();
        assertFalse(shown.contains("hush"), shown);
        assertTrue(shown.contains("sasl.jaas.config=***  # TLS and SASL options"), shown);
        assertTrue(shown.contains("security.protocol=SASL_PLAINTEXT"), shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.keystore.password",
                "basic.auth.user.info",
                "SASL.PASSWORD",
                "my.passwd",
                "some.api.key",
                "sasl.oauthbearer.client.credentials.client.secret",
                "sasl.oauthbearer.assertion.private.key.passphrase"
            })
    void what_sounds_like_a_secret_is_masked_even_if_Kafka_does_not_know_it(String name) {
        String shown = settings("-b", "h", "-X", name + "=hush").show();
        assertTrue(shown.contains(name + "=***"), shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.oauthbearer.token.endpoint.url",
                "sasl.oauthbearer.client.credentials.client.id",
                "client.id"
            })
    void what_is_no_secret_is_shown(String name) {
        assertTrue(settings("-b", "h", "-X", name + "=seen").show().contains(name + "=seen"));
    }

    @Test
    void no_sentence_repeats_what_may_be_a_secret() throws IOException {
        assertFalse(refused("-X", "ssl.key.password:hush").contains("hush"));
        config("config.toml", "ssl.key.password = hush\n");
        assertFalse(refused("-b", "h").contains("hush"));
        config("config.toml", "ssl.key.password = \"hush\\q\"\n");
        assertTrue(refused("-b", "h").contains("config.toml:1: "), refused("-b", "h"));
        assertFalse(refused("-b", "h").contains("hush"));
    }

    @Test
    void a_TOML_name_that_is_there_twice_is_refused_with_its_line() throws IOException {
        config("config.toml", "acks = 1\n[profile.a]\nacks = 2\n[profile.b]\nacks = 3\n[profile.a]\nacks = 4\n");
        assertTrue(refused("-b", "h").contains("config.toml:7: 'profile.a.acks' is set twice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeffacks=1\nlinger.ms=7\n", "acks=1\r\nlinger.ms=7\r\n", "\tacks\t=\t1\n  linger.ms:7"})
    void a_properties_file_is_any_editor_s_text(String text) throws IOException {
        Path file = Files.writeString(home.resolve("client.properties"), text);
        KafkaSettings settings = settings("-b", "h", "-F", file.toString());
        assertEquals("1", settings.value("acks").orElseThrow());
        assertEquals("7", settings.value("linger.ms").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeffacks = 1\r\nlinger.ms = 7\r\n", "\tacks\t=\t1\n\tlinger.ms = 7"})
    void so_is_a_TOML_file(String text) throws IOException {
        config("config.toml", text);
        assertEquals("1", settings("-b", "h").value("acks").orElseThrow());
        assertEquals("7", settings("-b", "h").value("linger.ms").orElseThrow());
    }

    @Test
    void a_file_that_is_no_text_is_refused_with_its_name_and_what_to_do() throws IOException {
        Path file = Files.write(home.resolve("client.properties"), "acks=1".getBytes(StandardCharsets.UTF_16));
        assertTrue(refused("-b", "h", "-F", file.toString())
                .contains("client.properties: it is UTF-16: save it as UTF-8"));
        Files.write(file, "acks=1\nclient.id=m\u00fcller".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refused("-b", "h", "-F", file.toString()).contains("client.properties:2: "));
        Files.writeString(file, "acks=1\n\nclient.id=\\u00zz");
        assertTrue(refused("-b", "h", "-F", file.toString()).contains("client.properties:3: "));
        assertTrue(refused("-b", "h", "-F", "/no/file").contains("/no/file: no such file"));
        assertTrue(refused("-b", "h", "--username", "u", "--password-file", "/no/file")
                .contains("/no/file: no such file"));
    }

    private String refused(String... args) {
        Failure failure = assertThrows(Failure.class, () -> settings(args));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence();
    }

    @Test
    void an_unknown_mechanism_names_the_nearest() {
        Failure failure = assertThrows(
                Failure.class, () -> settings("-b", "h", "--username", "u", "--sasl-mechanism", "SCRAM-SHA-215"));
        assertTrue(failure.sentence().contains("did you mean SCRAM-SHA-256?"), failure.sentence());
    }

    @Test
    void an_option_given_twice_keeps_the_others() {
        KafkaSettings settings = settings("-b", "a", "-X", "acks=1", "-F", "/dev/null", "-X", "linger.ms=7", "-b", "b");
        assertEquals("b:9092", settings.bootstrap());
        assertEquals("1", settings.value("acks").orElseThrow());
        assertEquals("7", settings.value("linger.ms").orElseThrow());
    }

    @Test
    void verbosity_counts_letters() {
        Tool tool = new Tool();
        new CommandLine(tool).parseArgs("-b", "h", "-vv", "-q");
        assertEquals(2, tool.connection.verbosity());
        assertTrue(tool.connection.quiet());
    }
}
