package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Pulse;
import org.kafkamqtt.console.text.Digits;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.publish.Samples;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.InputWriter;
import org.kafkamqtt.mqtt.publish.source.Place;
import org.kafkamqtt.mqtt.publish.source.RecordingWriter;

@Timeout(20)
class LedgerTest {
    private final Failure torn = new Failure(ExitStatus.FAILED, "torn");

    private final List<String> said = new ArrayList<>();
    private final EarlyEnd end = new EarlyEnd();
    private final RecordingWriter writer = new RecordingWriter();
    private final Ledger ledger = ledger(InputWriter.GONE, Optional.empty());
    private long now;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private Ledger ledger(InputWriter to, Optional<Path> file) {
        return new Ledger(
                new Complaints(said::add, false, file, to.keepsLines()),
                new WindowSizes(2, 1),
                new Ledger.Patience("broker:1883", Duration.ofSeconds(20)),
                to,
                end,
                () -> now);
    }

    private static Place line(long number) {
        return new Place("", "line", number, 0);
    }

    private static Publication atLeastOnce(long sequence) {
        return Samples.publication(sequence, Qos.AT_LEAST_ONCE, "m");
    }

    private void add(Ledger to, long... sequences) {
        for (long sequence : sequences) {
            to.add(atLeastOnce(sequence), line(sequence));
        }
    }

    private void passSeconds(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void a_message_has_one_fate_however_often_it_is_told() {
        add(ledger, 1);
        ledger.acknowledge(1);
        ledger.acknowledge(1);
        ledger.fail(1, torn);
        ledger.fail(2, torn);
        assertEquals("1 read, 1 sent, 1 acknowledged, 0 failed", ledger.counts().text(Digits.PLAIN));
        assertEquals(List.of(), said);
    }

    @Test
    void what_shows_from_outside_is_what_waits_and_what_became_of_the_rest() {
        assertEquals(
                new Pulse("broker:1883", "message", false, 0, 0, 0),
                ledger.vitals().pulse());
        ledger.noteConnection();
        add(ledger, 1, 2, 3);
        assertEquals(
                new Pulse("broker:1883", "message", true, 3, 0, 0),
                ledger.vitals().pulse());
        ledger.acknowledge(1);
        ledger.fail(2, torn);
        assertEquals(
                new Pulse("broker:1883", "message", true, 1, 2, 1),
                ledger.vitals().pulse());
        ledger.noteLoss();
        ledger.noteConnection();
        assertEquals(
                new Pulse("broker:1883", "message", true, 1, 2, 2),
                ledger.vitals().pulse());
    }

    @Test
    void each_qos_has_room_of_its_own() throws InterruptedException {
        assertTrue(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
        assertTrue(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
        assertTrue(ledger.awaitRoom(Qos.EXACTLY_ONCE, 1));
        assertTrue(ledger.awaitRoom(Qos.AT_MOST_ONCE, 1));
        ledger.end(torn);
        assertFalse(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
    }

    @Test
    void room_comes_back_with_the_fate_of_a_message() throws InterruptedException {
        for (int i = 1; i <= 5; i++) {
            assertTrue(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
            add(ledger, i);
            ledger.acknowledge(i);
        }
        assertTrue(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
    }

    @Test
    void what_an_earlier_process_left_in_flight_takes_no_room_and_gives_none_back() throws InterruptedException {
        Publication old = atLeastOnce(Publication.restoredSequence(9));
        ledger.restore(List.of(old));
        assertTrue(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
        assertTrue(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
        ledger.acknowledge(old.sequence());
        ledger.end(torn);
        assertFalse(ledger.awaitRoom(Qos.AT_LEAST_ONCE, 1));
        assertEquals("1 read, 1 sent, 1 acknowledged, 0 failed", ledger.counts().text(Digits.PLAIN));
        assertEquals(List.of("continuing with 1 message that was in flight"), said);
    }

    @Test
    void a_broker_that_keeps_silent_for_too_long_ends_the_run() throws InterruptedException {
        ledger.noteConnection();
        add(ledger, 1);
        passSeconds(21);
        ledger.awaitFates();
        Failure failure = end.failure().orElseThrow();
        assertEquals("broker:1883 acknowledged nothing for 20 s", failure.sentence());
        assertEquals(ExitStatus.TIMED_OUT, failure.status());
    }

    @Test
    void each_answer_breaks_the_silence() throws InterruptedException {
        ledger.noteConnection();
        add(ledger, 1, 2);
        passSeconds(15);
        ledger.acknowledge(1);
        passSeconds(15);
        ledger.awaitFatesWhileAnswered(Duration.ZERO);
        assertEquals(Optional.empty(), end.failure());
        passSeconds(6);
        ledger.awaitFates();
        assertTrue(end.failure().isPresent());
    }

    @Test
    void the_silence_of_a_run_that_had_nothing_to_send_does_not_count() throws InterruptedException {
        ledger.noteConnection();
        passSeconds(3600);
        add(ledger, 1);
        ledger.awaitFatesWhileAnswered(Duration.ZERO);
        assertEquals(Optional.empty(), end.failure());
    }

    @Test
    void nobody_waits_at_the_end_while_the_connection_is_away() throws InterruptedException {
        ledger.noteConnection();
        add(ledger, 1);
        ledger.noteLoss();
        passSeconds(3600);
        ledger.awaitFatesWhileAnswered(Duration.ofDays(1));
        assertEquals(Optional.empty(), end.failure());
    }

    @Test
    void whoever_waits_for_fates_finds_the_last_one_counted() throws InterruptedException {
        for (int i = 1; i <= 50; i++) {
            int sequence = i;
            add(ledger, sequence);
            Thread broker = new Thread(() -> ledger.acknowledge(sequence));
            broker.start();
            ledger.awaitFates();
            assertEquals(0, ledger.counts().unsettled());
            broker.join();
        }
    }

    @Test
    void the_first_failure_is_the_reason_of_the_end() {
        ledger.end(torn);
        ledger.end(new Failure(ExitStatus.UNREACHABLE, "gone"));
        assertEquals(torn, end.failure().orElseThrow());
    }

    @Test
    void a_line_that_failed_and_is_kept_nowhere_ends_a_run_whose_writer_waits_for_it() {
        Ledger confirming = ledger(writer, Optional.empty());
        add(confirming, 1, 2);
        confirming.acknowledge(2);
        confirming.fail(1, torn);
        assertEquals(List.of(2L), writer.settled);
        assertEquals(torn, end.failure().orElseThrow());
    }

    @Test
    void a_line_that_failed_and_is_kept_is_settled() throws IOException {
        Path file = folder.resolve("failed");
        Ledger confirming = ledger(writer, Optional.of(file));
        add(confirming, 1);
        confirming.fail(1, torn);
        assertEquals(List.of(1L), writer.settled);
        assertEquals(1, Files.readAllLines(file).size());
        assertEquals(Optional.empty(), end.failure());
    }

    @Test
    void a_message_that_failed_and_cannot_be_kept_is_not_waited_for() throws InterruptedException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        Ledger confirming = ledger(writer, Optional.of(full));
        confirming.noteConnection();
        add(confirming, 1);
        assertThrows(Failure.class, () -> confirming.fail(1, torn));
        passSeconds(21);
        confirming.awaitFates();
        assertEquals(Optional.empty(), end.failure());
    }

    @Test
    void what_is_no_message_ends_the_run_only_if_its_writer_waits_and_nobody_has_kept_it() throws IOException {
        BadMessage bad = new BadMessage("is not base64");
        assertTrue(ledger.reject(line(4), bad, null));
        assertEquals("1 read, 0 sent, 0 acknowledged, 1 failed", ledger.counts().text(Digits.PLAIN));
        assertEquals(List.of("line 4 is not base64"), said);
        Path file = folder.resolve("failed");
        Ledger confirming = ledger(writer, Optional.of(file));
        assertFalse(confirming.reject(line(5), bad, null));
        assertTrue(confirming.reject(line(6), bad, Samples.bytes("raw")));
        assertEquals(List.of(6L), writer.settled);
        assertEquals("raw\n", Files.readString(file));
    }

    @Test
    void what_has_no_fate_at_the_end_has_failed_in_its_order() {
        add(ledger, 3, 1, 2);
        ledger.acknowledge(2);
        ledger.abandon("no time left");
        assertEquals(List.of("line 1: no time left", "line 3: no time left"), said);
        assertEquals("3 read, 3 sent, 1 acknowledged, 2 failed", ledger.counts().text(Digits.PLAIN));
    }

    @Test
    void what_has_no_fate_at_the_end_stays_with_a_writer_who_keeps_it() throws IOException {
        Path file = folder.resolve("failed");
        Ledger confirming = ledger(writer, Optional.of(file));
        add(confirming, 1);
        confirming.abandon("no time left");
        assertEquals(List.of(), writer.settled);
        assertEquals("", Files.readString(file));
        assertEquals(
                "1 read, 1 sent, 0 acknowledged, 1 failed", confirming.counts().text(Digits.PLAIN));
    }

    @Test
    void the_summary_has_the_bytes_and_the_time_of_what_arrived() {
        add(ledger, 1, 2);
        now += TimeUnit.MILLISECONDS.toNanos(8);
        ledger.acknowledge(1);
        ledger.noteConnection();
        ledger.noteConnection();
        Summary summary = ledger.summary(TimeUnit.SECONDS.toNanos(2), false);
        assertEquals(1, summary.bytes());
        assertEquals(1, summary.reconnects());
        assertEquals(8, summary.p50(), 0.1);
    }
}
