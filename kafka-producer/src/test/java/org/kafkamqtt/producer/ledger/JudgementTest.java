package org.kafkamqtt.producer.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Digits;
import org.kafkamqtt.producer.cluster.TopicRules;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.trial.Lines;
import org.kafkamqtt.producer.trial.Trial;

/** What becomes of one record that was sent, and who hears of it. */
class JudgementTest {
    private static final String INNOCENT = "not taken, since it was part of a batch";

    private final Trial trial = new Trial(true);
    private final Resends resends = new Resends();
    private final ReachedPosition reached = new ReachedPosition(new Position(0, 0, 0));
    private final ByteArrayOutputStream reported = new ByteArrayOutputStream();
    private final Reports reports = new Reports(ReportFormat.parse("%o %s"), reported, false);
    private int ends;

    private Ledger ledger(ErrorPolicy policy, Complaints complaints) {
        Ledger ledger = Ledger.atOnce(complaints, policy, Trial.WORDS, new Followers(reports, reached, null), resends);
        ledger.whenEnded(() -> ends++);
        return ledger;
    }

    private Ledger ledger(ErrorPolicy policy) {
        return ledger(policy, trial.complaints(policy));
    }

    private Sent sent(Ledger ledger, int number) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t", ("v" + number).getBytes(UTF_8));
        Origin origin = new Origin("in", 0, "line");
        Sent sent = new Followed(ledger, origin, number, 2, number - 1, null, null, record);
        reached.sent(number - 1, Lines.at(number));
        ledger.read();
        ledger.sent();
        return sent;
    }

    @Test
    void a_record_that_arrived_is_counted_reported_and_behind_us() {
        Ledger ledger = ledger(ErrorPolicy.of("skip"));
        sent(ledger, 1).onCompletion(Trial.ARRIVED, null);
        reports.flush();
        assertEquals("7 v1\n", reported.toString(UTF_8));
        assertEquals(new Position(0, 10, 1), reached.get());
        assertEquals(new Tally.Counts(1, 1, 1, 0, 0), ledger.counts());
    }

    @Test
    void only_the_first_word_on_a_record_counts() {
        Ledger ledger = ledger(ErrorPolicy.of("skip"));
        Sent sent = sent(ledger, 1);
        sent.onCompletion(Trial.ARRIVED, null);
        sent.onCompletion(null, new TimeoutException("late"));
        sent.refused();
        assertEquals(new Tally.Counts(1, 1, 1, 0, 0), ledger.counts());
        assertEquals(2, sent.size());
    }

    @Test
    void a_record_at_fault_is_named_and_left_behind() {
        Complaints complaints = trial.complaints(ErrorPolicy.of("skip"));
        Ledger ledger = ledger(ErrorPolicy.of("skip"), complaints);
        sent(ledger, 1).onCompletion(null, new InvalidTimestampException("too old"));
        complaints.drain();
        assertTrue(trial.err().startsWith("kafka-producer: in:1: refused: too old"), trial.err());
        assertEquals(1, reached.get().number());
        assertEquals(0, ends);
    }

    @Test
    void a_record_that_the_connection_lost_is_not_left_behind() {
        Ledger ledger = ledger(ErrorPolicy.of("skip"));
        sent(ledger, 1).onCompletion(null, new TimeoutException("expired"));
        assertEquals(0, reached.get().number());
        assertFalse(reached.moved());
    }

    @Test
    void a_record_at_fault_ends_a_run_that_is_to_stop_and_stays_in_front() {
        Ledger ledger = ledger(ErrorPolicy.of("stop"));
        sent(ledger, 1).onCompletion(null, new InvalidTimestampException("too old"));
        assertTrue(ledger.ended());
        assertEquals(1, ends);
        assertEquals(0, reached.get().number());
    }

    @Test
    void what_is_confirmed_ends_with_a_lost_record_and_not_with_a_kept_one() {
        ErrorPolicy policy = ErrorPolicy.of("./f", true);
        Ledger ledger = ledger(policy);
        sent(ledger, 1).onCompletion(null, new InvalidTimestampException("too old"));
        assertFalse(ledger.ended());
        sent(ledger, 2).onCompletion(null, new TimeoutException("expired"));
        assertTrue(ledger.ended());
    }

    @Test
    void the_limit_is_named_where_a_broker_found_a_record_too_large() {
        ErrorPolicy policy = ErrorPolicy.of("skip");
        Complaints complaints = new Complaints(trial.console, policy, Trial.rules(TopicRules.Keys.LEFT_OUT, 1000));
        sent(ledger(policy, complaints), 1).onCompletion(Trial.ARRIVED, new RecordTooLargeException("x"));
        complaints.drain();
        assertTrue(trial.err().contains("more than the topic's max.message.bytes of 1000"), trial.err());
    }

    @Test
    void an_innocent_record_is_sent_again_and_counts_once() {
        Ledger ledger = ledger(ErrorPolicy.of("skip"));
        sent(ledger, 1).onCompletion(null, new KafkaException(INNOCENT));
        assertEquals(new Tally.Counts(1, 1, 0, 0, 0), ledger.counts());
        assertTrue(resends.any());
        resends.drain(trial.producer);
        assertFalse(resends.any());
        assertEquals(new Tally.Counts(1, 1, 1, 0, 0), ledger.counts());
    }

    @Test
    void an_innocent_record_that_the_client_does_not_take_again_has_failed() {
        Ledger ledger = ledger(ErrorPolicy.of("skip"));
        sent(ledger, 1).onCompletion(null, new KafkaException(INNOCENT));
        trial.producer.sendException = new IllegalStateException("closed");
        resends.drain(trial.producer);
        assertEquals(new Tally.Counts(1, 1, 0, 1, 0), ledger.counts());
    }

    @Test
    void a_record_that_was_not_kept_cannot_be_sent_again() {
        ErrorPolicy policy = ErrorPolicy.of("skip");
        Ledger ledger =
                Ledger.atOnce(trial.complaints(policy), policy, Trial.WORDS, new Followers(null, null, null), resends);
        ledger.read();
        new Sent(ledger, new Origin("in", 0, "line"), 1, 1).onCompletion(null, new KafkaException(INNOCENT));
        assertFalse(resends.any());
        assertEquals(1, ledger.counts().failed());
    }

    @Test
    void the_end_of_the_run_is_no_fault_of_a_record() {
        Failure closed = Trial.WORDS.of(new KafkaException("Producer is closed forcefully."), 5, false);
        assertEquals(ExitStatus.FAILED, closed.status());
        assertEquals("not acknowledged before the run ended", closed.sentence());
        assertEquals(
                ExitStatus.PARTIAL,
                Trial.WORDS.of(new KafkaException(INNOCENT), 5, false).status());
    }

    @Test
    void reports_of_a_transaction_wait_for_its_commit_and_die_with_it() {
        Reports reports = new Reports(ReportFormat.parse("%o %s"), reported, true);
        Ledger ledger = ledger(ErrorPolicy.of("skip"));
        reports.acknowledged(sent(ledger, 1), Trial.ARRIVED);
        reports.flush();
        assertEquals("", reported.toString(UTF_8));
        reports.committed();
        reports.acknowledged(sent(ledger, 2), Trial.ARRIVED);
        reports.flush();
        assertEquals("7 v1\n", reported.toString(UTF_8));
        reports.aborted();
        reports.committed();
        reports.flush();
        assertEquals("7 v1\n", reported.toString(UTF_8));
    }

    @Test
    void a_report_that_nobody_takes_is_said_and_not_written_again() {
        Reports reports = new Reports(
                ReportFormat.parse("%o"),
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left");
                    }
                },
                false);
        reports.acknowledged(sent(ledger(ErrorPolicy.of("skip")), 1), Trial.ARRIVED);
        assertThrows(UncheckedIOException.class, reports::flush);
        reports.flush();
    }

    @Test
    void the_status_is_the_lost_brokers_or_that_of_some_records() {
        Optional<Failure> lost = Optional.of(new Failure(ExitStatus.UNREACHABLE, "no answer"));
        Optional<Failure> denied = Optional.of(new Failure(ExitStatus.FAILED, "denied"));
        assertEquals(ExitStatus.UNREACHABLE, summary(5, 1).status(lost));
        assertEquals(ExitStatus.PARTIAL, summary(5, 1).status(denied));
        assertEquals(ExitStatus.FAILED, summary(0, 1).status(denied));
        assertEquals(ExitStatus.PARTIAL, summary(5, 1).status(Optional.empty()));
        assertEquals(ExitStatus.OK, summary(5, 0).status(lost));
    }

    private static Summary summary(long acknowledged, long failed) {
        long all = acknowledged + failed;
        return new Summary(new Tally.Counts(all, all, acknowledged, failed, 0), 10, 2_000_000_000L, 1, 2, 3);
    }

    @Test
    void the_summary_leaves_out_speeds_of_nothing() {
        assertTrue(
                summary(4, 0)
                        .text(Digits.PLAIN)
                        .endsWith(
                                "in 2.0 s, 2 records/s, 5 B/s; acknowledged after 1.0 ms (p50), 2.0 ms (p99), 3.0 ms (longest)"));
        assertTrue(summary(0, 1).text(Digits.PLAIN).endsWith("in 2.0 s"));
        assertTrue(summary(4, 0)
                .json()
                .endsWith("\"bytes\":10,\"seconds\":2.000,\"p50Ms\":1.000,\"p99Ms\":2.000,\"longestMs\":3.000}"));
    }
}
