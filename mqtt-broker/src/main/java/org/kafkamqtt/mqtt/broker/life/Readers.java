package org.kafkamqtt.mqtt.broker.life;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.kafka.wire.KafkaReader;

/** Readers of the topics of nodes and retained messages: of all that is stored, from the beginning. */
final class Readers {
    private Readers() {}

    /**
     * A reader that is connected to nothing yet.
     *
     * @param name for the brokers' logs
     */
    static KafkaReader open(LifeSettings settings, String name) {
        Map<String, Object> properties = settings.consumer().properties();
        properties.remove("group.id");
        properties.put("client.id", "mqtt-broker-" + name);
        properties.put("isolation.level", "read_uncommitted");
        return new KafkaReader(properties, List.of());
    }

    /** Where partitions end; 0 for those that are empty. */
    static Map<TopicPartition, Long> ends(KafkaReader reader, Collection<TopicPartition> partitions) {
        return reader.endOffsets(partitions);
    }

    /** How many partitions these topics have; without those that do not exist. */
    static Map<String, Integer> partitions(KafkaReader reader, Collection<String> topics) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String topic : topics) {
            int count = reader.partitionsFor(topic).size();
            if (count > 0) {
                counts.put(topic, count);
            }
        }
        return counts;
    }
}
