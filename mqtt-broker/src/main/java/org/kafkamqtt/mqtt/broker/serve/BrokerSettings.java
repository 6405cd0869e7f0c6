package org.kafkamqtt.mqtt.broker.serve;

import java.util.List;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import org.kafkamqtt.mqtt.broker.route.Routes;

/**
 * What a broker is to do, checked. Immutable.
 *
 * @param kafka the cluster
 * @param prefix of the names of the broker's own topics
 * @param routes between topic names and Kafka topics
 * @param listeners where clients connect to, at least one
 * @param topicAliasMaximum aliases that a client may use, 0 to 65,535
 * @param maxPacketSize bytes of the largest packet; less is announced if Kafka takes less
 * @param receiveMaximum messages of QoS 1 and 2 that a client may have unacknowledged, 1 to 65,535
 * @param newTopics how topics are created that are missing
 */
public record BrokerSettings(
        KafkaSettings kafka,
        String prefix,
        Routes routes,
        List<ListenAddress> listeners,
        int topicAliasMaximum,
        long maxPacketSize,
        int receiveMaximum,
        NewTopics newTopics) {
    /**
     * How topics are created that are missing.
     *
     * @param partitions of a message topic, at least 1
     * @param replicas of each partition, at least 1; -1 for the cluster's default
     * @param minInSync replicas that must have a message before it is acknowledged, at least 1; -1 for the cluster's default
     */
    public record NewTopics(int partitions, int replicas, int minInSync) {}

    public BrokerSettings {
        listeners = List.copyOf(listeners);
    }
}
