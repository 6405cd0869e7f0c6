package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.journeys.ScriptedBroker.Manner;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** Everything that keeps the MQTT tools from their work: one sentence, the right status, and an end in time. */
class MqttFailuresJarIT {
    private static final int LIMIT_SECONDS = 10;
    private static final Path DYNAMIC_SECURITY = Path.of("/usr/lib/x86_64-linux-gnu/mosquitto_dynamic_security.so");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Pki pki;

    private static final int GUARDED = FreePorts.next();
    private static final int TLS = FreePorts.next();
    private static final int MUTUAL = FreePorts.next();
    private static final int EXPIRED = FreePorts.next();
    private static final int WEBSOCKET = FreePorts.next();
    private static final int SECURE_WEBSOCKET = FreePorts.next();

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Mosquitto.installed() && Child.installed("openssl"), "mosquitto or openssl is not installed");
        pki = Pki.in(folder);
        Path passwords = folder.resolve("passwords");
        try (Child made = Child.program(List.of("mosquitto_passwd", "-b", "-c", passwords.toString(), "me", "right"))) {
            assertEquals(0, made.ended(10).status());
        }
        Path acl = Files.writeString(folder.resolve("acl"), "user me\ntopic readwrite mine/#\n");
        String[] certificate = {"certfile " + pki.file("server.pem"), "keyfile " + pki.file("server.key")};
        broker = Mosquitto.start(
                folder,
                Stream.of(
                                new String[] {"allow_anonymous true", "per_listener_settings true"},
                                listener(GUARDED, "password_file " + passwords, "acl_file " + acl),
                                listener(TLS, "allow_anonymous true"),
                                certificate,
                                listener(
                                        MUTUAL,
                                        "allow_anonymous true",
                                        "require_certificate true",
                                        "cafile " + pki.file("ca.pem")),
                                certificate,
                                listener(
                                        EXPIRED,
                                        "allow_anonymous true",
                                        "certfile " + pki.file("expired.pem"),
                                        "keyfile " + pki.file("expired.key")),
                                listener(WEBSOCKET, "allow_anonymous true", "protocol websockets"),
                                listener(SECURE_WEBSOCKET, "allow_anonymous true", "protocol websockets"),
                                certificate)
                        .flatMap(Arrays::stream)
                        .toArray(String[]::new));
    }

    private static String[] listener(int port, String... lines) {
        return Stream.concat(Stream.of("listener " + port + " 127.0.0.1"), Stream.of(lines))
                .toArray(String[]::new);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    /** Both tools with the same connection, side by side. */
    private static void bothEnd(int status, String words, String... connection) {
        String[] publish = with(connection, "-t", "mine/a", "-m", "b", "-q", "1");
        String[] subscribe = with(connection, "-t", "mine/a", "-C", "1", "-q", "1", "-W", "8");
        long begun = System.nanoTime();
        try (Child publisher = Child.jar("mqtt-publish", "mqtt-publish", publish);
                Child subscriber = Child.jar("mqtt-subscribe", "mqtt-subscribe", subscribe)) {
            assertEnds(status, words, "mqtt-publish", begun, publisher);
            assertEnds(status, words, "mqtt-subscribe", begun, subscriber);
        }
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private static void assertEnds(int status, String words, String tool, String... args) {
        long begun = System.nanoTime();
        try (Child child = Child.jar(tool, tool, args)) {
            assertEnds(status, words, tool, begun, child);
        }
    }

    private static void assertEnds(int status, String words, String tool, long begun, Child child) {
        Child.Ended ended = child.endInput().ended(LIMIT_SECONDS + 10);
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(LIMIT_SECONDS), "too long: " + ended.err());
        assertEquals(status, ended.status(), tool + ": " + ended.err());
        assertTrue(ended.err().contains(words), tool + ": " + ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().startsWith(tool + ": "), ended.err());
        assertEquals("", ended.out());
    }

    private static String[] port(int port, String... more) {
        return with(new String[] {"-p", Integer.toString(port)}, more);
    }

    @Test
    void nobody_is_there() throws IOException {
        bothEnd(4, "unknown host 'no-such-host.invalid'", "-h", "no-such-host.invalid");
        bothEnd(4, "connection refused; is the broker running there?", port(FreePorts.next()));
        bothEnd(
                4,
                "cannot connect to unix:",
                "--unix",
                folder.resolve("no-socket").toString());
        try (BlackHole hole = new BlackHole()) {
            bothEnd(
                    4,
                    "no answer from localhost:" + hole.port() + " in 1 s",
                    port(hole.port(), "--connect-timeout", "1s"));
        }
        try (ScriptedBroker silent = new ScriptedBroker(Manner.SILENT)) {
            bothEnd(4, "in 1 s", port(silent.port(), "--connect-timeout", "1s"));
            bothEnd(4, "in 1 s", port(silent.port(), "--connect-timeout", "1s", "--tls-use-os-certs"));
            bothEnd(4, "in 1 s", port(silent.port(), "--connect-timeout", "1s", "--ws"));
            String proxy = "socks5h://localhost:" + silent.port();
            bothEnd(4, "in 1 s", port(broker.port(), "--connect-timeout", "1s", "--proxy", proxy));
        }
    }

    /** A port whose queue of connections is full, so that the next SYN is dropped. */
    private static final class BlackHole implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> waiting = new ArrayList<>();

        BlackHole() throws IOException {
            for (boolean full = false; !full; ) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), 300);
                } catch (java.net.SocketTimeoutException e) {
                    full = true;
                }
            }
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void the_broker_wants_another_user() {
        bothEnd(5, "not authorised (no user name was given", port(GUARDED));
        bothEnd(5, "not authorised (user 'me')", port(GUARDED, "-u", "me", "-P", "wrong"));
        bothEnd(5, "not authorised (user 'me')", port(GUARDED, "-u", "me"));
    }

    @Test
    void the_port_speaks_something_else() {
        bothEnd(4, "closed the connection without an answer; does it expect TLS?", port(TLS));
        bothEnd(8, "plain port", port(broker.port(), "--cafile", pki.file("ca.pem")));
        bothEnd(4, "", port(WEBSOCKET));
        bothEnd(4, "", port(broker.port(), "--ws"));
        bothEnd(8, "", port(WEBSOCKET, "--ws", "--cafile", pki.file("ca.pem")));
        bothEnd(4, "", port(SECURE_WEBSOCKET, "--ws"));
        bothEnd(4, "", port(TLS, "--proxy", "http://localhost:" + broker.port()));
    }

    @Test
    void the_certificates_do_not_fit() {
        bothEnd(8, "not signed by a trusted authority; name it with --cafile", port(TLS, "--tls-use-os-certs"));
        bothEnd(8, "not signed by a trusted authority", port(TLS, "--cafile", pki.file("other-ca.pem")));
        bothEnd(8, "is for another host", port(TLS, "-h", "127.0.0.1", "--cafile", pki.file("ca.pem")));
        bothEnd(8, "expired", port(EXPIRED, "--cafile", pki.file("ca.pem")));
        bothEnd(8, "client certificate", port(MUTUAL, "--cafile", pki.file("ca.pem")));
        bothEnd(8, "not accept the client certificate of --cert", mutual("stranger.pem", "stranger.key"));
        bothEnd(
                8,
                "--cert " + pki.file("client-expired.pem") + ": it expired on 20",
                mutual("client-expired.pem", "client.key"));
    }

    @Test
    void keys_and_certificates_are_looked_at_before_the_broker_is() throws IOException {
        bothEnd(2, "cannot read --cafile", port(TLS, "--cafile", "/no/such/file"));
        String empty = Files.writeString(folder.resolve("empty.pem"), "\n").toString();
        bothEnd(2, "--cafile " + empty + ": is empty", port(TLS, "--cafile", empty));
        bothEnd(
                2,
                "--cafile " + pki.file("password") + ": no certificate in it: it is neither PEM nor DER nor",
                port(TLS, "--cafile", pki.file("password")));
        bothEnd(2, "does not open it", port(TLS, "--cafile", pki.file("trust.p12"), "--ca-pw-file", pki.file("acl")));
        bothEnd(
                2,
                "--key " + pki.file("rsa.key") + ": is not the private key of the certificate in --cert "
                        + pki.file("client.pem"),
                mutual("client.pem", "rsa.key"));
        bothEnd(2, "the key is encrypted; give its password", mutual("client.pem", "client-pbes2.key"));
        bothEnd(2, "no private key in it: it holds a certificate", mutual("client.pem", "client.pem"));
        bothEnd(2, "--ciphers: Java has no cipher suite 'NOPE'", port(TLS, "--ciphers", "NOPE", "--insecure"));
        bothEnd(
                2,
                "none of these is a cipher of --tls-version tlsv1.3",
                port(TLS, "--ciphers", "ECDHE-RSA-AES256-GCM-SHA384", "--tls-version", "tlsv1.3", "--insecure"));
        bothEnd(2, "-h takes only a host, not 'localhost:1883'", "-h", "localhost:1883");
    }

    private static String[] mutual(String certificate, String key) {
        return port(MUTUAL, "--cafile", pki.file("ca.pem"), "--cert", pki.file(certificate), "--key", pki.file(key));
    }

    @Test
    void the_command_line_makes_no_sense() {
        assertEnds(2, "must not contain '#'", "mqtt-publish", port(broker.port(), "-t", "a/#", "-m", "x"));
        assertEnds(2, "must be a whole level", "mqtt-subscribe", port(broker.port(), "-t", "a#"));
        bothEnd(2, "unknown option '--bogus'", "--bogus");
        bothEnd(2, "port '0'", "-p", "0");
        for (String flag : List.of("--psk", "--psk-identity", "--tls-engine", "--tls-keylog")) {
            bothEnd(2, flag, flag, "x");
        }
        bothEnd(2, "-S does not exist", "-S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-V 311 -D connect receive-maximum 1",
                "-x 60",
                "--no-local",
                "--retain-as-published",
                "--retain-handling never"
            })
    void what_only_mqtt_5_has_is_refused_by_the_others_in_one_line(String flags) {
        assertEnds(2, "needs MQTT 5: give -V 5", "mqtt-subscribe", with(flags.split(" "), "-t", "a"));
    }

    @Test
    void the_broker_stops_answering() throws IOException {
        try (ScriptedBroker polite = new ScriptedBroker(Manner.POLITE)) {
            Child.Ended ended = endsWith(
                    27, "mqtt-publish", port(polite.port(), "-t", "a", "-m", "b", "-q", "1", "--ack-timeout", "1s"));
            assertTrue(ended.err().contains("1 read, 1 sent, 0 acknowledged, 1 failed"), ended.err());
        }
        try (ScriptedBroker deaf = new ScriptedBroker(Manner.DEAF)) {
            assertEnds(
                    27,
                    "no answer to the subscription",
                    "mqtt-subscribe",
                    port(deaf.port(), "-t", "a", "--ack-timeout", "1s"));
        }
    }

    private static Child.Ended endsWith(int status, String tool, String... args) {
        try (Child child = Child.jar(tool, tool, args)) {
            Child.Ended ended = child.endInput().ended(LIMIT_SECONDS);
            assertEquals(status, ended.status(), ended.err());
            assertTrue(ended.err().lines().allMatch(line -> line.startsWith(tool + ": ")), ended.err());
            return ended;
        }
    }

    @Test
    void the_connection_is_lost_for_good() throws IOException {
        try (Gate gate = Gate.before(broker.port());
                Child subscriber = Child.jar(
                        "mqtt-subscribe",
                        "mqtt-subscribe",
                        port(gate.port(), "-t", "lost/for/good", "--no-reconnect"))) {
            Await.that("subscribed", 20, () -> broker.said().contains("lost/for/good"));
            gate.cut();
            Child.Ended ended = subscriber.ended(LIMIT_SECONDS);
            assertEquals(4, ended.status(), ended.err());
            assertTrue(ended.err().contains("lost the connection to localhost:" + gate.port()), ended.err());
        }
    }

    @Test
    void a_message_is_larger_than_the_broker_takes() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("small"));
        Path large = Files.write(folder.resolve("large"), new byte[5_000]);
        try (Mosquitto small = Mosquitto.start(inside, "allow_anonymous true", "max_packet_size 2000")) {
            for (String qos : List.of("1", "2")) {
                Child.Ended ended =
                        endsWith(3, "mqtt-publish", port(small.port(), "-t", "a", "-q", qos, "-f", large.toString()));
                assertTrue(
                        ended.err()
                                .contains(
                                        "does it refuse a message for its size (the largest has 5000 bytes), its topic"
                                                + " (the oldest goes to 'a')"),
                        ended.err());
                assertTrue(ended.err().contains("1 read, 1 sent, 0 acknowledged, 1 failed"), ended.err());
            }
        }
    }

    @Test
    void what_rules_forbid_to_publish_is_acknowledged_all_the_same() {
        // MQTT 3.1.1 has no word for it (docs/mqtt-publish.md).
        try (Child child = Child.jar(
                "mqtt-publish",
                "mqtt-publish",
                port(GUARDED, "-u", "me", "-P", "right", "-t", "yours", "-m", "b", "-q", "1"))) {
            assertEquals(new Child.Ended(0, "", ""), child.ended(LIMIT_SECONDS));
        }
    }

    @Test
    void subscriptions_are_refused() throws IOException {
        assumeTrue(Files.exists(DYNAMIC_SECURITY), "mosquitto's dynamic security is not installed");
        Path inside = Files.createDirectory(folder.resolve("dynamic"));
        Path rules = Files.writeString(
                inside.resolve("rules.json"),
                """
                {"defaultACLAccess": {"publishClientSend": true, "publishClientReceive": true,
                  "subscribe": false, "unsubscribe": true}, "clients": [], "anonymousGroup": "all",
                  "groups": [{"groupname": "all", "roles": [{"rolename": "some"}]}],
                  "roles": [{"rolename": "some",
                    "acls": [{"acltype": "subscribePattern", "topic": "open/#", "allow": true}]}]}
                """);
        try (Mosquitto strict = Mosquitto.start(
                inside, "allow_anonymous true", "plugin " + DYNAMIC_SECURITY, "plugin_opt_config_file " + rules)) {
            Child.Ended all = endsWith(6, "mqtt-subscribe", port(strict.port(), "-t", "a", "-t", "b"));
            assertEquals(
                    """
                    mqtt-subscribe: subscription to 'a' refused by the broker
                    mqtt-subscribe: subscription to 'b' refused by the broker
                    mqtt-subscribe: 2 of 2 subscriptions refused; is the user allowed to read there?
                    """,
                    all.err());
            Child.Ended some = endsWith(6, "mqtt-subscribe", port(strict.port(), "-t", "open/a", "-t", "b"));
            assertTrue(some.err().contains("1 of 2 subscriptions refused; --allow-refused"), some.err());
            String[] allowed = port(strict.port(), "-t", "open/a", "-t", "b", "--allow-refused", "-E");
            assertEquals(
                    "mqtt-subscribe: subscription to 'b' refused by the broker\n",
                    endsWith(0, "mqtt-subscribe", allowed).err());
        }
    }

    @ParameterizedTest
    @CsvSource({"right, 0", "wrong, 5"})
    void a_password_is_asked_for_on_the_terminal_and_not_shown(String password, int status) {
        assumeTrue(Child.installed("script"), "script is not installed");
        String[] args = with(port(GUARDED), "-u", "me", "--ask-pw", "-t", "mine/a", "-m", "b", "-q", "1");
        String line = String.join(" ", Child.command("mqtt-publish", "mqtt-publish", args));
        try (Child child = Child.program(List.of("script", "-qec", line, "/dev/null"))) {
            Await.that("the question", 20, () -> child.out().contains("assword"));
            Child.Ended ended = child.type(password + "\n").ended(30);
            assertEquals(status, ended.status(), ended.out());
            assertFalse(ended.out().contains(password), ended.out());
        }
    }

    @Test
    void nothing_comes_in_time() {
        assertEnds(
                27,
                "0 of 1 message came",
                "mqtt-subscribe",
                port(broker.port(), "-t", "silent", "-C", "1", "-W", "500ms"));
        String[] question = port(broker.port(), "-t", "q", "-m", "x", "--wait-reply", "silent", "-W", "500ms");
        assertTrue(endsWith(27, "mqtt-publish", question).err().startsWith("mqtt-publish: not done in 0.5 s (-W)\n"));
    }
}
