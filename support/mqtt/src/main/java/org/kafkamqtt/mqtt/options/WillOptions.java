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
import picocli.CommandLine.Option;

/** The will, as typed. Not thread-safe; picocli fills it in on the main thread. */
final class WillOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("--will-topic")
            .needs("--will-payload", "--will-topic")
            .needs("--will-qos", "--will-topic")
            .needs("--will-retain", "--will-topic");

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

    Optional<Will> will() {
        if (topic == null) {
            return Optional.empty();
        }
        byte[] bytes = payload == null ? new byte[0] : payload.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 65_535) {
            throw Failure.usage("--will-payload is longer than 65,535 bytes");
        }
        return Optional.of(
                new Will(Words.topicName(topic), bytes, qos == null ? Qos.AT_MOST_ONCE : Words.qos(qos), retain));
    }
}
