package org.kafkamqtt.mqtt.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.publish.delivery.Pacing;
import org.kafkamqtt.mqtt.publish.delivery.WindowSizes;
import org.kafkamqtt.mqtt.publish.source.InputWriter;
import org.kafkamqtt.mqtt.publish.source.MessageDefaults;
import org.kafkamqtt.mqtt.publish.source.Messages;
import org.kafkamqtt.mqtt.publish.source.RecordingWriter;
import org.kafkamqtt.mqtt.publish.source.Source;

@Timeout(20)
class RunTest {
    private final Failure gone = new Failure(ExitStatus.UNREACHABLE, "gone for good");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.of("pub", InputStream.nullInputStream(), out, err);
    private final FakeConnection broker = new FakeConnection();

    private int window = 20;
    private Duration ackTimeout = Duration.ofSeconds(10);
    private Optional<Duration> deadline = Optional.empty();
    private Optional<TopicFilter> replies = Optional.empty();
    private boolean failIfUnheard;
    private ConnectionSettings connection = Samples.connection();
    private Optional<Path> failedFile = Optional.empty();
    private SummaryStyle summary = SummaryStyle.AUTO;
    private InputWriter writer = InputWriter.GONE;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private ExitStatus run(int messages, Qos qos) throws Exception {
        PublishSettings settings = new PublishSettings(
                connection,
                new Messages.Same(Samples.bytes("m"), messages),
                new MessageDefaults(List.of(Samples.TOPIC), qos, false, writer.keepsLines()),
                new PublishSettings.Delivery(
                        new WindowSizes(window, window),
                        Pacing.Plan.AT_ONCE,
                        ackTimeout,
                        deadline,
                        replies,
                        failIfUnheard,
                        failedFile,
                        Optional.empty()),
                new PublishSettings.Reports(summary, false, false, Optional.empty()));
        try (Source source = settings.messages().open(console.in(), Mark.START, writer)) {
            return new Run(
                            settings,
                            source,
                            writer,
                            console,
                            Monitor.open(Optional.empty(), console),
                            (to, listener) -> broker.hearing(listener))
                    .run();
        }
    }

    private String said() {
        return err.toString(UTF_8);
    }

    private void acknowledge(Publication publication) {
        broker.listener().acknowledged(publication.sequence());
    }

    private void later(Runnable deed) {
        new Thread(deed, "broker").start();
    }

    @Test
    void everything_acknowledged_is_a_success_without_a_word() throws Exception {
        assertEquals(ExitStatus.OK, run(100, Qos.AT_LEAST_ONCE));
        assertEquals(100, broker.published().size());
        assertEquals(
                IntStream.rangeClosed(1, 100).mapToObj(Long::valueOf).toList(),
                broker.published().stream().map(Publication::sequence).toList());
        assertTrue(broker.closed());
        assertEquals("", said());
    }

    @Test
    void a_connection_lost_in_the_middle_and_found_again_loses_nothing() throws Exception {
        broker.onPublish(publication -> {
            if (publication.sequence() == 3) {
                broker.listener().lost(gone, Duration.ofMillis(5));
                broker.listener().attemptFailed(gone, Duration.ofMillis(7));
                broker.listener().connected(true);
            }
            acknowledge(publication);
        });
        assertEquals(ExitStatus.OK, run(5, Qos.AT_LEAST_ONCE));
        assertEquals(
                """
                pub: gone for good; trying again
                pub: gone for good; trying again in 7 ms
                pub: connected again to localhost:1883
                """,
                said());
    }

    @Test
    void a_connection_gone_for_good_ends_the_run_and_keeps_what_did_not_arrive() throws Exception {
        failedFile = Optional.of(folder.resolve("failed"));
        broker.onPublish(publication -> {
            if (publication.sequence() == 3) {
                broker.listener().ended(gone);
            }
        });
        assertEquals(ExitStatus.UNREACHABLE, run(5, Qos.AT_LEAST_ONCE));
        assertEquals(3, broker.published().size());
        assertEquals(3, Files.readAllLines(folder.resolve("failed")).size());
        assertTrue(said().contains("pub: message 3: gone for good\n"), said());
        assertTrue(said().contains("pub: 3 read, 3 sent, 0 acknowledged, 3 failed in"), said());
    }

    @Test
    void a_message_that_failed_is_named_and_the_others_go_on() throws Exception {
        broker.onPublish(publication -> {
            if (publication.sequence() == 2) {
                broker.listener().failed(2, new Failure(ExitStatus.FAILED, "torn"));
            } else {
                acknowledge(publication);
            }
        });
        assertEquals(ExitStatus.PARTIAL, run(3, Qos.AT_MOST_ONCE));
        assertTrue(said().contains("message 2: torn"), said());
        assertTrue(said().contains("3 read, 3 sent, 2 acknowledged, 1 failed"), said());
    }

    private void deny(Publication publication) {
        broker.listener()
                .failed(publication.sequence(), new Failure(ExitStatus.UNAUTHORISED, "denied: not authorized"));
    }

    @Test
    void a_run_of_which_all_is_denied_has_the_status_of_a_user_without_rights() throws Exception {
        broker.onPublish(this::deny);
        assertEquals(ExitStatus.UNAUTHORISED, run(2, Qos.AT_LEAST_ONCE));
        assertTrue(said().contains("message 1: denied: not authorized"), said());
    }

    @Test
    void a_run_of_which_some_is_denied_is_a_partial_success() throws Exception {
        broker.onPublish(publication -> {
            if (publication.sequence() == 2) {
                deny(publication);
            } else {
                acknowledge(publication);
            }
        });
        assertEquals(ExitStatus.PARTIAL, run(2, Qos.AT_LEAST_ONCE));
    }

    @Test
    void a_denied_line_ends_a_run_whose_writer_waits_as_a_partial_success_if_others_arrived() throws Exception {
        writer = new RecordingWriter();
        broker.onPublish(publication -> {
            if (publication.sequence() == 2) {
                deny(publication);
            } else {
                acknowledge(publication);
            }
        });
        assertEquals(ExitStatus.PARTIAL, run(5, Qos.AT_LEAST_ONCE));
        assertEquals(2, broker.published().size());
    }

    private void acknowledgeUnheard(Publication publication) {
        broker.listener()
                .acknowledged(
                        publication.sequence(),
                        publication.sequence() == 1 ? ReasonCode.NO_MATCHING_SUBSCRIBERS : ReasonCode.SUCCESS);
    }

    @Test
    void a_message_that_nobody_hears_is_counted_and_no_failure_without_the_flag() throws Exception {
        connection = Samples.five();
        summary = SummaryStyle.TEXT;
        broker.onPublish(this::acknowledgeUnheard);
        assertEquals(ExitStatus.OK, run(3, Qos.AT_LEAST_ONCE));
        assertTrue(said().contains("3 read, 3 sent, 3 acknowledged, 0 failed, 1 unheard in"), said());
    }

    @Test
    void a_message_that_nobody_hears_is_a_partial_success_with_the_flag() throws Exception {
        connection = Samples.five();
        failIfUnheard = true;
        broker.onPublish(this::acknowledgeUnheard);
        assertEquals(ExitStatus.PARTIAL, run(3, Qos.AT_LEAST_ONCE));
        assertTrue(said().startsWith("pub: 1 message that nobody has subscribed to (--fail-if-unheard)\n"), said());
    }

    @Test
    void what_the_connection_notes_is_said() throws Exception {
        broker.onPublish(publication -> {
            broker.listener().noted("the broker keeps the session for 5 s");
            acknowledge(publication);
        });
        assertEquals(ExitStatus.OK, run(1, Qos.AT_LEAST_ONCE));
        assertEquals("pub: the broker keeps the session for 5 s\n", said());
    }

    @Test
    void no_more_than_the_window_are_on_their_way_and_the_run_ends_with_none() throws Exception {
        window = 3;
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        broker.onPublish(publication -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            later(() -> {
                open.decrementAndGet();
                acknowledge(publication);
            });
        });
        assertEquals(ExitStatus.OK, run(50, Qos.EXACTLY_ONCE));
        assertTrue(most.get() <= 3, most + " at once");
        assertEquals(0, open.get());
    }

    @Test
    void a_broker_that_acknowledges_nothing_while_the_window_is_full_is_given_up() throws Exception {
        window = 2;
        ackTimeout = Duration.ZERO;
        broker.onPublish(publication -> {});
        assertEquals(ExitStatus.TIMED_OUT, run(5, Qos.AT_LEAST_ONCE));
        assertEquals(2, broker.published().size());
        assertTrue(said().contains("localhost:1883 acknowledged nothing for 0 s\n"), said());
    }

    @Test
    void a_user_who_stops_the_run_gets_what_is_on_its_way_delivered() throws Exception {
        broker.onPublish(publication -> {
            if (publication.sequence() == 2) {
                console.stop().request();
                later(() -> {
                    broker.listener().acknowledged(1);
                    broker.listener().acknowledged(2);
                });
            }
        });
        assertEquals(ExitStatus.OK, run(5, Qos.AT_LEAST_ONCE));
        assertTrue(said().startsWith("pub: 2 read, 2 sent, 2 acknowledged, 0 failed in"), said());
        assertTrue(!Thread.interrupted());
    }

    @Test
    void a_user_who_stops_during_an_outage_does_not_wait_for_its_end() throws Exception {
        broker.onPublish(publication -> {
            broker.listener().lost(gone, Duration.ofMillis(5));
            console.stop().request();
        });
        assertEquals(ExitStatus.PARTIAL, run(5, Qos.AT_LEAST_ONCE));
        assertTrue(said().contains("message 1: not acknowledged before the end"), said());
    }

    @Test
    void a_time_limit_ends_the_run_and_says_so() throws Exception {
        deadline = Optional.of(Duration.ofMillis(20));
        broker.onPublish(publication -> {});
        assertEquals(ExitStatus.TIMED_OUT, run(1, Qos.AT_LEAST_ONCE));
        assertTrue(said().contains("pub: not done in 0.02 s (-W)\n"), said());
    }

    @ParameterizedTest
    @CsvSource({"30000, 30.0 s", "1500, 1.5 s", "20, 0.02 s"})
    void a_time_limit_is_said_in_seconds_with_a_digit_behind_the_point(long millis, String said) {
        assertEquals(said, Run.seconds(Duration.ofMillis(millis)));
    }

    @Test
    void prints_the_first_reply_that_the_broker_had_not_kept() throws Exception {
        replies = Optional.of(new TopicFilter("r"));
        broker.onPublish(publication -> {
            acknowledge(publication);
            broker.listener().arrived(message("old", true));
            broker.listener().arrived(message("new", false));
            broker.listener().arrived(message("later", false));
        });
        assertEquals(ExitStatus.OK, run(1, Qos.AT_LEAST_ONCE));
        assertEquals("new\n", out.toString(UTF_8));
        assertEquals(1, broker.acknowledgedMessages().size());
    }

    private static Message message(String payload, boolean retained) {
        return new Message("r", Samples.bytes(payload), Qos.EXACTLY_ONCE, retained, false, 1, 1);
    }

    private static Message answer(String payload, Properties properties) {
        return new Message("r", Samples.bytes(payload), Qos.AT_LEAST_ONCE, false, false, 1, properties, 1);
    }

    @Test
    void over_MQTT_5_only_the_answer_with_the_same_correlation_data_counts() throws Exception {
        connection = Samples.five();
        replies = Optional.of(new TopicFilter("r"));
        broker.onPublish(publication -> {
            acknowledge(publication);
            byte[] asked = Objects.requireNonNull(publication.properties().bytes(Property.CORRELATION_DATA));
            broker.listener().arrived(answer("of another", Properties.NONE));
            broker.listener()
                    .arrived(answer(
                            "mine",
                            Properties.builder()
                                    .bytes(Property.CORRELATION_DATA, asked)
                                    .build()));
        });
        assertEquals(ExitStatus.OK, run(1, Qos.AT_LEAST_ONCE));
        assertEquals("mine\n", out.toString(UTF_8));
        assertEquals("r", broker.published().get(0).properties().text(Property.RESPONSE_TOPIC));
    }

    @Test
    void no_reply_in_time_is_no_success() throws Exception {
        replies = Optional.of(new TopicFilter("r"));
        ackTimeout = Duration.ofMillis(20);
        assertEquals(ExitStatus.TIMED_OUT, run(1, Qos.AT_LEAST_ONCE));
        assertTrue(said().startsWith("pub: no reply in 0.02 s\n"), said());
    }

    @Test
    void a_refused_subscription_to_replies_ends_the_run_before_anything_is_published() {
        replies = Optional.of(new TopicFilter("r"));
        broker.refuse();
        Failure failure = assertThrows(Failure.class, () -> run(1, Qos.AT_LEAST_ONCE));
        assertEquals(ExitStatus.NOT_FOUND, failure.status());
        assertEquals("the broker refused the subscription to 'r'", failure.sentence());
        assertEquals(List.of(), broker.published());
        assertTrue(broker.closed());
    }

    @Test
    void what_an_earlier_process_left_in_flight_is_waited_for() throws Exception {
        broker.restore(Samples.publication(Publication.restoredSequence(7), Qos.EXACTLY_ONCE, "old"));
        broker.onPublish(publication -> {
            acknowledge(publication);
            later(() -> broker.listener().acknowledged(Publication.restoredSequence(7)));
        });
        summary = SummaryStyle.TEXT;
        assertEquals(ExitStatus.OK, run(1, Qos.EXACTLY_ONCE));
        assertTrue(said().startsWith("pub: continuing with 1 message that was in flight\npub: 2 read, 2 sent, 2 ack"));
    }

    @Test
    void a_writer_that_hears_nothing_any_more_ends_the_run() throws Exception {
        RecordingWriter recording = new RecordingWriter();
        recording.trouble = Optional.of(new Failure(ExitStatus.INPUT_OUTPUT, "nobody reads"));
        writer = recording;
        broker.onPublish(publication -> {
            acknowledge(publication);
            recording.whenUnheard.run();
        });
        assertEquals(ExitStatus.INPUT_OUTPUT, run(5, Qos.AT_LEAST_ONCE));
        assertEquals(1, broker.published().size());
        assertTrue(said().startsWith("pub: nobody reads\n"), said());
    }

    @Test
    void a_writer_is_told_of_each_line_once_it_is_acknowledged() throws Exception {
        RecordingWriter recording = new RecordingWriter();
        writer = recording;
        List<Long> toldBefore = new ArrayList<>();
        broker.onPublish(publication -> {
            toldBefore.addAll(recording.settled);
            acknowledge(publication);
        });
        assertEquals(ExitStatus.OK, run(2, Qos.AT_LEAST_ONCE));
        assertEquals(List.of(1L), toldBefore);
        assertEquals(List.of(1L, 2L), recording.settled);
    }

    @Test
    void the_summary_is_an_object_if_that_is_wished_for() throws Exception {
        summary = SummaryStyle.JSON;
        run(2, Qos.AT_LEAST_ONCE);
        assertTrue(said().startsWith("{\"read\":2,\"sent\":2,\"acknowledged\":2,\"failed\":0,"), said());
    }
}
