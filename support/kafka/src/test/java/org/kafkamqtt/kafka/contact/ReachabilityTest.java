package org.kafkamqtt.kafka.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;

@Timeout(60)
class ReachabilityTest {
    private static KafkaSettings settings(String bootstrap, int millis) {
        return settings(bootstrap, millis, false, Map.of());
    }

    private static KafkaSettings settings(String bootstrap, int millis, boolean patient, Map<String, String> more) {
        TreeMap<String, Setting> settings = new TreeMap<>();
        settings.put("bootstrap.servers", new Setting(bootstrap, "-b"));
        more.forEach((name, value) -> settings.put(name, new Setting(value, "-X")));
        return new KafkaSettings(ClientKind.PRODUCER, settings, Duration.ofMillis(millis), patient);
    }

    private static Failure failure(String bootstrap, int millis) {
        return failure(ExitStatus.UNREACHABLE, settings(bootstrap, millis));
    }

    private static Failure failure(ExitStatus status, KafkaSettings settings) {
        Failure failure = assertThrows(Failure.class, () -> Reachability.check(settings, new Stop()));
        assertEquals(status, failure.status(), failure.sentence());
        return failure;
    }

    /** The settings of a client that trusts the fake listener, and what it says within five seconds of its ten. */
    private static String refusal(ExitStatus status, FakeListener listener, String protocol, String... more)
            throws IOException {
        long begun = System.nanoTime();
        String words = failure(status, client(listener, protocol, more)).sentence();
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(5), words);
        return words.replace(listener.address(), "HOST:1");
    }

    private static KafkaSettings client(FakeListener listener, String protocol, String... more) throws IOException {
        Map<String, String> properties = new HashMap<>(Map.of(
                "security.protocol",
                protocol,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                Files.readString(FakeListener.FILES.resolve("ec.pem")),
                "ssl.endpoint.identification.algorithm",
                ""));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return settings(listener.address(), 10_000, false, properties);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void an_unknown_host_is_named_at_once() {
        Failure failure = failure("no-such-host.invalid:9092", 60_000);
        assertTrue(failure.sentence().contains("no-such-host.invalid:9092: unknown host"), failure.sentence());
    }

    @Test
    void a_port_nobody_listens_on_is_said_at_once() throws IOException {
        String server = "127.0.0.1:" + freePort();
        long begun = System.nanoTime();
        assertEquals(
                "cannot connect to " + server + ": connection refused; is the broker running there?",
                failure(server, 60_000).sentence());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void a_port_nobody_listens_on_is_waited_for_if_the_user_says_how_long() throws IOException {
        String server = "127.0.0.1:" + freePort();
        long begun = System.nanoTime();
        assertEquals(
                "cannot connect to " + server + " in 400 ms: connection refused; is the broker running there?",
                failure(ExitStatus.UNREACHABLE, settings(server, 400, true, Map.of()))
                        .sentence());
        assertTrue(System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(400));
    }

    @Test
    void one_broker_that_answers_is_enough_and_needs_no_patience() throws IOException {
        try (FakeListener good = FakeListener.plain(false);
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long begun = System.nanoTime();
            String refused = "127.0.0.1:" + freePort();
            String mute = "127.0.0.1:" + silent.getLocalPort();
            for (String first : List.of(refused, mute, "no-such-host.invalid:9092", mute + "," + refused)) {
                Reachability.check(settings(first + "," + good.address(), 60_000), new Stop());
            }
            assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10));
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void a_listener_that_suits_is_reached(boolean tls, boolean sasl) throws Exception {
        try (FakeListener listener = tls ? FakeListener.tls(sasl) : FakeListener.plain(sasl)) {
            Reachability.check(client(listener, (sasl ? "SASL_" : "") + (tls ? "SSL" : "PLAINTEXT")), new Stop());
        }
    }

    @Test
    void what_is_no_kafka_at_all_is_doubted() throws Exception {
        try (FakeListener other = FakeListener.tlsOf(0)) {
            assertEquals(
                    "TLS with HOST:1 failed: the broker hung up after the handshake; does it want a client certificate"
                            + " (--cert and --key), or is it not a Kafka broker?",
                    refusal(ExitStatus.TLS, other, "SSL"));
        }
    }

    @Test
    void tls_at_a_plain_port_is_said() throws Exception {
        try (FakeListener plain = FakeListener.plain(false);
                FakeListener guarded = FakeListener.plain(true)) {
            String said = "TLS with HOST:1 failed: the listener does not use TLS (leave out --tls, --ca and --cert)";
            assertEquals(said, refusal(ExitStatus.TLS, plain, "SSL"));
            assertEquals(said, refusal(ExitStatus.TLS, guarded, "SASL_SSL"));
            assertEquals(
                    said + " and wants SASL (--sasl-mechanism, --username)", refusal(ExitStatus.TLS, guarded, "SSL"));
        }
    }

    @Test
    void what_a_listener_wants_besides_is_said() throws Exception {
        String sasl = "SASL (--sasl-mechanism, --username)";
        String tls = "TLS (--tls, --ca)";
        try (FakeListener encrypted = FakeListener.tls(false);
                FakeListener both = FakeListener.tls(true);
                FakeListener guarded = FakeListener.plain(true)) {
            ExitStatus status = ExitStatus.UNREACHABLE;
            String plain = "HOST:1 hung up on a PLAINTEXT client: the listener wants ";
            assertEquals(plain + tls, refusal(status, encrypted, "PLAINTEXT"));
            assertEquals(plain + tls + " and " + sasl, refusal(status, both, "PLAINTEXT"));
            assertEquals(plain + sasl, refusal(status, guarded, "PLAINTEXT"));
            assertEquals(
                    "HOST:1 hung up on a SASL_PLAINTEXT client: the listener wants " + tls,
                    refusal(status, both, "SASL_PLAINTEXT"));
            assertEquals("HOST:1 hung up on an SSL client: the listener wants " + sasl, refusal(status, both, "SSL"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_client_certificate_that_is_wanted_or_not_accepted_is_said(String version) throws Exception {
        try (FakeListener mutual = FakeListener.mutual(version)) {
            String without = refusal(ExitStatus.TLS, mutual, "SSL");
            assertTrue(without.matches(".*(requires|want) a client certificate.*--cert and --key.*"), without);
            String stranger = refusal(ExitStatus.TLS, mutual, "SSL", identity("ec.pem"));
            assertTrue(stranger.contains("not accept the client certificate of -X"), stranger);
            String expired = refusal(ExitStatus.TLS, mutual, "SSL", identity("expired.pem"));
            assertTrue(expired.contains("not accept the client certificate of -X: it expired on 20"), expired);
            String chain = Files.readString(FakeListener.FILES.resolve("leaf.pem"))
                    + Files.readString(FakeListener.FILES.resolve("intermediate.pem"));
            String[] right = identity("leaf.pem");
            right[3] = chain;
            Reachability.check(client(mutual, "SSL", right), new Stop());
        }
    }

    private static String[] identity(String certificate) throws IOException {
        return new String[] {
            "ssl.keystore.type", "PEM",
            "ssl.keystore.certificate.chain", Files.readString(FakeListener.FILES.resolve(certificate)),
            "ssl.keystore.key", Files.readString(FakeListener.FILES.resolve("ec.key"))
        };
    }

    @Test
    void a_certificate_that_nobody_vouches_for_or_of_another_host_is_said() throws Exception {
        String other = Files.readString(FakeListener.FILES.resolve("rsa.pem"));
        try (FakeListener listener = FakeListener.tls(false)) {
            String stranger = refusal(ExitStatus.TLS, listener, "SSL", "ssl.truststore.certificates", other);
            assertTrue(stranger.endsWith("not signed by a trusted authority; name it with --ca"), stranger);
            String host = refusal(ExitStatus.TLS, listener, "SSL", "ssl.endpoint.identification.algorithm", "https");
            assertTrue(host.contains("for another host") && host.contains("--no-hostname-check"), host);
        }
    }

    @Test
    void silence_ends_at_the_deadline() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Failure failure = failure("127.0.0.1:" + silent.getLocalPort(), 300);
            assertTrue(failure.sentence().contains("no answer"), failure.sentence());
        }
    }

    @Test
    void a_listener_that_hangs_up_wants_another_protocol() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread hangUp = new Thread(() -> hangUp(server), "hang-up");
            hangUp.start();
            Failure failure = failure("127.0.0.1:" + server.getLocalPort(), 10_000);
            assertTrue(failure.sentence().contains("wants SASL or TLS"), failure.sentence());
            hangUp.join();
        }
    }

    private static void hangUp(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(14);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_wish_to_stop_ends_the_wait() {
        Stop stop = new Stop();
        stop.request();
        Failure failure = assertThrows(
                Failure.class, () -> Reachability.check(settings("127.0.0.1:1", 60_000, true, Map.of()), stop));
        assertEquals("stopped before 127.0.0.1:1 answered", failure.sentence());
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
    }
}
