package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Certificates;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.trial.Child;

/** Brokers that want to know who comes, through the shipped jar. */
class SecurityJarIT {
    private static final String LISTENER = "listener.name.secure.";
    /** Keys and certificates of every form, with a script that makes them. */
    private static final Path MADE = Path.of("../support/console/src/test/resources/org/kafkamqtt/console/tls");

    @TempDir
    Path folder = Path.of("");

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static Child.Ended run(Sandbox sandbox, String... more) {
        String ca = sandbox.certificates().certificate().toString();
        Stream<String> base = Stream.of("-b", sandbox.secureKafkaAddress(), "-t", "t", "--ca", ca);
        return Jar.run("line\n", Stream.concat(base, Stream.of(more)).toArray(String[]::new));
    }

    private static Sandbox started(Map<String, String> more) {
        Sandbox sandbox = Sandbox.start(SandboxSettings.securedKafka(), more);
        sandbox.createTopic("t", 1);
        return sandbox;
    }

    private static List<String> arrived(Sandbox sandbox) {
        return Log.values(Log.of(sandbox.kafkaAddress(), "t")).toList();
    }

    @Test
    void scram_tells_right_from_wrong_and_no_credentials() throws IOException {
        String right = file("right", Sandbox.PASSWORD);
        String wrong = file("wrong", "wrong");
        try (Sandbox sandbox = started(Map.of())) {
            String broker = sandbox.secureKafkaAddress();
            String[] user = {"--sasl-mechanism", "SCRAM-SHA-256", "--username", Sandbox.USER, "--password-file", right};
            assertEquals(new Child.Ended(0, "", ""), run(sandbox, user));
            user[5] = wrong;
            Child.Ended refused = run(sandbox, user);
            assertEquals(5, refused.status(), refused.err());
            assertTrue(refused.err().contains("not authenticated by " + broker), refused.err());
            assertEquals(8, Jar.run("line\n", "-b", broker, "-t", "t", "--tls").status());
            Child.Ended plain = Jar.run("line\n", "-b", broker, "-t", "t");
            assertEquals(4, plain.status(), plain.err());
            assertTrue(plain.err().contains("wants TLS (--tls, --ca) and SASL"), plain.err());
            assertEquals(List.of("line"), arrived(sandbox));
        }
    }

    /** Ends with one sentence, before the connect timeout: in a second, but machines may be busy. */
    private static void ends(int status, List<String> words, String... args) {
        long begun = System.nanoTime();
        Child.Ended ended = Jar.run("line\n", args);
        assertTrue(System.nanoTime() - begun < 9_000_000_000L, ended.err());
        assertEquals(status, ended.status(), ended.err());
        words.forEach(each -> assertTrue(ended.err().contains(each), ended.err()));
        assertEquals(1, ended.err().lines().count(), ended.err());
    }

    private static void ends(int status, String words, String... args) {
        ends(status, List.of(words), args);
    }

    @Test
    void too_much_or_too_little_security_is_one_sentence() throws IOException {
        String password = file("password", Sandbox.PASSWORD);
        try (Sandbox sandbox = started(Map.of())) {
            String plain = sandbox.kafkaAddress();
            String secure = sandbox.secureKafkaAddress();
            String ca = sandbox.certificates().certificate().toString();
            ends(8, "does not use TLS (leave out", "-b", plain, "-t", "t", "--ca", ca);
            ends(4, "wants SASL (--sasl-mechanism, --username)", "-b", secure, "-t", "t", "--ca", ca);
            String[] login = {"-t", "t", "--username", Sandbox.USER, "--password-file", password, "-b", ""};
            login[7] = plain;
            ends(5, plain + " does not ask for a login", login);
            login[7] = secure;
            ends(4, "wants TLS (--tls, --ca)", login);
            assertEquals(List.of(), arrived(sandbox));
        }
    }

    @Test
    void keys_of_every_form_get_through_and_those_of_others_do_not() throws Exception {
        Map<String, String> mutual = Map.of(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SSL",
                LISTENER + "ssl.client.auth",
                "required",
                "ssl.truststore.location",
                trusting("ec", "rsa", "ed25519"));
        String password = file("password", "secret");
        try (Sandbox sandbox = started(mutual)) {
            for (String[] login : List.of(
                    identity("ec", "ec-sec1-parameters.key"),
                    identity("rsa", "rsa-pkcs1.key"),
                    identity("ed25519", "ed25519.key"),
                    with(identity("ec", "ec-pbes2-aes-256-cbc.key"), "--key-password-file", password))) {
                assertEquals(new Child.Ended(0, "", ""), run(sandbox, login), login[3]);
            }
            assertEquals(List.of("line", "line", "line", "line"), arrived(sandbox));
            String ca = sandbox.certificates().certificate().toString();
            String[] broker = {"-b", sandbox.secureKafkaAddress(), "-t", "t", "--ca", ca};
            ends(
                    2,
                    "rsa.key: is not the private key of the certificate in --cert",
                    with(broker, identity("ec", "rsa.key")));
            ends(8, "expired.pem: it expired on 20", with(broker, identity("expired", "ec.key")));
            ends(8, "not accept the client certificate of --cert", with(broker, identity("rsa-pss", "rsa-pss.key")));
            // The broker's alert may or may not arrive before it hangs up.
            ends(
                    8,
                    List.of("TLS with " + broker[1] + " failed: ", " a client certificate", "--cert and --key"),
                    broker);
        }
    }

    private static String[] identity(String certificate, String key) {
        return new String[] {
            "--cert", MADE.resolve(certificate + ".pem").toString(),
            "--key", MADE.resolve(key).toString()
        };
    }

    /** A store of these certificates, for the broker. */
    private String trusting(String... names) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        for (String name : names) {
            try (InputStream in = Files.newInputStream(MADE.resolve(name + ".pem"))) {
                trust.setCertificateEntry(
                        name, CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, Certificates.PASSWORD.toCharArray());
        }
        return file.toString();
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void a_password_may_come_from_the_environment() {
        try (Sandbox sandbox = started(Map.of())) {
            List<String> command = Child.command(
                    "kafka-producer",
                    "kafka-producer",
                    "-b",
                    sandbox.secureKafkaAddress(),
                    "-t",
                    "t",
                    "--ca",
                    sandbox.certificates().certificate().toString(),
                    "--username",
                    Sandbox.USER);
            try (Child child = Child.program(command, Map.of("KAFKA_PASSWORD", Sandbox.PASSWORD))) {
                assertEquals(
                        new Child.Ended(0, "", ""),
                        child.type("line\n").endInput().ended(30));
            }
        }
    }

    @Test
    void a_broker_that_wants_a_certificate_gets_one() throws Exception {
        try (Sandbox sandbox = started(Map.of(LISTENER + "ssl.client.auth", "required"))) {
            String certificate = sandbox.certificates().certificate().toString();
            String key = file("key.pem", key(sandbox.certificates()));
            String password = file("password", Sandbox.PASSWORD);
            String[] login = {"--username", Sandbox.USER, "--password-file", password};
            Child.Ended without = run(sandbox, login);
            assertEquals(8, without.status(), without.err());
            assertEquals(1, without.err().lines().count(), without.err());
            Child.Ended with = run(
                    sandbox,
                    Stream.concat(Stream.of("--cert", certificate, "--key", key), Stream.of(login))
                            .toArray(String[]::new));
            assertEquals(new Child.Ended(0, "", ""), with);
            for (String type : List.of("p12", "jks")) {
                String store = store(sandbox.certificates(), type);
                String storePassword = file("store-password", Certificates.PASSWORD);
                String[] options = {"--cert", store, "--key-password-file", storePassword};
                assertEquals(
                        new Child.Ended(0, "", ""),
                        run(
                                sandbox,
                                Stream.concat(Stream.of(options), Stream.of(login))
                                        .toArray(String[]::new)));
            }
            assertEquals(List.of("line", "line", "line"), arrived(sandbox));
        }
    }

    /** The key and its certificate in a store of this type. */
    private String store(Certificates certificates, String type) throws Exception {
        char[] password = Certificates.PASSWORD.toCharArray();
        KeyStore from = KeyStore.getInstance(certificates.keyStore().toFile(), password);
        KeyStore to = KeyStore.getInstance(type.equals("jks") ? "JKS" : "PKCS12");
        to.load(null, null);
        to.setKeyEntry("own", from.getKey("server", password), password, from.getCertificateChain("server"));
        Path file = folder.resolve("store." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            to.store(out, password);
        }
        return file.toString();
    }

    /** The key of the store, as PEM. */
    private static String key(Certificates certificates) throws Exception {
        char[] password = Certificates.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance(certificates.keyStore().toFile(), password);
        byte[] key = store.getKey("server", password).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void a_token_is_fetched_with_the_clients_secret() throws IOException {
        String right = file("right", "client-secret");
        String wrong = file("wrong", "wrong");
        HttpServer tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/token", exchange -> {
            String expected = Base64.getEncoder().encodeToString("client:client-secret".getBytes(UTF_8));
            boolean known =
                    ("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = known
                    ? ("{\"access_token\":\"" + TokenCheck.token() + "\",\"expires_in\":3600}").getBytes(UTF_8)
                    : "{\"error\":\"invalid_client\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
        String url = "http://localhost:" + tokens.getAddress().getPort() + "/token";
        Map<String, String> broker = Map.of(
                "sasl.enabled.mechanisms",
                "OAUTHBEARER",
                LISTENER + "oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required ;",
                LISTENER + "oauthbearer.sasl.server.callback.handler.class",
                TokenCheck.class.getName());
        try (Sandbox sandbox = started(broker)) {
            String[] login = {
                "--sasl-mechanism",
                "OAUTHBEARER",
                "--username",
                "client",
                "--oauth-token-url",
                url,
                "--password-file",
                ""
            };
            login[7] = right;
            assertEquals(new Child.Ended(0, "", ""), run(sandbox, login));
            assertEquals(List.of("line"), arrived(sandbox));
            login[7] = wrong;
            Child.Ended refused = run(sandbox, login);
            assertEquals(5, refused.status(), refused.err());
            assertEquals(1, refused.err().lines().count(), refused.err());
        } finally {
            tokens.stop(0);
        }
    }
}
