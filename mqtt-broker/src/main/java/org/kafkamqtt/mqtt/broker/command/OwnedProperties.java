package org.kafkamqtt.mqtt.broker.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kafkamqtt.kafka.OwnedProperty;

/** The properties of Kafka's clients on which the promises of the broker rest. */
final class OwnedProperties {
    static final List<OwnedProperty> TABLE = Stream.concat(
                    Stream.of(
                            new OwnedProperty(
                                    "acks", Set.of("all", "-1"), "it acknowledges only what all replicas in sync have"),
                            new OwnedProperty(
                                    "enable.idempotence", Set.of("true"), "its fences need the numbers of its batches"),
                            OwnedProperty.of("transactional.id", "it has no transactions"),
                            OwnedProperty.of("partitioner.class", "name a balancer in the file of --routes"),
                            OwnedProperty.of("group.id", "it reads all partitions, without a group"),
                            OwnedProperty.format("key.serializer", "Serializer", "keys are bytes"),
                            OwnedProperty.format("value.serializer", "Serializer", "payloads are bytes"),
                            OwnedProperty.format("key.deserializer", "Deserializer", "keys are bytes"),
                            OwnedProperty.format("value.deserializer", "Deserializer", "payloads are bytes")),
                    OwnedProperty.classes().stream())
            .toList();

    private OwnedProperties() {}
}
