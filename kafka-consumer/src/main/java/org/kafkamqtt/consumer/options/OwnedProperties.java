package org.kafkamqtt.consumer.options;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kafkamqtt.kafka.OwnedProperty;

/** The client's properties that {@code kafka-consumer} sets itself. */
public final class OwnedProperties {
    /** Owned in any run. */
    static final List<OwnedProperty> ALWAYS = Stream.concat(
                    Stream.of(
                            new OwnedProperty(
                                    "enable.auto.commit",
                                    Set.of("false"),
                                    "it would commit records that were not written, so give --commit-every"),
                            OwnedProperty.of("auto.commit.interval.ms", "give --commit-every VALUEms"),
                            OwnedProperty.format(
                                    "key.deserializer",
                                    "Deserializer",
                                    "give --key-deserializer VALUE, with --classpath JAR"),
                            OwnedProperty.format(
                                    "value.deserializer",
                                    "Deserializer",
                                    "give --value-deserializer VALUE, with --classpath JAR"),
                            new OwnedProperty(
                                    "share.acknowledgement.mode",
                                    Set.of("explicit"),
                                    "it acknowledges what was written: see --ack")),
                    OwnedProperty.classes().stream())
            .toList();

    /** Owned when there is no group. */
    static final List<OwnedProperty> ALONE = List.of(
            OwnedProperty.of("group.id", "give -g VALUE"),
            OwnedProperty.of("group.instance.id", "give -g GROUP --static VALUE"),
            new OwnedProperty(
                    "auto.offset.reset",
                    Set.of("earliest"),
                    "it is for groups; give -o beginning, -o end or another offset"));

    private OwnedProperties() {}

    /** Those owned in a run. */
    public static List<OwnedProperty> of(boolean grouped) {
        return grouped ? ALWAYS : Stream.concat(ALWAYS.stream(), ALONE.stream()).toList();
    }
}
