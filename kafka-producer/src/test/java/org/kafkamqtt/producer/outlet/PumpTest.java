package org.kafkamqtt.producer.outlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Resends;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Encoding;
import org.kafkamqtt.producer.record.RecordDefaults;
import org.kafkamqtt.producer.trial.Lines;
import org.kafkamqtt.producer.trial.Trial;

/** What ends the reading, and what is counted of each record by then. */
class PumpTest {
    private static final RecordDefaults DEFAULTS = new RecordDefaults(
            "t", null, Draft.ANY_PARTITION, true, Draft.NOW, List.of(), false, null, Encoding.PLAIN, Encoding.PLAIN);

    private final Trial trial = new Trial(true);
    private final List<String> sent = new ArrayList<>();
    private final Complaints complaints = trial.complaints(ErrorPolicy.of("skip"));
    private Ledger ledger = ledger("skip");

    private Ledger ledger(String onError) {
        return Ledger.atOnce(
                complaints, ErrorPolicy.of(onError), Trial.WORDS, new Followers(null, null, null), new Resends());
    }

    private Pump pump(Lines lines, Outlet outlet) {
        return new Pump(lines, DEFAULTS, outlet, ledger, trial.console.stop());
    }

    private Outlet noting() {
        return (draft, source) -> {
            sent.add(draft.topic + " " + new String(draft.value(), UTF_8));
            ledger.sent();
        };
    }

    private static Lines.Line bad() {
        return draft -> {
            throw new BadRecord("is no record");
        };
    }

    private void assertCounts(long read, long sent, long failed, long left) {
        assertEquals(new Tally.Counts(read, sent, 0, failed, left), ledger.counts());
    }

    @Test
    void every_record_goes_on_with_what_all_are_given() {
        pump(Lines.of("a", "b"), noting()).run();
        assertEquals(List.of("t a", "t b"), sent);
        assertCounts(2, 2, 0, 0);
    }

    @Test
    void a_piece_that_is_no_record_is_named_and_passed_over() {
        pump(Lines.of(Lines.value("a"), bad(), Lines.value("c")), noting()).run();
        complaints.drain();
        assertEquals(List.of("t a", "t c"), sent);
        assertEquals("kafka-producer: in:2: is no record\n", trial.err());
        assertCounts(3, 2, 1, 0);
    }

    @Test
    void a_record_that_is_refused_ends_the_run_where_it_is_to() {
        ledger = ledger("stop");
        pump(Lines.of(bad(), Lines.value("b")), noting()).run();
        assertCounts(1, 0, 1, 0);
        assertTrue(ledger.ended());
    }

    @Test
    void a_record_that_the_outlet_refuses_costs_no_other() {
        Outlet picky = (draft, source) -> {
            if (source.number() == 1) {
                throw new BadRecord("too large");
            }
            noting().send(draft, source);
        };
        pump(Lines.of("a", "b"), picky).run();
        assertEquals(List.of("t b"), sent);
        assertCounts(2, 1, 1, 0);
    }

    @Test
    void what_was_read_while_the_user_stopped_is_neither_sent_nor_counted() {
        Lines.Line half = draft -> {
            Lines.value("hal").read(draft);
            trial.console.stop().request();
        };
        pump(Lines.of(Lines.value("a"), half, Lines.value("c")), noting()).run();
        assertEquals(List.of("t a"), sent);
        assertCounts(1, 1, 0, 0);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void a_broken_piece_of_that_moment_is_not_named_either() {
        Lines.Line torn = draft -> {
            trial.console.stop().request();
            bad().read(draft);
        };
        pump(Lines.of(torn), noting()).run();
        assertCounts(0, 0, 0, 0);
    }

    @Test
    void a_record_that_waits_to_be_sent_when_the_user_stops_is_left() {
        pump(Lines.of("a", "b"), (draft, source) -> {
                    throw new InterruptException("stopped");
                })
                .run();
        assertCounts(1, 0, 0, 1);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void others_end_it_between_two_records() {
        List<Pump> pumps = new ArrayList<>();
        pumps.add(pump(Lines.of("a", "b"), (draft, source) -> {
            noting().send(draft, source);
            pumps.get(0).end();
        }));
        pumps.get(0).run();
        assertEquals(List.of("t a"), sent);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void a_reader_of_the_copy_who_leaves_ends_it_in_peace() {
        Lines.Line left = draft -> {
            throw new ClosedPipe(new IOException("gone"));
        };
        pump(Lines.of(left), noting()).run();
        assertCounts(0, 0, 0, 0);
    }

    @Test
    void a_reader_of_what_would_be_sent_who_leaves_ends_it_in_peace() {
        pump(Lines.of("a", "b"), (draft, source) -> {
                    throw new UncheckedIOException(new ClosedPipe(new IOException("gone")));
                })
                .run();
        assertCounts(1, 0, 0, 1);
    }

    @Test
    void an_input_that_breaks_is_named() {
        Lines.Line broken = draft -> {
            throw new IOException("disk on fire");
        };
        Failure failure = assertThrows(
                Failure.class, () -> pump(Lines.of(broken), noting()).run());
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertEquals("cannot read in: disk on fire", failure.sentence());
    }

    @Test
    void a_record_that_memory_does_not_hold_is_named() {
        Lines.Line huge = draft -> {
            throw new OutOfMemoryError("Java heap space");
        };
        Failure failure =
                assertThrows(Failure.class, () -> pump(Lines.of(huge), noting()).run());
        assertTrue(failure.sentence().contains("a record of in"), failure.sentence());
    }
}
