package org.kafkamqtt.producer.outlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Sent;
import org.kafkamqtt.producer.ledger.TransactionalPosition;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.trial.Lines;
import org.kafkamqtt.producer.trial.Trial;

/** When a transaction is committed, what is given up with it, and what is never confirmed. */
class TransactionsTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    private final Trial trial = new Trial(true);
    private final Interrupting producer = new Interrupting();
    private final Ledger ledger = ledger(null);
    private long nanos;

    /** A client whose commits and aborts are interrupted, as the real one's are by a pending interrupt. */
    private static final class Interrupting extends MockProducer<byte[], byte[]> {
        private int interrupts;

        Interrupting() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            initTransactions();
        }

        @Override
        public void commitTransaction() {
            if (interrupts > 0) {
                interrupts--;
                throw new InterruptException("while it waited");
            }
            super.commitTransaction();
        }

        @Override
        public void abortTransaction() {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptException("before it was sent");
            }
            super.abortTransaction();
        }
    }

    private Ledger ledger(@Nullable Confirmations confirmations) {
        ErrorPolicy policy = new ErrorPolicy(true, Optional.empty(), true);
        return Ledger.atCommit(trial.complaints(policy), policy, Trial.WORDS, new Followers(null, null, confirmations));
    }

    private Transactions transactions(
            Outlet outlet, Ledger ledger, Batch batch, @Nullable TransactionalPosition position) {
        return new Transactions(
                producer, outlet, ledger, batch, new TransactionEnd("broker:9092", 60_000), position, () -> nanos);
    }

    private static Outlet acknowledging(Ledger ledger) {
        return (draft, source) -> {
            ledger.read();
            new Sent(ledger, source.origin(), source.number(), 1).onCompletion(Trial.ARRIVED, null);
        };
    }

    private Transactions of(Batch batch) {
        return transactions(acknowledging(ledger), ledger, batch, null);
    }

    private static Batch three() {
        return new Batch(3, Optional.empty());
    }

    @Test
    void nothing_is_sent_or_confirmed_after_a_transaction_that_was_given_up() throws Exception {
        try (Confirmations confirmations = new Confirmations(numbers)) {
            Ledger ledger = ledger(confirmations);
            Transactions transactions = transactions(acknowledging(ledger), ledger, three(), null);
            transactions.send(new Draft(), Lines.at(1));
            transactions.send(new Draft(), Lines.at(2));
            producer.commitTransactionException = new KafkaException("in an error state");
            // As the thread beside the sending one does; that one waits with its next record meanwhile.
            assertThrows(Failure.class, transactions::commit);
            producer.commitTransactionException = null;
            assertThrows(Failure.class, () -> transactions.send(new Draft(), Lines.at(3)));
            transactions.commit();
        }
        assertEquals("", numbers.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void what_is_committed_is_confirmed() throws Exception {
        try (Confirmations confirmations = new Confirmations(numbers)) {
            Ledger ledger = ledger(confirmations);
            Transactions transactions = transactions(acknowledging(ledger), ledger, Batch.ALL, null);
            transactions.send(new Draft(), Lines.at(1));
            transactions.send(new Draft(), Lines.at(2));
            transactions.commit();
        }
        assertEquals("2\n", numbers.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void a_full_transaction_is_committed_with_its_last_record() throws BadRecord {
        Transactions transactions = of(three());
        for (int i = 1; i <= 7; i++) {
            transactions.send(new Draft(), Lines.at(i));
        }
        assertEquals(2, producer.commitCount());
        assertEquals(new Position(0, 60, 6), transactions.arrived());
        assertEquals(6, ledger.counts().acknowledged());
    }

    @Test
    void an_old_transaction_is_committed_by_whoever_looks() throws BadRecord {
        Transactions transactions = of(Batch.parse("5s"));
        transactions.send(new Draft(), Lines.at(1));
        nanos = 5 * SECOND - 1;
        transactions.commitIfDue();
        assertEquals(0, producer.commitCount());
        nanos = 5 * SECOND;
        transactions.commitIfDue();
        assertEquals(1, producer.commitCount());
        transactions.commitIfDue();
        assertEquals(1, producer.commitCount());
    }

    @Test
    void a_commit_that_is_interrupted_is_tried_again_and_the_interrupt_kept() throws BadRecord {
        Transactions transactions = of(Batch.ALL);
        transactions.send(new Draft(), Lines.at(1));
        producer.interrupts = 2;
        transactions.commit();
        assertTrue(Thread.interrupted());
        assertEquals(1, ledger.counts().acknowledged());
    }

    @Test
    void a_transaction_is_aborted_in_spite_of_a_pending_interrupt() throws BadRecord {
        Transactions transactions = of(Batch.ALL);
        transactions.send(new Draft(), Lines.at(1));
        Thread.currentThread().interrupt();
        Failure failure =
                transactions.abort(new Failure(ExitStatus.PARTIAL, "stopped")).orElseThrow();
        assertTrue(Thread.interrupted());
        assertTrue(producer.transactionAborted());
        assertEquals("stopped; the open transaction was aborted (1 record)", failure.sentence());
        assertEquals(1, ledger.counts().failed());
    }

    @Test
    void without_an_open_transaction_there_is_nothing_to_commit_or_to_abort() {
        Transactions transactions = of(Batch.ALL);
        transactions.commit();
        assertEquals(Optional.empty(), transactions.abort(new Failure(ExitStatus.PARTIAL, "stopped")));
        assertEquals(0, producer.commitCount());
        assertFalse(producer.transactionAborted());
    }

    @Test
    void who_is_fenced_by_another_says_so_and_counts_nothing() throws BadRecord {
        Transactions transactions = of(Batch.ALL);
        transactions.send(new Draft(), Lines.at(1));
        producer.commitTransactionException = new ProducerFencedException("newer");
        producer.abortTransactionException = new ProducerFencedException("newer");
        Failure failure = assertThrows(Failure.class, transactions::commit);
        assertTrue(failure.sentence().startsWith("fenced: another producer"), failure.sentence());
        assertTrue(failure.sentence().endsWith("the open transaction did not arrive (1 record)"));
        assertEquals(1, ledger.counts().failed());
    }

    @Test
    void who_is_fenced_after_longer_than_a_transaction_may_be_open_was_given_up() throws BadRecord {
        Transactions transactions = of(Batch.ALL);
        nanos = 7 * SECOND;
        transactions.send(new Draft(), Lines.at(1));
        nanos = 68 * SECOND;
        Failure failure = transactions.explain(new InvalidProducerEpochException("old"));
        assertTrue(failure.sentence().startsWith("the broker gave up the transaction, which was open for 61 s"));
    }

    @Test
    void a_commit_that_timed_out_may_have_arrived() throws BadRecord {
        Transactions transactions = of(Batch.ALL);
        transactions.send(new Draft(), Lines.at(1));
        producer.commitTransactionException = new TimeoutException("no answer");
        producer.abortTransactionException = new IllegalStateException("commit is on its way");
        Failure failure = assertThrows(Failure.class, transactions::commit);
        assertTrue(failure.sentence().endsWith("it is not known whether the last transaction arrived (1 record)"));
    }

    @Test
    void what_failed_beside_the_sending_costs_the_transaction_at_once() throws BadRecord {
        Outlet failing = (draft, source) -> new Sent(ledger, source.origin(), source.number(), 1)
                .onCompletion(null, new TimeoutException("expired"));
        Transactions transactions = transactions(failing, ledger, three(), null);
        Failure failure = assertThrows(Failure.class, () -> transactions.send(new Draft(), Lines.at(1)));
        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        assertTrue(producer.transactionAborted());
    }

    @Test
    void a_record_that_is_refused_holds_back_no_confirmation() throws Exception {
        try (Confirmations confirmations = new Confirmations(numbers)) {
            Ledger ledger = ledger(confirmations);
            Outlet refusing = (draft, source) -> {
                throw new BadRecord("refused");
            };
            Transactions transactions = transactions(refusing, ledger, Batch.ALL, null);
            assertThrows(BadRecord.class, () -> transactions.send(new Draft(), Lines.at(1)));
            confirmations.settle(1);
        }
        assertEquals("1\n", numbers.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void the_place_in_the_input_travels_in_the_transaction() throws BadRecord {
        Inputs inputs = new Inputs(List.of("-"), new ByteArrayInputStream(new byte[0]));
        Destination destination = new Destination("t", Optional.empty());
        Transactions transactions = transactions(
                acknowledging(ledger), ledger, Batch.ALL, TransactionalPosition.of("id", destination, inputs));
        transactions.send(new Draft(), Lines.at(1));
        transactions.send(new Draft(), Lines.at(2));
        assertEquals(List.of(), producer.consumerGroupOffsetsHistory());
        transactions.commit();
        var offsets = producer.consumerGroupOffsetsHistory().get(0).get("kafka-producer.id");
        var place = offsets == null ? null : offsets.get(new TopicPartition("t", 0));
        assertEquals(20, place == null ? -1 : place.offset());
        assertEquals("topic=t id=- input=0 offset=20 records=2 crc32=00000000", place == null ? "" : place.metadata());
    }
}
