package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Stop;

@Timeout(20)
class ReachabilityTest {
    private static KafkaSettings settings(String bootstrap, int millis) {
        TreeMap<String, Setting> settings = new TreeMap<>();
        settings.put("bootstrap.servers", new Setting(bootstrap, "-b"));
        return new KafkaSettings(ClientKind.PRODUCER, settings, Duration.ofMillis(millis));
    }

    private static Failure failure(String bootstrap, int millis) {
        Failure failure =
                assertThrows(Failure.class, () -> Reachability.check(settings(bootstrap, millis), new Stop()));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        return failure;
    }

    @Test
    void an_unknown_host_is_named_at_once() {
        Failure failure = failure("no-such-host.invalid:9092", 60_000);
        assertTrue(failure.sentence().contains("no-such-host.invalid:9092: unknown host"), failure.sentence());
    }

    @Test
    void a_port_nobody_listens_on_is_refused_at_the_deadline() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Failure failure = failure("127.0.0.1:" + port, 300);
        assertEquals("cannot reach 127.0.0.1:" + port + " in 300 ms: Connection refused", failure.sentence());
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
        Failure failure = assertThrows(Failure.class, () -> Reachability.check(settings("127.0.0.1:1", 60_000), stop));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
    }
}
