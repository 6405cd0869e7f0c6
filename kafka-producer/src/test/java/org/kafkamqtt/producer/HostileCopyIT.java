package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.RecordLine;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.sandbox.SharedSandbox;

/** A topic of everything a record may hold, written as kafka-consumer -J writes it and sent again: the same, record by record. */
class HostileCopyIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();
    private static final int PARTITIONS = 3;

    private final Random random = new Random(21);

    @Test
    void a_copy_through_json_lines_equals_the_original() {
        String original = "hostile-" + UUID.randomUUID();
        String copy = "copy-" + UUID.randomUUID();
        SharedSandbox.get().createTopic(original, PARTITIONS, Map.of("max.message.bytes", "3000000"));
        SharedSandbox.get().createTopic(copy, PARTITIONS, Map.of("max.message.bytes", "3000000"));
        fill(original);
        List<ConsumerRecord<byte[], byte[]>> before = Log.of(BROKER, original);
        Bytes lines = new Bytes();
        RecordLine line = new RecordLine();
        before.forEach(record -> {
            line.add(lines, seen(record));
            lines.add('\n');
        });
        InProcess.Result result = InProcess.run(lines.toArray(), "-b", BROKER, "-t", copy, "-J");
        assertEquals(new InProcess.Result(ExitStatus.OK, "", ""), result);
        same(before, Log.of(BROKER, copy));
    }

    /** The record as kafka-consumer sees it. */
    private static LogRecord seen(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        List<org.kafkamqtt.console.json.Header> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(new org.kafkamqtt.console.json.Header(header.key(), header.value())));
        return new LogRecord()
                .in(record.topic(), record.partition())
                .at(record.offset(), -1, record.timestamp(), false)
                .key(key == null ? new byte[0] : key, 0, key == null ? -1 : key.length)
                .value(value == null ? new byte[0] : value, 0, value == null ? -1 : value.length)
                .headers(() -> headers);
    }

    private static void same(List<ConsumerRecord<byte[], byte[]>> before, List<ConsumerRecord<byte[], byte[]>> after) {
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            ConsumerRecord<byte[], byte[]> a = before.get(i);
            ConsumerRecord<byte[], byte[]> b = after.get(i);
            assertEquals(a.partition(), b.partition());
            assertEquals(a.offset(), b.offset());
            assertEquals(a.timestamp(), b.timestamp());
            assertArrayEquals(a.key(), b.key());
            assertArrayEquals(a.value(), b.value());
            assertArrayEquals(a.headers().toArray(), b.headers().toArray());
        }
    }

    private void fill(String topic) {
        byte[][] hostile = hostile();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER, "max.request.size", "4000000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long time = 0;
            for (byte @Nullable [] key : hostile) {
                for (byte @Nullable [] value : hostile) {
                    var unused = producer.send(
                            new ProducerRecord<>(topic, random.nextInt(PARTITIONS), time++, key, value, headers()));
                }
            }
            var unused = producer.send(new ProducerRecord<>(topic, 0, time, null, new byte[1_048_576]));
            byte[] noise = new byte[1_000_000];
            random.nextBytes(noise);
            unused = producer.send(new ProducerRecord<>(topic, 1, time, noise, noise));
        }
    }

    private static byte[][] hostile() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        return Stream.concat(
                        Stream.of(null, new byte[0], every, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}),
                        Stream.of("null", "\"\\\n\r\t\u0000\u007f\u2028é€\ud83d\ude00", "{\"value\":1}", " ")
                                .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toArray(byte[][]::new);
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            byte[] noise = new byte[random.nextInt(5)];
            random.nextBytes(noise);
            headers.add(new RecordHeader(
                    List.of("a", "", "ü\"\n").get(random.nextInt(3)), random.nextBoolean() ? noise : null));
        }
        return headers;
    }
}
