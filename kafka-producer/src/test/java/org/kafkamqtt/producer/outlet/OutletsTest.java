package org.kafkamqtt.producer.outlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Resends;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.trial.Lines;
import org.kafkamqtt.producer.trial.Trial;

/** The outlets around another one, the one that sends nothing, and how much goes into a transaction. */
class OutletsTest {
    private final List<String> done = new ArrayList<>();
    private final Outlet noting = (draft, source) -> done.add("sent");

    @Test
    void a_paced_record_waits_for_its_turn_by_its_size() throws BadRecord {
        PacedOutlet outlet = new PacedOutlet(noting, size -> done.add("waited for " + size));
        outlet.send(Trial.draft("abc"), Lines.at(1));
        assertEquals(List.of("waited for 3", "sent"), done);
    }

    @Test
    void who_is_woken_while_waiting_sends_nothing() {
        PacedOutlet outlet = new PacedOutlet(noting, size -> {
            throw new InterruptedException("stop");
        });
        assertThrows(InterruptException.class, () -> outlet.send(Trial.draft("a"), Lines.at(1)));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), done);
    }

    @Test
    void one_by_one_each_record_has_arrived_before_the_next() throws BadRecord {
        try (Trial trial = new Trial(false)) {
            SyncOutlet outlet = new SyncOutlet(noting);
            outlet.send(Trial.draft("a"), Lines.at(1));
            assertTrue(trial.producer.flushed());
        }
    }

    @Test
    void who_is_woken_while_one_record_is_on_its_way_stays_interrupted() throws BadRecord {
        try (Trial trial = new Trial(false)) {
            trial.producer.flushException = new InterruptException("stop");
            new SyncOutlet(noting).send(Trial.draft("a"), Lines.at(1));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void a_dry_run_writes_where_records_would_go_and_sends_none() throws BadRecord {
        try (Trial trial = new Trial(true)) {
            Ledger ledger = Ledger.atOnce(
                    trial.complaints(ErrorPolicy.of("skip")),
                    ErrorPolicy.of("skip"),
                    Trial.WORDS,
                    new Followers(null, null, null),
                    new Resends());
            DryOutlet outlet = new DryOutlet(trial.topics(false, Trial.lenient()), ledger, "", trial.console.out());
            Draft keyed = Trial.draft("v");
            keyed.setKey("k".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            outlet.send(keyed, Lines.at(1));
            outlet.send(Trial.draft("v"), Lines.at(2));
            assertTrue(trial.out().lines().toList().get(0).contains("murmur2 of the key modulo 3"), trial.out());
            assertTrue(trial.out().contains("no key: the Kafka client chooses one partition"), trial.out());
            assertEquals(List.of(), trial.producer.history());
            assertEquals(2, ledger.counts().skipped());
        }
    }

    @Test
    void a_transaction_is_full_by_number_or_by_time() {
        assertTrue(new Batch(3, Optional.empty()).full(3, 0));
        assertEquals(false, new Batch(3, Optional.empty()).full(2, Long.MAX_VALUE));
        assertTrue(Batch.parse("5s").full(1, Duration.ofSeconds(5).toNanos()));
        assertEquals(
                false, Batch.parse("5s").full(1_000_000, Duration.ofSeconds(5).toNanos() - 1));
        assertEquals(false, Batch.ALL.full(Long.MAX_VALUE - 1, Long.MAX_VALUE));
        assertEquals(Batch.parse("5s"), Batch.parse("5s").within(Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "-1", ""})
    void a_transaction_of_nothing_is_refused(String text) {
        assertEquals(
                ExitStatus.USAGE,
                assertThrows(Failure.class, () -> Batch.parse(text)).status());
    }
}
