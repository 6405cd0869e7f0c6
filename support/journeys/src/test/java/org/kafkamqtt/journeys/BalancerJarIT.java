package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.balancer.kafka.BalancerPartitioner;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Child;

/** The balancers as a packaged tool, in plain Java producers, and beside another client on one topic. */
class BalancerJarIT {
    private static final int PARTITIONS = 12;

    private final Sandbox sandbox = SharedSandbox.get();

    private String topic() {
        String topic = "balancer-" + UUID.randomUUID();
        sandbox.createTopic(topic, PARTITIONS);
        return topic;
    }

    private static Child.Ended balancer(String... args) {
        try (Child child = Child.jar("balancer", "balancer", args)) {
            return child.endInput().ended(60);
        }
    }

    private KafkaProducer<String, String> producer(String balancer, String... options) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, sandbox.kafkaAddress());
        properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, BalancerPartitioner.class.getName());
        properties.put(BalancerPartitioner.NAME, balancer);
        for (int i = 0; i < options.length; i += 2) {
            properties.put(BalancerPartitioner.OPTION_PREFIX + options[i], options[i + 1]);
        }
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    @Test
    void the_jar_lists_describes_and_explains() {
        Child.Ended listed = balancer("list");
        assertEquals(0, listed.status(), listed.err());
        assertTrue(listed.out().contains("consistent_random"), listed.out());
        Child.Ended described = balancer("describe", "jump");
        assertEquals(0, described.status(), described.err());
        assertTrue(described.out().contains("jump"), described.out());
        Child.Ended explained = balancer("explain", "--key", "order-42", "--partitions", "12", "--balancer", "murmur2");
        assertEquals(0, explained.status(), explained.err());
        int expected =
                Balancers.standard().create("murmur2", Map.of()).choose(Message.of("order-42"), Partitions.of(12));
        assertTrue(explained.out().matches("(?s).*\\b" + expected + "\\b.*"), explained.out());
    }

    @Test
    void the_jar_names_what_was_meant_with_status_2() {
        Child.Ended ended = balancer("describe", "murmr2");
        assertEquals(2, ended.status());
        assertEquals("", ended.out());
        assertTrue(ended.err().startsWith("balancer: ") && ended.err().contains("murmur2"), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
    }

    @Test
    void the_jar_compiles_a_source_file_and_shows_where_it_is_wrong(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("Last.java");
        String source =
                """
                import org.kafkamqtt.balancer.*;
                public class Last implements Balancer {
                    @Override
                    public int choose(Message message, Partitions partitions) {
                        return partitions.id(partitions.count() - 1);
                    }
                }
                """;
        Files.writeString(file, source);
        Child.Ended right = balancer("explain", "--balancer", file.toString(), "--key", "a", "--partitions", "8");
        assertEquals(0, right.status(), right.err());
        assertTrue(right.out().matches("(?s).*\\b7\\b.*"), right.out());
        Files.writeString(file, source.replace("partitions.count() - 1", "partitions.size()"));
        Child.Ended wrong = balancer("explain", "--balancer", file.toString(), "--key", "a", "--partitions", "8");
        assertEquals(2, wrong.status(), wrong.err());
        assertTrue(wrong.err().contains("Last.java:5") && wrong.err().contains("^"), wrong.err());
    }

    @Test
    void what_a_balancer_prints_does_not_get_among_the_data(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("Printer.java");
        Files.writeString(
                file,
                """
                import org.kafkamqtt.balancer.*;
                public class Printer implements Balancer {
                    static { System.out.println("from the class"); }
                    public Printer() { System.out.println("from the constructor"); }
                    @Override
                    public int choose(Message message, Partitions partitions) {
                        System.out.println("from the choice");
                        return 0;
                    }
                }
                """);
        Child.Ended ended = balancer("explain", "--balancer", file.toString(), "--key", "a", "--partitions", "8");
        assertEquals(0, ended.status(), ended.err());
        assertTrue(ended.out().startsWith("key of 1 byte") && !ended.out().contains("from the"), ended.out());
        for (String place : new String[] {"class", "constructor", "choice"}) {
            assertTrue(ended.err().contains("from the " + place), ended.err());
        }
    }

    @Test
    void a_plain_java_producer_puts_records_where_the_balancer_says_and_counts_the_choices() throws Exception {
        String topic = topic();
        Balancer same = Balancers.standard().create("jump", Map.of());
        try (KafkaProducer<String, String> producer = producer("jump")) {
            for (int i = 0; i < 200; i++) {
                String key = "key-" + i;
                int partition = producer.send(new ProducerRecord<>(topic, key, "v"))
                        .get(30, TimeUnit.SECONDS)
                        .partition();
                assertEquals(same.choose(Message.of(key), Partitions.of(PARTITIONS)), partition);
            }
            Map.Entry<MetricName, ? extends Metric> choices = producer.metrics().entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals("balancer-choices-total"))
                    .findAny()
                    .orElseThrow();
            assertEquals(200.0, choices.getValue().metricValue());
            assertEquals(
                    BalancerPartitioner.class.getSimpleName(),
                    choices.getKey().tags().get("class"));
            assertEquals("partitioner.class", choices.getKey().tags().get("config"));
        }
    }

    @Test
    void a_wrong_answer_fails_at_once_in_a_plain_java_producer(@TempDir Path folder) throws Exception {
        String topic = topic();
        Path file = folder.resolve("table");
        Files.writeString(file, "good\t3\nbad\t99\n");
        try (KafkaProducer<String, String> producer = producer("table", "file", file.toString())) {
            long before = System.nanoTime();
            ConfigException refused =
                    assertThrows(ConfigException.class, () -> producer.send(new ProducerRecord<>(topic, "bad", "v")));
            assertTrue(String.valueOf(refused.getMessage()).contains("returned 99 for key 'bad'"), refused.toString());
            assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before) < 30, "well below two minutes");
            assertEquals(
                    3,
                    producer.send(new ProducerRecord<>(topic, "good", "v"))
                            .get(30, TimeUnit.SECONDS)
                            .partition());
        }
    }

    @Test
    void kcat_and_ours_agree_on_every_key_and_check_says_whose_rule_it_was(@TempDir Path folder) throws Exception {
        assumeTrue(Child.installed("kcat"), "kcat is not installed");
        String topic = topic();
        Path lines = folder.resolve("lines");
        Files.writeString(
                lines,
                IntStream.range(0, 500).mapToObj(i -> "key-" + i + ":v\n").collect(Collectors.joining()));
        String broker = " -b " + sandbox.kafkaAddress() + " -t " + topic + " ";
        Child.Ended sent = Jars.run("kcat -P" + broker + "-K : -X partitioner=consistent_random < " + lines
                + " && kafka-producer" + broker + "-q -K : --balancer consistent_random < " + lines
                + " && kafka-consumer" + broker + "-e -q -f '%k\\t%p\\n'");
        assertEquals(0, sent.status(), sent.err());
        Map<String, String> places = new TreeMap<>();
        for (String line : sent.out().lines().toList()) {
            String[] keyAndPartition = line.split("\t", 2);
            String known = places.put(keyAndPartition[0], keyAndPartition[1]);
            assertTrue(known == null || known.equals(keyAndPartition[1]), line);
        }
        assertEquals(500, places.size());
        assertEquals(1000, sent.out().lines().count());
        Child.Ended checked =
                Jars.run("kafka-consumer" + broker + "-e -q -J | balancer check - --partitions " + PARTITIONS);
        assertEquals(0, checked.status(), checked.err());
        assertTrue(checked.out().contains("100.0 %") && checked.out().contains("librdkafka's default"), checked.out());
    }
}
