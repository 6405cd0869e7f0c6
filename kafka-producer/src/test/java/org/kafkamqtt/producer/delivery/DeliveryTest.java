package org.kafkamqtt.producer.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.producer.cluster.ClientChoice;
import org.kafkamqtt.producer.cluster.ClientConnection;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.cluster.SharedAdmin;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.ReportFormat;
import org.kafkamqtt.producer.outlet.Batch;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Encoding;
import org.kafkamqtt.producer.record.RecordDefaults;
import org.kafkamqtt.producer.source.PieceForm;
import org.kafkamqtt.producer.trial.Trial;

/** Whole runs against a client in memory: what arrives, what is told, and how it ends. */
class DeliveryTest {
    private static final ErrorPolicy SKIP = ErrorPolicy.of("skip");
    private static final Mode PLAIN = new Mode.Plain(Optional.empty());
    private static final Mode TRANSACTION = new Mode.InTransactions("id", Batch.ALL, Optional.empty());

    private String input = "a\nb\nc\n";
    private String topic = "t";
    private int partition = Draft.ANY_PARTITION;
    private PieceForm form = new PieceForm.KeyAndValue(new byte[0]);
    private ErrorPolicy policy = SKIP;
    private Sending sending = new Sending.ToKafka(false, Optional.empty());
    private OutputUse output = new OutputUse.Unused();
    /** What the client says to each of the first records; nothing for an acknowledgement. */
    private List<Optional<? extends KafkaException>> answers = List.of();

    private boolean stopped;

    private final Trial trial = new Trial(true);
    private final Answering client = new Answering();
    private String said = "";
    private String written = "";

    /** A client that answers at once, as the test says. */
    private final class Answering extends MockProducer<byte[], byte[]> {
        private int answered;

        Answering() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public List<org.apache.kafka.common.PartitionInfo> partitionsFor(String name) {
            return trial.producer.partitionsFor("t");
        }

        /** Nothing: every record is told of at once. As the real one, it may be asked after its end. */
        @Override
        public synchronized void flush() {}

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            int number = answered++;
            if (number < answers.size() && answers.get(number).isPresent()) {
                callback.onCompletion(Trial.ARRIVED, answers.get(number).get());
                return CompletableFuture.completedFuture(Trial.ARRIVED);
            }
            return super.send(record, callback);
        }
    }

    private static Optional<KafkaException> innocent() {
        return Optional.of(new KafkaException("not taken, since it was part of a batch"));
    }

    private ProducerSettings settings(Mode mode) {
        return new ProducerSettings(
                Trial.settings(),
                new ProducerSettings.Target(topic, Optional.empty()),
                new InputPlan.Delimited(List.of("-"), new byte[] {'\n'}, form),
                new RecordDefaults(
                        topic,
                        null,
                        partition,
                        true,
                        Draft.NOW,
                        List.of(),
                        false,
                        null,
                        Encoding.PLAIN,
                        Encoding.PLAIN),
                Optional.empty(),
                policy,
                sending,
                mode,
                new Road(Optional.of("the test")),
                output,
                new ProducerSettings.Reports(SummaryStyle.AUTO, true, false, Optional.empty()));
    }

    private ExitStatus run(Mode mode) throws IOException {
        ProducerSettings settings = settings(mode);
        Trial streams = new Trial(true, input);
        if (stopped) {
            streams.console.stop().request();
        }
        try (TopicWatch watch = new TopicWatch(settings.client());
                Input opened =
                        settings.output().around(settings.input().open(streams.console.in()), streams.console.out());
                Complaints complaints = new Complaints(streams.console, policy, Trial.lenient())) {
            complaints.open();
            Connection connection = ClientConnection.of(settings.client(), made -> client);
            Topics topics = new Topics(
                    connection,
                    settings.client(),
                    (name, partitions) -> ClientChoice.INSTANCE,
                    settings.terms(),
                    Trial.lenient(),
                    new SharedAdmin(settings.client()));
            return new Delivery(
                            settings,
                            streams.console,
                            Monitor.open(Optional.empty(), streams.console),
                            opened,
                            complaints,
                            connection,
                            topics,
                            watch)
                    .run();
        } finally {
            said = streams.err();
            written = streams.out();
        }
    }

    private List<String> sent() {
        return client.history().stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    @Test
    void every_line_arrives_in_silence() throws IOException {
        assertEquals(ExitStatus.OK, run(PLAIN));
        assertEquals(List.of("a", "b", "c"), sent());
        assertEquals("", said);
    }

    @Test
    void a_record_that_is_refused_is_named_and_the_status_says_that_some_are_missing() throws IOException {
        answers = List.of(Optional.empty(), Optional.of(new InvalidTimestampException("too old")));
        assertEquals(ExitStatus.PARTIAL, run(PLAIN));
        assertTrue(said.contains("standard input, line 2: refused: too old"), said);
        assertTrue(said.contains("3 read, 3 sent, 2 acknowledged, 1 failed"), said);
    }

    @Test
    void records_that_were_refused_for_others_have_arrived_by_the_end() throws IOException {
        answers = List.of(innocent(), innocent(), Optional.empty(), innocent());
        output = new OutputUse.Reported(ReportFormat.json(), false);
        assertEquals(ExitStatus.OK, run(PLAIN));
        assertEquals(List.of("a", "b", "c"), sent().stream().sorted().toList());
        assertEquals(3, written.lines().count(), written);
    }

    @Test
    void a_user_who_stops_has_nothing_more_read_and_hears_how_far_it_was() throws IOException {
        stopped = true;
        assertEquals(ExitStatus.OK, run(PLAIN));
        assertEquals(List.of(), sent());
        assertTrue(said.contains("0 read"), said);
    }

    @Test
    void a_client_at_its_end_ends_the_run_with_its_reason() throws IOException {
        client.sendException = new TimeoutException("Topic t not present");
        assertEquals(ExitStatus.UNREACHABLE, run(PLAIN));
        assertTrue(said.contains("1 read, 0 sent, 0 acknowledged, 1 failed"), said);
    }

    @Test
    void a_partition_that_the_topic_has_not_ends_the_run_before_it_reads() {
        partition = 3;
        Failure failure = assertThrows(Failure.class, () -> run(PLAIN));
        assertEquals(ExitStatus.NOT_FOUND, failure.status());
    }

    @Test
    void all_of_the_input_is_one_transaction() throws IOException {
        assertEquals(ExitStatus.OK, run(TRANSACTION));
        assertTrue(client.transactionCommitted());
        assertEquals(1, client.commitCount());
        assertEquals(List.of("a", "b", "c"), sent());
    }

    @Test
    void a_refused_record_that_ends_the_run_takes_the_transaction_with_it() throws IOException {
        policy = ErrorPolicy.of("stop");
        answers = List.of(Optional.empty(), Optional.of(new InvalidTimestampException("too old")));
        assertEquals(ExitStatus.PARTIAL, run(TRANSACTION));
        assertTrue(client.transactionAborted());
        assertTrue(said.contains("a record was refused; the open transaction was aborted (2 records)"), said);
        assertTrue(said.contains("2 read, 2 sent, 0 acknowledged, 2 failed"), said);
    }

    @Test
    void who_is_fenced_at_the_start_sends_nothing() {
        client.initTransactionException = new ProducerFencedException("newer");
        Failure failure = assertThrows(Failure.class, () -> run(TRANSACTION));
        assertTrue(failure.sentence().startsWith("fenced"), failure.sentence());
    }

    @Test
    void who_is_fenced_on_the_way_says_so_once() throws IOException {
        client.sendException = new ProducerFencedException("newer");
        client.abortTransactionException = new ProducerFencedException("newer");
        ExitStatus status = run(TRANSACTION);
        assertEquals(ExitStatus.FAILED, status);
        assertEquals(1, said.lines().filter(line -> line.contains("fenced")).count(), said);
        assertTrue(said.contains("1 read, 0 sent, 0 acknowledged, 1 failed"), said);
    }

    @Test
    void lines_that_arrived_are_confirmed() throws IOException {
        output = new OutputUse.Confirmed();
        policy = ErrorPolicy.of(null, true);
        assertEquals(ExitStatus.OK, run(PLAIN));
        assertTrue(written.endsWith("3\n"), written);
    }

    @Test
    void a_line_that_may_be_cut_off_is_not_confirmed() throws IOException {
        input = "a\nb\nc";
        output = new OutputUse.Confirmed();
        policy = ErrorPolicy.of(null, true);
        assertEquals(ExitStatus.PARTIAL, run(PLAIN));
        assertTrue(written.endsWith("2\n"), written);
    }

    @Test
    void the_input_is_copied() throws IOException {
        output = new OutputUse.Copied(true);
        assertEquals(ExitStatus.OK, run(PLAIN));
        assertEquals(input, written);
    }

    @Test
    void a_dry_run_sends_nothing() throws IOException {
        sending = new Sending.Nowhere();
        assertEquals(ExitStatus.OK, run(PLAIN));
        assertEquals(List.of(), sent());
        assertEquals(3, written.lines().count(), written);
    }

    @Test
    void a_run_goes_on_where_the_file_says_and_leaves_its_own_place(@TempDir Path folder) throws IOException {
        Mode mode = new Mode.Plain(Optional.of(folder.resolve("place")));
        topic = "";
        form = new PieceForm.Json();
        String line = "{\"topic\":\"t\",\"value\":\"a\"}\n";
        input = line;
        assertEquals(ExitStatus.OK, run(mode));
        assertTrue(Files.readString(folder.resolve("place")).contains("offset=" + line.length() + " records=1"));
        input = line + "{\"topic\":\"t\",\"value\":\"b\"}\n";
        assertEquals(ExitStatus.OK, run(mode));
        assertEquals(List.of("a", "b"), sent());
    }

    @Test
    void a_place_does_not_go_past_a_record_that_was_lost(@TempDir Path folder) throws IOException {
        Mode mode = new Mode.Plain(Optional.of(folder.resolve("place")));
        topic = "";
        form = new PieceForm.Json();
        input = "{\"topic\":\"t\",\"value\":\"a\"}\n";
        answers = List.of(Optional.of(new TimeoutException("expired")));
        assertEquals(ExitStatus.UNREACHABLE, run(mode));
        assertFalse(Files.exists(folder.resolve("place")));
    }
}
