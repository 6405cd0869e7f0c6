package org.kafkamqtt.producer.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.text.Digits;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.trial.Trial;

/** The tally adds up, whatever the client says, how often, and in which order. */
class LedgerTest {
    private static final List<Exception> FAILURES = List.of(
            new ProducerFencedException("fenced"),
            new InvalidProducerEpochException("old epoch"),
            new TransactionAbortedException(),
            new TimeoutException("expired"),
            new InvalidTimestampException("too old"),
            new RecordBatchTooLargeException("too large"),
            new KafkaException("not taken, since it was part of a batch"),
            new IllegalStateException("closed"));

    /** Random histories of one run. */
    private static final class History {
        private final Trial trial = new Trial(true);
        private final Complaints complaints = trial.complaints(new ErrorPolicy(false, Optional.empty(), false));
        private final Random random;
        private final boolean transactional;
        private final Resends resends = new Resends();
        private final Ledger ledger;
        private final List<Sent> handed = new ArrayList<>();
        private final List<Sent> untold = new ArrayList<>();
        private long number;

        History(long seed, boolean transactional) {
            this.random = new Random(seed);
            this.transactional = transactional;
            ErrorPolicy policy = new ErrorPolicy(false, Optional.empty(), false);
            Followers followers = new Followers(null, null, null);
            this.ledger = transactional
                    ? Ledger.atCommit(complaints, policy, Trial.WORDS, followers)
                    : Ledger.atOnce(complaints, policy, Trial.WORDS, followers, resends);
        }

        private Sent next() {
            Origin origin = new Origin("in", 0, "line");
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t", new byte[1]);
            return random.nextBoolean()
                    ? new Sent(ledger, origin, ++number, 1)
                    : new Followed(ledger, origin, ++number, 1, number, null, null, record);
        }

        void step() {
            switch (random.nextInt(10)) {
                case 0 -> {
                    ledger.read();
                    ledger.rejected(new Origin("in", 0, "line"), ++number, "bad", null, null);
                }
                case 1 -> {
                    ledger.read();
                    ledger.left();
                }
                case 2 -> {
                    // The client throws, and has or has not told or kept the record.
                    ledger.read();
                    Sent sent = next();
                    handed.add(sent);
                    if (random.nextBoolean()) {
                        tell(sent);
                    }
                    sent.refused();
                }
                case 3, 4, 5 -> {
                    ledger.read();
                    Sent sent = next();
                    ledger.sent();
                    handed.add(sent);
                    untold.add(sent);
                }
                case 6, 7, 8 -> {
                    if (!handed.isEmpty()) {
                        tell(handed.get(random.nextInt(handed.size())));
                    }
                }
                default -> endTransaction();
            }
        }

        private void tell(Sent sent) {
            untold.remove(sent);
            if (random.nextInt(3) > 0) {
                sent.onCompletion(Trial.ARRIVED, null);
            } else {
                sent.onCompletion(null, FAILURES.get(random.nextInt(FAILURES.size())));
            }
        }

        private void endTransaction() {
            if (transactional && random.nextBoolean()) {
                ledger.aborted();
            } else if (transactional && untold.isEmpty()) {
                ledger.committed();
            }
        }

        Tally.Counts end() {
            List.copyOf(untold).forEach(this::tell);
            if (transactional) {
                ledger.aborted();
            }
            resends.drain(trial.producer);
            return ledger.counts();
        }
    }

    private static void assertPossible(Tally.Counts counts) {
        assertTrue(
                counts.acknowledged() >= 0
                        && counts.failed() >= 0
                        && counts.unsettled() >= 0
                        && counts.sent() <= counts.read(),
                counts.text(Digits.PLAIN));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void every_record_read_ends_once_in_any_history(boolean transactional) {
        for (int seed = 0; seed < 2000; seed++) {
            History history = new History(seed, transactional);
            for (int step = 0; step < 60; step++) {
                history.step();
                assertPossible(history.ledger.counts());
            }
            Tally.Counts counts = history.end();
            assertEquals(0, counts.unsettled(), counts.text(Digits.PLAIN) + ", seed " + seed);
        }
    }

    @Test
    void a_record_that_a_fenced_client_tells_twice_has_failed_once() {
        History history = new History(1, true);
        history.ledger.read();
        Sent sent = history.next();
        sent.onCompletion(null, new ProducerFencedException("when it was handed over"));
        sent.onCompletion(null, new TransactionAbortedException());
        assertEquals(new Tally.Counts(1, 0, 0, 1, 0), history.ledger.counts());
    }

    @Test
    void what_costs_a_whole_transaction_is_said_for_no_single_record() {
        History history = new History(1, true);
        for (int i = 0; i < 60; i++) {
            history.ledger.read();
            history.next().onCompletion(null, new InvalidProducerEpochException("old"));
        }
        history.complaints.drain();
        assertEquals("", history.trial.err());
        assertTrue(history.ledger.doom().isPresent());
        assertEquals(60, history.ledger.counts().failed());
    }
}
