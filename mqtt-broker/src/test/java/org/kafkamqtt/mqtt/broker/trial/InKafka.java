package org.kafkamqtt.mqtt.broker.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a plain consumer sees of a topic, from its beginning to where it ended when it was asked. */
public record InKafka(List<ConsumerRecord<String, String>> records) {
    private static final int LIMIT_SECONDS = 60;

    /** Reads all of it. */
    public static InKafka of(String kafka, String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(kafka)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("cannot read " + topic + " to its end in " + LIMIT_SECONDS + " s");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return new InKafka(records);
    }

    /** Where each of the partitions ends now. */
    public static Map<Integer, Long> ends(String kafka, String topic) {
        Map<Integer, Long> ends = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer = consumer(kafka)) {
            consumer.endOffsets(partitions(consumer, topic))
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
        }
        return ends;
    }

    private static KafkaConsumer<String, String> consumer(String kafka) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new StringDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The numbers of what a publisher of numbered messages published. */
    public BitSet numbers(String name) {
        BitSet numbers = new BitSet();
        of(name).forEach(record -> numbers.set(number(record)));
        return numbers;
    }

    /** All that a publisher of numbered messages published. */
    public List<ConsumerRecord<String, String>> of(String name) {
        return records.stream()
                .filter(record -> record.value() != null && record.value().startsWith(name + "-"))
                .toList();
    }

    private static int number(ConsumerRecord<String, String> record) {
        return Integer.parseInt(record.value().split("-", 3)[1]);
    }

    /** Whatever is not in order: of each number only the last copy counts, within each topic name. Empty if all is. */
    public List<String> disorder(String name) {
        Map<String, LinkedHashMap<Integer, Long>> last = new HashMap<>();
        for (ConsumerRecord<String, String> record : of(name)) {
            LinkedHashMap<Integer, Long> ofTopic = last.computeIfAbsent(record.key(), key -> new LinkedHashMap<>());
            ofTopic.remove(number(record));
            ofTopic.put(number(record), record.offset());
        }
        List<String> trouble = new ArrayList<>();
        last.forEach((topic, copies) -> {
            int before = -1;
            for (Map.Entry<Integer, Long> copy : copies.entrySet()) {
                if (copy.getKey() < before) {
                    trouble.add(topic + ": " + copy.getKey() + " at " + copy.getValue() + " comes after " + before);
                }
                before = copy.getKey();
            }
        });
        return trouble;
    }

    /** The last value of each key that is a topic name; fences have keys that are none. */
    public Map<String, String> latest() {
        Map<String, String> latest = new TreeMap<>();
        records.stream()
                .filter(record -> !record.key().startsWith("#"))
                .forEach(record -> latest.put(record.key(), record.value()));
        return latest;
    }
}
