package org.kafkamqtt.console.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** A run is seen over HTTP. */
@Timeout(30)
class MonitorIT {
    private static final Pattern TOLD =
            Pattern.compile("tool: serving metrics at (http://127\\.0\\.0\\.1:\\d+)/metrics\n");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.of("tool", InputStream.nullInputStream(), new ByteArrayOutputStream(), err);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private volatile boolean connected = true;

    private final Vitals run = new Vitals() {
        @Override
        public void tell(Samples samples) {
            samples.counter("records_read", "Records read", 7);
        }

        @Override
        public Pulse pulse() {
            return new Pulse("b:9092", "record", connected, 0, 0, 0);
        }
    };

    private Monitor open(int port) {
        return Monitor.open(Optional.of(new MetricsAddress("127.0.0.1", port)), console);
    }

    private String address() {
        Matcher told = TOLD.matcher(err.toString(UTF_8));
        assertTrue(told.matches(), () -> err.toString(UTF_8));
        return told.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address() + path)).build(), BodyHandlers.ofString());
    }

    @Test
    void metrics_are_those_of_the_run_and_its_build() throws Exception {
        try (Monitor monitor = open(0)) {
            monitor.show(run);
            String body = get("/metrics").body();
            assertTrue(body.contains("\ntool_records_read_total 7.0\n"), body);
            assertTrue(body.contains("\ntool_connected 1.0\n"), body);
            assertTrue(body.contains("\ntool_healthy 1.0\n"), body);
            assertTrue(body.contains("tool_build_info{commit=\"unknown\",java=\""), body);
        }
    }

    @Test
    void health_is_one_line_with_a_status() throws Exception {
        try (Monitor monitor = open(0)) {
            HttpResponse<String> early = get("/health");
            assertEquals("503 not connected yet\n", early.statusCode() + " " + early.body());
            monitor.show(run);
            HttpResponse<String> later = get("/health");
            assertEquals("200 ok\n", later.statusCode() + " " + later.body());
        }
    }

    @Test
    void any_other_path_is_answered_with_what_there_is() throws Exception {
        try (Monitor monitor = open(0)) {
            assertEquals("tool: /metrics for Prometheus, /health for health checks\n", get("/").body());
            assertEquals(404, get("/metricsx").statusCode());
            monitor.show(run);
        }
    }

    @Test
    void nothing_can_be_changed_from_outside() throws Exception {
        try (Monitor monitor = open(0)) {
            monitor.show(run);
            HttpRequest post = HttpRequest.newBuilder(URI.create(address() + "/metrics"))
                    .POST(BodyPublishers.ofString("x"))
                    .build();
            assertEquals(405, client.send(post, BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void a_port_in_use_is_an_error_of_one_line() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Failure failure = assertThrows(Failure.class, () -> open(other.getLocalPort()));
            assertEquals(
                    "cannot serve --metrics at 127.0.0.1:" + other.getLocalPort()
                            + ": address already in use; try another port, or 0 for any that is free",
                    failure.sentence());
            assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        }
    }

    @Test
    void a_host_that_is_another_machine_is_named_as_such() {
        Optional<MetricsAddress> elsewhere = Optional.of(new MetricsAddress("203.0.113.1", 9404));
        Failure failure = assertThrows(Failure.class, () -> Monitor.open(elsewhere, console));
        assertEquals(
                "cannot serve --metrics at 203.0.113.1:9404: cannot assign requested address;"
                        + " HOST must be an address of this machine",
                failure.sentence());
    }

    @Test
    void nobody_answers_once_it_is_closed() {
        open(0).close();
        assertThrows(ConnectException.class, () -> get("/health"));
    }

    @Test
    void without_an_address_there_is_nothing() {
        try (Monitor monitor = Monitor.open(Optional.empty(), console)) {
            monitor.show(run);
        }
        assertEquals("", err.toString(UTF_8));
    }
}
