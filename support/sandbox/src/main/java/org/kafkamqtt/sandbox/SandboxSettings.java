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
 */
public record SandboxSettings(
        OptionalInt kafkaPort, OptionalInt securePort, OptionalInt mqttPort, Optional<Path> data) {

    /** Both brokers on free ports, nothing kept: for tests. */
    public static SandboxSettings forTests() {
        return new SandboxSettings(OptionalInt.of(0), OptionalInt.empty(), OptionalInt.of(0), Optional.empty());
    }

    /** Kafka alone, on a free port, with a second listener that asks for TLS and a password. */
    public static SandboxSettings securedKafka() {
        return new SandboxSettings(OptionalInt.of(0), OptionalInt.of(0), OptionalInt.empty(), Optional.empty());
    }
}
