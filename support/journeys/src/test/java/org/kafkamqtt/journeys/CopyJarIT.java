package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** Topics copied by pipe, and other people's tools at either end. */
class CopyJarIT {
    private final Sandbox sandbox = SharedSandbox.get();
    private final String kafka = " -b " + sandbox.kafkaAddress() + " ";

    private String topic(int partitions) {
        String topic = "copy-" + UUID.randomUUID();
        sandbox.createTopic(topic, partitions);
        return topic;
    }

    @Test
    void a_hostile_topic_is_copied_record_by_record() throws Exception {
        String from = topic(1);
        String to = topic(1);
        int count = fill(from);
        Child.Ended copied = Jars.run(
                "kafka-consumer" + kafka + "-t " + from + " -e -q -J | kafka-producer" + kafka + "-t " + to + " -J -q");
        assertEquals(0, copied.status(), copied.err());
        List<ConsumerRecord<byte[], byte[]>> before = read(from, count);
        List<ConsumerRecord<byte[], byte[]>> after = read(to, count);
        assertEquals(count, after.size());
        for (int i = 0; i < count; i++) {
            assertSame(before.get(i), after.get(i));
        }
    }

    private static void assertSame(ConsumerRecord<byte[], byte[]> a, ConsumerRecord<byte[], byte[]> b) {
        assertArrayEquals(a.key(), b.key());
        assertArrayEquals(a.value(), b.value());
        assertEquals(a.timestamp(), b.timestamp());
        Header[] ours = a.headers().toArray();
        Header[] theirs = b.headers().toArray();
        assertEquals(ours.length, theirs.length);
        for (int i = 0; i < ours.length; i++) {
            assertEquals(ours[i].key(), theirs[i].key());
            assertArrayEquals(ours[i].value(), theirs[i].value());
        }
    }

    private int fill(String topic) throws Exception {
        Random random = new Random(99);
        byte[] every = new byte[256];
        for (int i = 0; i < 256; i++) {
            every[i] = (byte) i;
        }
        byte[] large = new byte[900_000];
        random.nextBytes(large);
        List<byte @Nullable []> values = new ArrayList<>(Arrays.asList(
                null, new byte[0], every, "null".getBytes(UTF_8), "\"é\u0000\ud83d\udc18\n".getBytes(UTF_8), large));
        for (int i = 0; i < 200; i++) {
            byte[] some = new byte[random.nextInt(40)];
            random.nextBytes(some);
            values.add(some);
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", sandbox.kafkaAddress(), "max.request.size", "2000000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            int n = 0;
            for (byte[] value : values) {
                byte[] key = values.get(n * 7 % 5);
                ProducerRecord<byte[], byte[]> record =
                        new ProducerRecord<>(topic, 0, 1_700_000_000_000L + 1000L * n, key, value);
                record.headers()
                        .add("a", every)
                        .add("a", null)
                        .add("", new byte[0])
                        .add("é", "x".getBytes(UTF_8));
                producer.send(record).get(20, TimeUnit.SECONDS);
                n++;
            }
        }
        return values.size();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", sandbox.kafkaAddress()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            Await.that(count + " records", 30, () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        records.sort(Comparator.comparingLong(ConsumerRecord::offset));
        return records;
    }

    @Test
    void kcat_reads_what_we_write_and_we_what_kcat_writes() {
        assumeTrue(Child.installed("kcat"), "kcat is not installed");
        String ours = topic(2);
        assertEquals(
                0,
                Jars.run("printf 'k1:v1\\nk2:\\n' | kafka-producer" + kafka + "-t " + ours + " -K : -H h=1 -q")
                        .status());
        assertEquals(
                List.of("k1=v1 h=1", "k2= h=1"),
                Jars.run("kcat -C -e -q" + kafka + "-t " + ours + " -f '%k=%s %h\\n'")
                        .out()
                        .lines()
                        .sorted()
                        .toList());
        String theirs = topic(2);
        assertEquals(
                0,
                Jars.run("printf 'k1:v1\\nk2:v2\\n' | kcat -P" + kafka + "-t " + theirs + " -K :")
                        .status());
        assertEquals(
                List.of("k1=v1", "k2=v2"),
                Jars.run("kafka-consumer" + kafka + "-t " + theirs + " -e -q -f '%k=%s\\n'")
                        .out()
                        .lines()
                        .sorted()
                        .toList());
    }

    @Test
    void kcats_json_is_read() {
        assumeTrue(Child.installed("kcat"), "kcat is not installed");
        String from = topic(1);
        String to = topic(1);
        assertEquals(
                0,
                Jars.run("printf 'k:v\\n' | kcat -P" + kafka + "-t " + from + " -K : -H a=1 -H a=2")
                        .status());
        assertEquals(
                0,
                Jars.run("kcat -C -e -q -J" + kafka + "-t " + from + " | kafka-producer" + kafka + "-t " + to
                                + " -J -q")
                        .status());
        assertEquals(
                "k=v a=1,a=2\n",
                Jars.run("kafka-consumer" + kafka + "-t " + to + " -e -q -f '%k=%s %h\\n'")
                        .out());
    }

    @Test
    void the_same_keys_go_to_the_same_partitions_as_kcats() {
        assumeTrue(Child.installed("kcat"), "kcat is not installed");
        String ours = topic(7);
        String theirs = topic(7);
        String keys = "seq 500 | sed 's/.*/&:v/' | ";
        assertEquals(
                0,
                Jars.run(keys + "kafka-producer" + kafka + "-t " + ours + " -K : -q --balancer consistent_random")
                        .status());
        assertEquals(
                0, Jars.run(keys + "kcat -P" + kafka + "-t " + theirs + " -K :").status());
        String where = " -e -q -f '%k %p\\n' | sort";
        assertEquals(
                Jars.run("kafka-consumer" + kafka + "-t " + theirs + where).out(),
                Jars.run("kafka-consumer" + kafka + "-t " + ours + where).out());
    }
}
