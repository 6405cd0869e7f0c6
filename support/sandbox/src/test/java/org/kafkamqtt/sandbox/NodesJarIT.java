package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.KafkaCluster;

/** The packaged sandbox with several Kafka nodes. */
class NodesJarIT {
    @TempDir
    private static Path shared = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static KafkaCluster cluster;

    @BeforeAll
    static void start() {
        cluster = KafkaCluster.start(shared, 3);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    private static void send(String topic, String value) throws Exception {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.addresses(), "acks", "all", "request.timeout.ms", "5000"),
                new StringSerializer(),
                new StringSerializer());
        try {
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get(60, TimeUnit.SECONDS);
        } finally {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private static List<String> read(String topic, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.addresses()), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Await.that(count + " records in " + topic, 60, () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    @Test
    void two_of_three_take_records_while_one_is_dead_and_it_comes_back() throws Exception {
        cluster.createTopic("killed", 1);
        long before = cluster.pid(2).orElseThrow();
        cluster.kill(2);
        send("killed", "two are left");
        cluster.start(2);
        cluster.awaitAnswer(2);
        cluster.awaitInSync("killed");
        assertTrue(cluster.pid(2).orElseThrow() != before);
        send("killed", "three again");
        assertEquals(List.of("two are left", "three again"), read("killed", 2));
    }

    @Test
    void a_paused_node_holds_nobody_up_for_long_and_goes_on_when_resumed() throws Exception {
        cluster.createTopic("paused", 1);
        cluster.pause(3);
        try {
            send("paused", "without it");
        } finally {
            cluster.resume(3);
        }
        cluster.awaitInSync("paused");
        assertEquals(List.of("without it"), read("paused", 1));
    }

    @Test
    void leaders_move_to_the_next_replica() {
        cluster.createTopic("moved", 3);
        Await.that("leaders move", 60, () -> cluster.moveLeaders("moved"));
        cluster.awaitInSync("moved");
        assertTrue(IntStream.rangeClosed(1, 3).anyMatch(node -> node == cluster.controller()));
    }

    @Test
    void nodes_end_with_their_sandbox_even_if_it_is_killed(@TempDir Path folder) throws IOException {
        Path ready = folder.resolve("ready");
        try (Child sandbox = Child.jar(
                "support/sandbox", "sandbox", "--nodes=2", "--kafka-port=0", "--kafka-only", "--ready-file=" + ready)) {
            Await.that("two nodes", 120, () -> Files.exists(ready));
            String lines = Files.readString(ready);
            assertTrue(
                    lines.matches("kafka=(localhost:\\d+),(localhost:\\d+)\nnode.1=\\d+ \\1\nnode.2=\\d+ \\2\n"),
                    lines);
            Set<ProcessHandle> nodes = lines.lines()
                    .filter(line -> line.startsWith("node."))
                    .map(line -> line.replaceFirst("node\\.\\d=(\\d+) .*", "$1"))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .collect(Collectors.toSet());
            sandbox.signal("KILL");
            sandbox.ended(20);
            Await.that("the nodes end", 20, () -> nodes.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void kept_data_need_the_same_number_of_nodes(@TempDir Path folder) {
        String data = "--data=" + folder.resolve("data");
        Path ready = folder.resolve("ready");
        try (Child sandbox = Child.jar(
                "support/sandbox",
                "sandbox",
                "--nodes=2",
                "--kafka-port=0",
                "--kafka-only",
                data,
                "--topic=t:2",
                "--ready-file=" + ready)) {
            Await.that("two nodes", 120, () -> Files.exists(ready));
            sandbox.signal("TERM");
            assertEquals(143, sandbox.ended(60).status());
        }
        assertTrue(Files.exists(folder.resolve("data/nodes/node-2/t-1")));
        for (String other : List.of("--nodes=1", "--nodes=3")) {
            try (Child sandbox =
                    Child.jar("support/sandbox", "sandbox", other, "--kafka-port=0", "--kafka-only", data)) {
                Child.Ended ended = sandbox.ended(60);
                assertEquals(7, ended.status(), ended.err());
                assertEquals(1, ended.err().lines().count(), ended.err());
            }
        }
    }
}
