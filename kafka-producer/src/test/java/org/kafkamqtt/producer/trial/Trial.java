package org.kafkamqtt.producer.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.ClientChoice;
import org.kafkamqtt.producer.cluster.ClientConnection;
import org.kafkamqtt.producer.cluster.ClientSettings;
import org.kafkamqtt.producer.cluster.SharedAdmin;
import org.kafkamqtt.producer.cluster.Squeeze;
import org.kafkamqtt.producer.cluster.Terms;
import org.kafkamqtt.producer.cluster.TopicRules;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.FailureWords;
import org.kafkamqtt.producer.record.Draft;

/** A run's surroundings in memory: a topic {@code t} of three partitions, nobody to ask, and all that was said. */
public final class Trial implements AutoCloseable {
    public static final RecordMetadata ARRIVED = new RecordMetadata(new TopicPartition("t", 0), 0, 7, 0, 1, 1);
    public static final FailureWords WORDS = new FailureWords("broker:9092");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    public final Console console;
    public final MockProducer<byte[], byte[]> producer;

    /**
     * @param acknowledging whether each record is acknowledged as it is sent
     */
    public Trial(boolean acknowledging, String input) {
        this.console = Console.of("kafka-producer", new ByteArrayInputStream(input.getBytes(UTF_8)), out, err);
        this.producer = new MockProducer<>(
                cluster(),
                acknowledging,
                new RoundRobinPartitioner(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public Trial(boolean acknowledging) {
        this(acknowledging, "");
    }

    /** Without leaders, so that nobody waits for them. */
    private static Cluster cluster() {
        List<PartitionInfo> partitions = IntStream.range(0, 3)
                .mapToObj(n -> new PartitionInfo("t", n, null, new Node[0], new Node[0]))
                .toList();
        return new Cluster("c", List.of(), partitions, Set.of(), Set.of());
    }

    /** Settings of a client whose brokers nobody asks. */
    public static KafkaSettings settings(String... more) {
        KafkaSettings settings = new KafkaSettings(ClientKind.PRODUCER, new TreeMap<>(), Duration.ofSeconds(1), false)
                .with("bootstrap.servers", "127.0.0.1:1", "-b");
        for (int i = 0; i < more.length; i += 2) {
            settings = settings.with(more[i], more[i + 1], "-X");
        }
        return ClientSettings.complete(settings);
    }

    public static Squeeze squeeze(String compression) {
        return Squeeze.of(settings("compression.type", compression));
    }

    /** Topics of which the same is known. */
    public static TopicRules rules(TopicRules.Keys keys, int largest) {
        return new TopicRules(
                topic -> new TopicRules.Rules(keys, OptionalInt.of(largest), Long.MAX_VALUE, Long.MAX_VALUE),
                Runnable::run);
    }

    public static TopicRules lenient() {
        return rules(TopicRules.Keys.LEFT_OUT, Integer.MAX_VALUE);
    }

    public Complaints complaints(ErrorPolicy policy) {
        return new Complaints(console, policy, lenient());
    }

    public ClientConnection connection() {
        return ClientConnection.of(settings(), made -> producer);
    }

    public Topics topics(boolean strict, TopicRules rules) {
        return new Topics(
                connection(),
                settings(),
                (topic, partitions) -> ClientChoice.INSTANCE,
                new Terms(strict, false, squeeze("none")),
                rules,
                new SharedAdmin(settings()));
    }

    public static Draft draft(String value) {
        Draft draft = new Draft();
        draft.topic = "t";
        draft.setValue(value.getBytes(UTF_8));
        return draft;
    }

    /** The values that were sent, in order. */
    public List<String> values() {
        return producer.history().stream()
                .map(sent -> new String(sent.value(), UTF_8))
                .toList();
    }

    public String out() {
        return out.toString(UTF_8);
    }

    public String err() {
        return err.toString(UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
