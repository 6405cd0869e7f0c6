package org.kafkamqtt.producer.outlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.SharedAdmin;
import org.kafkamqtt.producer.cluster.TopicRules;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.FailureWords;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.Sent;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.source.Source;

/** What a transaction that was given up held is never confirmed. */
class TransactionsTest {
    private static final RecordMetadata ARRIVED = new RecordMetadata(new TopicPartition("t", 0), 0, 0, 0, 1, 1);

    private final ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void nothing_is_sent_or_confirmed_after_a_transaction_that_was_given_up() throws Exception {
        producer.initTransactions();
        try (Confirmations confirmations = new Confirmations(numbers)) {
            Ledger ledger = ledger(confirmations);
            Transactions transactions = new Transactions(
                    producer,
                    (draft, source) ->
                            new Sent(ledger, source.origin(), source.number(), 1).onCompletion(ARRIVED, null),
                    ledger,
                    new Batch(3, Optional.empty()),
                    new TransactionEnd("broker:9092", 60_000),
                    null,
                    () -> 0);
            transactions.send(new Draft(), new Line(1));
            transactions.send(new Draft(), new Line(2));
            producer.commitTransactionException = new KafkaException("in an error state");
            // As the thread beside the sending one does; that one waits with its next record meanwhile.
            assertThrows(Failure.class, transactions::commit);
            producer.commitTransactionException = null;
            assertThrows(Failure.class, () -> transactions.send(new Draft(), new Line(3)));
            transactions.commit();
        }
        assertEquals("", numbers.toString(StandardCharsets.US_ASCII));
    }

    private static Ledger ledger(Confirmations confirmations) {
        ErrorPolicy policy = new ErrorPolicy(true, Optional.empty(), true);
        Complaints complaints = new Complaints(
                Console.of(
                        "kafka-producer",
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream()),
                policy,
                new TopicRules(new SharedAdmin(
                        new KafkaSettings(ClientKind.PRODUCER, new TreeMap<>(), Duration.ofSeconds(1), false))));
        return Ledger.atCommit(
                complaints, policy, new FailureWords("broker:9092"), new Followers(null, null, confirmations));
    }

    /** A source that stands at a line. */
    private record Line(long number) implements Source {
        @Override
        public boolean next(Draft draft) {
            return false;
        }

        @Override
        public Origin origin() {
            return new Origin("in", 0, "line");
        }

        @Override
        public long consumed() {
            return number;
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public byte @Nullable [] copy() {
            return null;
        }

        @Override
        public void copyTo(OutputStream out) {}

        @Override
        public void close() {}
    }
}
