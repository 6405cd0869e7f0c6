package org.kafkamqtt.mqtt.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.OptionalInt;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.broker.route.Destination;
import org.kafkamqtt.mqtt.broker.route.Refusal;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.mqtt.broker.route.Target;

/**
 * Where a topic name goes, and how it comes back.
 *
 * @param topicName of MQTT
 * @param destination by the routes
 * @param partition empty if it is not asked for, or does not follow from the topic name
 * @param back whether a record with that Kafka topic and key is of this topic name without a header
 */
record Placement(String topicName, Destination destination, OptionalInt partition, boolean back) {
    private static final String HEADER = "mqtt.topic";

    /**
     * By these routes.
     *
     * @param partitions of the Kafka topic, if its partition is asked for
     */
    static Placement of(Routes routes, String topicName, OptionalInt partitions) {
        Destination destination = routes.target(topicName);
        if (destination instanceof Refusal) {
            return new Placement(topicName, destination, OptionalInt.empty(), false);
        }
        Target target = (Target) destination;
        String found = routes.topicName(target.kafkaTopic(), target.key(), null);
        OptionalInt partition = partitions.isPresent() && target.steady()
                ? OptionalInt.of(partition(topicName, target, partitions.getAsInt()))
                : OptionalInt.empty();
        return new Placement(topicName, destination, partition, topicName.equals(found));
    }

    private static int partition(String topicName, Target target, int partitions) {
        Map<String, byte[]> headers = target.named() ? Map.of(HEADER, topicName.getBytes(UTF_8)) : Map.of();
        try {
            return target.balancer()
                    .choose(
                            new Message.Plain(target.kafkaTopic(), target.key(), new byte[0], headers, -1),
                            Partitions.of(partitions));
        } catch (BalancerException e) {
            throw new Failure(ExitStatus.FAILED, topicName + ": " + e.sentence(), e);
        }
    }
}
