package org.kafkamqtt.kafka;

import java.util.List;
import java.util.Set;
import org.kafkamqtt.console.failure.Failure;

/**
 * A property of the Kafka client that a tool sets by itself, so that a user's own would be ignored, overridden, or break
 * the tool.
 *
 * @param name of the property
 * @param harmless values that say what the tool does anyway
 * @param instead what to do; {@code VALUE} stands for the value that was given
 */
public record OwnedProperty(String name, Set<String> harmless, String instead) {
    private static final String FORMATS = "org.apache.kafka.common.serialization.";

    /** One of which no value is harmless. */
    public static OwnedProperty of(String name, String instead) {
        return new OwnedProperty(name, Set.of(), instead);
    }

    /** One that names a class that makes bytes of keys or values, or the other way round. */
    public static OwnedProperty format(String name, String kind, String instead) {
        return new OwnedProperty(name, Set.of(FORMATS + "ByteArray" + kind, FORMATS + "String" + kind), instead);
    }

    /** Those of classes that are looked for where this tool has none of the user's. */
    public static List<OwnedProperty> classes() {
        return List.of(
                new OwnedProperty("interceptor.classes", Set.of(""), "it takes no classes of yours into the client"),
                new OwnedProperty("metric.reporters", Set.of(""), "it takes no classes of yours into the client"));
    }

    /**
     * Refuses the first of them that was given.
     *
     * @throws Failure status 2 with what to do instead
     */
    public static void refuse(List<OwnedProperty> owned, KafkaSettings settings) {
        for (OwnedProperty property : owned) {
            Setting setting = settings.settings().get(property.name());
            if (setting != null && !property.harmless().contains(setting.value().strip())) {
                throw Failure.usage("'" + property.name() + "' (" + setting.source() + ") belongs to the tool: "
                        + property.instead().replace("VALUE", setting.value()));
            }
        }
    }
}
