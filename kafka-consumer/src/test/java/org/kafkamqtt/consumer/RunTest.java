package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.consumer.feed.ClientFeed;
import org.kafkamqtt.consumer.options.Typed;
import org.kafkamqtt.consumer.settings.Road;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.MetadataTicks;

/** A whole run without a broker, from a command line to the exit status. */
@Timeout(20)
class RunTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = Console.of("kafka-consumer", InputStream.nullInputStream(), out, err);

    @BeforeEach
    void three_records() {
        Node node = new Node(0, "localhost", 1);
        Node[] nodes = {node};
        consumer.updatePartitions("t", List.of(new PartitionInfo("t", 0, node, nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(ZERO, 0L));
        consumer.updateEndOffsets(Map.of(ZERO, 3L));
        consumer.schedulePollTask(() -> List.of("a", "b", "c").forEach(this::add));
    }

    private void add(String value) {
        long offset = consumer.position(ZERO) + value.charAt(0) - 'a';
        consumer.addRecord(new ConsumerRecord<>("t", 0, offset, null, value.getBytes(UTF_8)));
    }

    private ExitStatus run(String words) throws Exception {
        return new Run(Typed.settings(words), console, Monitor.open(Optional.empty(), console), new Mocks()).run();
    }

    private String written() {
        return out.toString(UTF_8);
    }

    @Test
    void reads_to_the_end_and_sums_up() throws Exception {
        assertEquals(ExitStatus.OK, run("-e --summary text t"));
        assertEquals("a\nb\nc\n", written());
        assertEquals(
                "kafka-consumer: 3 read, 3 sent, 3 acknowledged, 0 failed",
                err.toString(UTF_8).strip());
        assertTrue(consumer.closed());
    }

    @Test
    void writes_those_that_pass_the_filter_in_the_form_that_was_chosen() throws Exception {
        assertEquals(ExitStatus.OK, run("-e --grep !v:b -f %o:%s, t"));
        assertEquals("0:a,2:c,", written());
    }

    @Test
    void a_count_that_does_not_come_in_time_is_said_and_is_status_27() throws Exception {
        assertEquals(ExitStatus.TIMED_OUT, run("-c 9 --timeout 1ms t"));
        assertTrue(err.toString(UTF_8).contains(" of 9 records arrived within 1ms (--timeout)"), err.toString(UTF_8));
    }

    @Test
    void records_in_a_wrong_place_are_counted_and_are_status_3() throws Exception {
        assertEquals(ExitStatus.PARTIAL, run("-e --verify-balancer manual t"));
        assertTrue(err.toString(UTF_8).contains("3 of 3 records are not where manual would put them"));
    }

    @Test
    void a_partition_that_is_not_there_is_status_6_and_writes_nothing() {
        Failure failure = assertThrows(Failure.class, () -> run("-p 1 -e t"));
        assertEquals(ExitStatus.NOT_FOUND, failure.status());
        assertEquals("", written());
        assertTrue(consumer.closed());
    }

    @Test
    void a_file_for_dead_letters_that_cannot_be_written_is_refused_before_anything_is_connected() {
        Failure failure = assertThrows(Failure.class, () -> run("--exec cat --dead-letter /no/such/dead.jsonl -e t"));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertFalse(consumer.closed());
    }

    /** Connects to the consumer of the test. */
    private final class Mocks implements Clients {
        @Override
        public Connection connect(KafkaSettings settings, Road road, Console at, MetadataTicks ticks) {
            return new Connection(new ClientFeed(consumer), Duration.ZERO);
        }

        @Override
        public org.kafkamqtt.consumer.feed.Feed bystander(KafkaSettings settings) {
            throw new AssertionError("nobody asks");
        }

        @Override
        public ShareConsumer<byte[], byte[]> sharing(KafkaSettings settings, long atOnce, boolean sparing) {
            throw new AssertionError("nobody shares");
        }
    }
}
