package org.kafkamqtt.journeys.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.kafkamqtt.sandbox.trial.Await;

/** Reads a topic as it grows. */
final class KafkaSink implements Sink {
    private static final int LIMIT_SECONDS = 60;

    private final String address;
    private final List<TopicPartition> partitions;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final BitSet numbers = new BitSet();
    private final Thread thread = new Thread(this::run, "sink");
    private volatile boolean closed;

    KafkaSink(String address, String topic, int partitions) {
        this.address = address;
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        this.partitions = List.copyOf(all);
        thread.start();
    }

    private void run() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::take);
            }
        }
    }

    private synchronized void take(ConsumerRecord<byte[], byte[]> record) {
        Header delivery = record.headers().lastHeader("mqtt.delivery");
        int number = Integer.parseInt(new String(record.value(), UTF_8));
        arrivals.add(new Arrival(
                new String(record.key(), UTF_8), number, delivery == null ? "" : new String(delivery.value(), UTF_8)));
        numbers.set(number);
    }

    @Override
    public synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    @Override
    public synchronized int distinct() {
        return numbers.cardinality();
    }

    @Override
    public void close() {
        closed = true;
        Await.that("the sink ends", LIMIT_SECONDS, () -> !thread.isAlive());
    }
}
