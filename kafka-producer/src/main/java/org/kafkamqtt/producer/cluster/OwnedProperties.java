package org.kafkamqtt.producer.cluster;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kafkamqtt.kafka.OwnedProperty;

/** The client's properties that {@code kafka-producer} sets by itself. */
public final class OwnedProperties {
    public static final List<OwnedProperty> TABLE = Stream.concat(
                    Stream.of(
                            OwnedProperty.of("transactional.id", "give --transactional-id VALUE"),
                            OwnedProperty.of("partitioner.class", "give --balancer VALUE, with --balancer-path JAR"),
                            OwnedProperty.format(
                                    "key.serializer", "Serializer", "give -s key=VALUE, with --classpath JAR"),
                            OwnedProperty.format(
                                    "value.serializer", "Serializer", "give -s value=VALUE, with --classpath JAR"),
                            new OwnedProperty(
                                    "transaction.two.phase.commit.enable",
                                    Set.of("false"),
                                    "it commits its transactions by itself")),
                    OwnedProperty.classes().stream())
            .toList();

    private OwnedProperties() {}
}
