package org.kafkamqtt.producer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.metrics.Pulse;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.trial.Trial;

/** What shows from outside whether a run gets on. */
class ProducerVitalsTest {
    private static final ErrorPolicy SKIP = ErrorPolicy.of("skip");

    private final Trial trial = new Trial(true);
    private final Followers followers = new Followers(null, null, null);
    private Ledger ledger = Ledger.atOnce(trial.complaints(SKIP), SKIP, Trial.WORDS, followers, new Resends());
    private BrokerLinks links = new BrokerLinks(1, 0);

    private Sent sent() {
        ledger.read();
        ledger.sent();
        return new Sent(ledger, new Origin("in", 0, "line"), 1, 10);
    }

    private Pulse pulse() {
        return new ProducerVitals(ledger, "b:9092", () -> links).pulse();
    }

    @Test
    void a_record_waits_from_sending_to_its_acknowledgement() {
        Sent first = sent();
        sent();
        assertEquals(2, pulse().waiting());
        long before = pulse().progress();
        first.onCompletion(Trial.ARRIVED, null);
        assertEquals(1, pulse().waiting());
        assertTrue(pulse().progress() > before);
    }

    @Test
    void a_record_that_failed_waits_no_longer_and_is_an_error() {
        sent().onCompletion(null, new InvalidTimestampException("too old"));
        assertEquals(0, pulse().waiting());
        assertEquals(1, pulse().errors());
    }

    @Test
    void a_record_that_is_held_back_until_it_is_due_does_not_wait_for_a_broker() {
        ledger.read();
        assertEquals(0, pulse().waiting());
    }

    @Test
    void records_of_an_open_transaction_wait_for_nothing_once_they_are_acknowledged() {
        ledger = Ledger.atCommit(trial.complaints(SKIP), SKIP, Trial.WORDS, followers);
        Sent record = sent();
        assertEquals(1, pulse().waiting());
        long before = pulse().progress();
        record.onCompletion(Trial.ARRIVED, null);
        assertEquals(0, pulse().waiting());
        assertTrue(pulse().progress() > before);
    }

    @Test
    void reconnects_never_become_fewer_though_a_client_forgets() {
        ProducerVitals vitals = new ProducerVitals(ledger, "b:9092", () -> links);
        links = new BrokerLinks(1, 5);
        assertEquals(5, vitals.pulse().errors());
        links = new BrokerLinks(0, 3);
        assertEquals(5, vitals.pulse().errors());
        assertFalse(vitals.pulse().connected());
    }
}
