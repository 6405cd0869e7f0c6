package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.format.PlainFormat;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;
import org.kafkamqtt.mqtt.subscribe.sink.StreamSink;

class RunTest {
    private static final LineFormat LINES =
            PlainFormat.payload(PlainFormat.Encoding.AS_IS).then(LineFormat.constant((byte) '\n'));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.of("sub", InputStream.nullInputStream(), out, err);
    private final FakeConnection connection = new FakeConnection();

    private ExitStatus run(long count, boolean allowRefused, String... filters) throws Exception {
        Ending ending =
                new Ending(count, Long.MAX_VALUE, false, Duration.ofMillis(50).toNanos(), false);
        return run(ending, allowRefused, false, filters);
    }

    private ExitStatus run(Ending ending, boolean allowRefused, boolean removeRetained, String... filters)
            throws Exception {
        List<Subscription> subscriptions = new ArrayList<>();
        for (String filter : filters) {
            subscriptions.add(new Subscription(new TopicFilter(filter), Qos.AT_LEAST_ONCE));
        }
        Settings settings = new Settings(
                connectionSettings(),
                subscriptions,
                List.of(),
                allowRefused,
                new Selection(Selection.Age.ANY, List.of(), 100, new SplittableRandom(1)),
                removeRetained,
                ending,
                new Settings.Buffer(10, 1000),
                new Settings.Reports(SummaryStyle.AUTO, Long.MAX_VALUE, Optional.empty()));
        return run(settings, new StreamSink(console.out(), LINES, null));
    }

    private ExitStatus run(Settings settings, Sink sink) throws Exception {
        return new Run(
                        settings,
                        sink,
                        console,
                        Monitor.open(Optional.empty(), console),
                        console::say,
                        null,
                        (s, listener) -> {
                            connection.listener = listener;
                            return connection;
                        })
                .run();
    }

    private static ConnectionSettings connectionSettings() {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", 1883),
                4,
                new Session("id", true, true),
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Reconnection(false, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)),
                20,
                Optional.empty());
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void each_refused_subscription_is_named_and_ends_the_run() {
        Failure failure = assertThrows(Failure.class, () -> run(1, false, "open", "secret/a", "secret/b"));
        assertEquals(ExitStatus.NOT_FOUND, failure.status());
        assertTrue(failure.sentence().startsWith("2 of 3 subscriptions refused; --allow-refused"), failure.sentence());
        assertTrue(said().contains("'secret/a' refused") && said().contains("'secret/b' refused"), said());
        assertTrue(connection.closed);
    }

    @Test
    void a_user_may_do_without_the_refused_ones_but_not_without_all() throws Exception {
        connection.bring = 1;
        assertEquals(ExitStatus.OK, run(1, true, "open", "secret/a"));
        assertEquals("m0\n", out.toString(StandardCharsets.UTF_8));
        Failure failure = assertThrows(Failure.class, () -> run(1, true, "secret/a"));
        assertEquals(ExitStatus.NOT_FOUND, failure.status());
    }

    @Test
    void only_what_was_asked_for_is_written_and_acknowledged() throws Exception {
        connection.bring = 10;
        assertEquals(ExitStatus.OK, run(3, false, "open"));
        assertEquals("m0\nm1\nm2\n", out.toString(StandardCharsets.UTF_8));
        assertEquals(List.of(1, 2, 3), connection.acknowledged);
    }

    @Test
    void a_connection_that_is_gone_for_good_ends_the_run_behind_the_last_message() {
        connection.bring = 2;
        connection.endWith = Optional.of(new Failure(ExitStatus.UNREACHABLE, "gone"));
        Failure failure = assertThrows(Failure.class, () -> run(3, false, "open"));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        assertEquals("m0\nm1\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_count_that_is_not_reached_is_no_success_whatever_ends_the_run() throws Exception {
        long soon = Duration.ofMillis(50).toNanos();
        long never = Long.MAX_VALUE;
        connection.bring = 1;
        assertEquals(ExitStatus.TIMED_OUT, run(new Ending(3, never, false, soon, false), false, false, "open"));
        assertEquals("sub: 1 of 3 messages came, and then none for 0.05 s\n", said());
        err.reset();
        assertEquals(ExitStatus.TIMED_OUT, run(new Ending(3, soon, false, never, false), false, false, "open"));
        assertTrue(said().matches("sub: [01] of 3 messages came within 0.05 s\n"), said());
        err.reset();
        assertEquals(ExitStatus.TIMED_OUT, run(new Ending(3, never, true, soon, false), false, false, "open"));
        assertEquals("sub: 1 of 3 messages came, and then one that is not retained\n", said());
        err.reset();
        connection.bring = 0;
        assertEquals(ExitStatus.TIMED_OUT, run(new Ending(1, never, true, soon, false), false, false, "open"));
        assertEquals("sub: 0 of 1 message came, and then none for 0.05 s\n", said());
    }

    @Test
    void the_echo_of_its_own_clearing_is_not_written_but_a_later_empty_message_is() throws Exception {
        connection.kept = true;
        assertEquals(
                ExitStatus.OK,
                run(
                        new Ending(
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                false,
                                Duration.ofMillis(50).toNanos(),
                                false),
                        false,
                        true,
                        "open"));
        assertEquals("old\n\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void silence_ends_a_run_that_waits_no_longer() throws Exception {
        assertEquals(ExitStatus.OK, run(Long.MAX_VALUE, false, "open"));
    }

    /** Refuses what begins with {@code secret}, and brings messages as soon as it has subscribed. */
    private static final class FakeConnection implements Connection {
        private ConnectionListener listener = new ConnectionListener() {};
        private final List<Integer> acknowledged = new ArrayList<>();
        private Optional<Failure> endWith = Optional.empty();
        private int bring;
        private boolean kept;
        private boolean closed;

        @Override
        public void open() {
            listener.connected(false);
        }

        @Override
        public void publish(Publication publication) {
            if (kept) {
                live(50, publication.payload());
                live(51, publication.payload());
            }
            listener.acknowledged(publication.sequence());
        }

        @Override
        public List<Granted> subscribe(List<Subscription> subscriptions) {
            for (int i = 0; i < bring; i++) {
                listener.arrived(
                        new Message("open", Samples.bytes("m" + i), Qos.AT_LEAST_ONCE, false, false, i + 1, 1));
            }
            if (kept) {
                listener.arrived(new Message("open", Samples.bytes("old"), Qos.AT_LEAST_ONCE, true, false, 49, 1));
            }
            endWith.ifPresent(listener::ended);
            return subscriptions.stream()
                    .map(s -> new Granted(
                            s, s.filter().text().startsWith("secret") ? Optional.empty() : Optional.of(s.qos())))
                    .toList();
        }

        private void live(int packetId, byte[] payload) {
            listener.arrived(new Message("open", payload, Qos.AT_LEAST_ONCE, false, false, packetId, 1));
        }

        @Override
        public void unsubscribe(List<TopicFilter> filters) {
            throw new AssertionError("nobody asked for that");
        }

        @Override
        public List<Publication> restored() {
            throw new AssertionError("nobody asked for that");
        }

        @Override
        public void acknowledge(Message message) {
            acknowledged.add(message.packetId());
        }

        @Override
        public void interrupt(String why) {
            throw new AssertionError("nobody asked for that");
        }

        @Override
        public void cancel() {
            // Nobody waits.
        }

        @Override
        public void close(Duration limit) {
            closed = true;
        }
    }
}
