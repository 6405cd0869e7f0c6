package org.kafkamqtt.mqtt.options;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Will;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import picocli.CommandLine.Option;

/** The will, as typed. Not thread-safe; picocli fills it in on the main thread. */
final class WillOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("--will-topic")
            .needs("--will-payload", "--will-topic")
            .needs("--will-qos", "--will-topic")
            .needs("--will-retain", "--will-topic")
            .needs("--will-delay", "--will-topic");

    @Override
    public String heading() {
        return "Will (published by the broker if this client disappears)";
    }

    @Option(names = "--will-topic", paramLabel = "TOPIC", description = "publish the will to this topic name")
    @Nullable
    String topic;

    @Option(
            names = "--will-payload",
            paramLabel = "TEXT",
            description = "publish the will with this payload (default: empty)")
    @Nullable
    String payload;

    @Option(names = "--will-qos", paramLabel = "0|1|2", description = "publish the will with this QoS (default: 0)")
    @Nullable
    String qos;

    @Option(names = "--will-retain", description = "have the broker retain the will")
    boolean retain;

    @Option(
            names = "--will-delay",
            paramLabel = "DURATION",
            description =
                    "publish the will DURATION after the connection, unless the client is back by then; with -V 5")
    @Nullable
    String delay;

    /** The first option that only MQTT 5 has, if it was typed. */
    Optional<String> five() {
        return delay == null ? Optional.empty() : Optional.of("--will-delay");
    }

    /**
     * The will, if there is one.
     *
     * @param properties given by {@code -D}
     */
    Optional<Will> will(Properties properties) {
        if (topic == null) {
            if (!properties.isEmpty()) {
                throw Failure.usage("-D will needs --will-topic");
            }
            return Optional.empty();
        }
        byte[] bytes = payload == null ? new byte[0] : payload.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 65_535) {
            throw Failure.usage("--will-payload is longer than 65,535 bytes");
        }
        return Optional.of(new Will(
                Words.topicName(topic),
                bytes,
                qos == null ? Qos.AT_MOST_ONCE : Words.qos(qos),
                retain,
                delayed(properties)));
    }

    private Properties delayed(Properties properties) {
        if (delay == null) {
            return properties;
        }
        if (properties.has(Property.WILL_DELAY)) {
            throw Failure.usage("--will-delay and -D will will-delay-interval are the same: give one");
        }
        return Properties.builder()
                .all(properties)
                .add(PropertyValue.seconds("--will-delay", Property.WILL_DELAY, delay))
                .build();
    }
}
