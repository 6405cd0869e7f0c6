package org.kafkamqtt.producer.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.Summary;
import org.kafkamqtt.producer.trial.Trial;

/** What is done beside the sending, and what is told when all is over. */
class HousekeepingTest {
    private final CountDownLatch ended = new CountDownLatch(1);

    private Optional<Failure> after(RuntimeException thrown) throws InterruptedException {
        Runnable failing = () -> {
            throw thrown;
        };
        Housekeeping housekeeping = new Housekeeping(List.of(failing), ended::countDown, 1);
        housekeeping.start();
        assertTrue(ended.await(10, TimeUnit.SECONDS));
        return housekeeping.end();
    }

    @Test
    void a_chore_that_fails_ends_the_sending_and_is_told() throws InterruptedException {
        Failure failure = new Failure(ExitStatus.INPUT_OUTPUT, "disk full");
        assertEquals(Optional.of(failure), after(failure));
    }

    @Test
    void a_reader_who_has_gone_ends_the_sending_in_peace() throws InterruptedException {
        ClosedPipe gone = new ClosedPipe(new IOException("broken pipe"));
        assertEquals(Optional.empty(), after(new UncheckedIOException(gone)));
    }

    @Test
    void what_nobody_expected_is_told_as_well() throws InterruptedException {
        assertEquals(
                ExitStatus.FAILED,
                after(new IllegalStateException("odd")).orElseThrow().status());
    }

    @Test
    void after_its_end_only_who_asks_does_a_round() {
        AtomicInteger beside = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        Housekeeping housekeeping = new Housekeeping(
                List.of(beside::incrementAndGet, () -> threads.add(Thread.currentThread())), ended::countDown, 60_000);
        housekeeping.start();
        assertEquals(Optional.empty(), housekeeping.end());
        housekeeping.lastRound();
        assertEquals(1, beside.get());
        assertEquals(List.of(Thread.currentThread()), threads);
    }

    @Test
    void a_reader_who_has_gone_by_the_last_round_costs_no_other_chore() {
        AtomicInteger beside = new AtomicInteger();
        Runnable unread = () -> {
            throw new UncheckedIOException(new ClosedPipe(new IOException("broken pipe")));
        };
        new Housekeeping(List.of(unread, beside::incrementAndGet), ended::countDown, 60_000).lastRound();
        assertEquals(1, beside.get());
    }

    private static Outcome outcome(long failed, Optional<Failure> trouble, boolean stopped) {
        Tally.Counts counts = new Tally.Counts(2, 2, 2 - failed, failed, 0);
        return new Outcome(new Summary(counts, 10, 1_000_000_000L, 1, 1, 1), trouble, stopped);
    }

    private static String told(Outcome outcome, SummaryStyle style, ExitStatus expected) {
        Trial trial = new Trial(true);
        ProducerSettings.Reports reports = new ProducerSettings.Reports(style, true, false, Optional.empty());
        assertEquals(expected, outcome.tell(reports, trial.console, trial.complaints(ErrorPolicy.of("skip"))));
        return trial.err();
    }

    @Test
    void a_quiet_run_tells_only_what_is_notable() {
        SummaryStyle auto = SummaryStyle.AUTO;
        assertEquals("", told(outcome(0, Optional.empty(), false), auto, ExitStatus.OK));
        assertTrue(told(outcome(0, Optional.empty(), true), auto, ExitStatus.OK).contains("2 acknowledged"));
        assertTrue(told(outcome(1, Optional.empty(), false), auto, ExitStatus.PARTIAL)
                .contains("1 failed"));
    }

    @Test
    void the_trouble_is_said_first_and_gives_the_status() {
        Failure trouble = new Failure(ExitStatus.UNREACHABLE, "no answer");
        String said = told(outcome(1, Optional.of(trouble), false), SummaryStyle.AUTO, ExitStatus.UNREACHABLE);
        assertTrue(said.startsWith("kafka-producer: no answer\nkafka-producer: 2 read"), said);
    }

    @Test
    void a_summary_that_was_asked_for_comes_and_one_that_was_not_does_not() {
        Outcome fine = outcome(0, Optional.empty(), false);
        assertTrue(told(fine, SummaryStyle.JSON, ExitStatus.OK).startsWith("{\"read\":2"));
        assertTrue(told(fine, SummaryStyle.TEXT, ExitStatus.OK).startsWith("kafka-producer: 2 read"));
        Outcome bad = outcome(1, Optional.empty(), false);
        assertEquals("", told(bad, SummaryStyle.NONE, ExitStatus.PARTIAL));
    }
}
