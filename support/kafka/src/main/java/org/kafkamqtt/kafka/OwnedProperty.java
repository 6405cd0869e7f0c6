package org.kafkamqtt.kafka;

import java.util.List;
import java.util.Set;
import org.kafkamqtt.console.failure.Failure;

/**
 * A property of the Kafka client that a tool sets itself, so that a user's value would be ignored, overridden, or break the
 * tool.
 *
 * @param name of the property
 * @param harmless values that agree with what the tool does anyway
 * @param instead what to do; {@code VALUE} is replaced by the value that was given
 */
public record OwnedProperty(String name, Set<String> harmless, String instead) {
    private static final String FORMATS = "org.apache.kafka.common.serialization.";

    /** One that has no harmless value. */
    public static OwnedProperty of(String name, String instead) {
        return new OwnedProperty(name, Set.of(), instead);
    }

    /** One that names a class that converts keys or values to bytes, or back. */
    public static OwnedProperty format(String name, String kind, String instead) {
        return new OwnedProperty(name, Set.of(FORMATS + "ByteArray" + kind, FORMATS + "String" + kind), instead);
    }

    /** Those that name classes: the client would look for them on the tool's class path, which has none of the user's. */
    public static List<OwnedProperty> classes() {
        return List.of(
                new OwnedProperty("interceptor.classes", Set.of(""), "it loads no classes of yours into the client"),
                new OwnedProperty("metric.reporters", Set.of(""), "it loads no classes of yours into the client"));
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
                throw Failure.usage("'" + property.name() + "' (" + setting.source() + ") is set by the tool itself: "
                        + property.instead().replace("VALUE", setting.value()));
            }
        }
    }
}
