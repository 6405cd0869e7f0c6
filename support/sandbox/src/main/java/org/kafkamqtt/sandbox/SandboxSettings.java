package org.kafkamqtt.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The brokers of a sandbox and their data.
 *
 * @param kafkaPort port of Kafka's plain listener, 0 for any free one, empty for no Kafka
 * @param securePort port of a second Kafka listener with TLS and SASL, 0 for any free one, empty for none
 * @param mqttPort port of the MQTT broker, 0 for any free one, empty for none
 * @param data folder that outlives the sandbox; empty for a temporary one
 * @param mqtt which MQTT broker, if there is one; {@link MqttChoice#KAFKA} needs Kafka
 * @param nodes how many Kafka nodes: 1 in this JVM, or 2 to 9 as processes, on their own ports from the given ones on
 */
public record SandboxSettings(
        OptionalInt kafkaPort,
        OptionalInt securePort,
        OptionalInt mqttPort,
        MqttChoice mqtt,
        Optional<Path> data,
        int nodes) {
    static final int MOST_NODES = 9;

    public SandboxSettings {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException(nodes + " is not a number of nodes from 1 to " + MOST_NODES);
        }
        if (mqtt == MqttChoice.KAFKA && mqttPort.isPresent() && kafkaPort.isEmpty()) {
            throw new IllegalArgumentException("an MQTT broker that keeps everything in Kafka needs Kafka");
        }
    }

    /** The same with one Kafka node, and Artemis. */
    public SandboxSettings(OptionalInt kafkaPort, OptionalInt securePort, OptionalInt mqttPort, Optional<Path> data) {
        this(kafkaPort, securePort, mqttPort, MqttChoice.ARTEMIS, data, 1);
    }

    /** Both brokers on free ports, nothing kept: for tests. */
    public static SandboxSettings forTests() {
        return new SandboxSettings(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.of(0), Optional.empty());
    }

    /** Kafka alone, on a free port, with a second listener that asks for TLS and a password. */
    public static SandboxSettings securedKafka() {
        return new SandboxSettings(OptionalInt.of(0), OptionalInt.of(0), OptionalInt.empty(), Optional.empty());
    }
}
