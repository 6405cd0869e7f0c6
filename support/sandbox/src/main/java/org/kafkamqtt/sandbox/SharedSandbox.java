package org.kafkamqtt.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one sandbox of a test JVM: started when first needed, closed when the JVM ends. */
public final class SharedSandbox {
    private static @Nullable Sandbox shared;
    private static @Nullable Brokers own;

    private SharedSandbox() {}

    public static synchronized Sandbox get() {
        if (shared == null) {
            Sandbox started = Sandbox.start(SandboxSettings.forTests());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "sandbox-close"));
            shared = started;
        }
        return shared;
    }

    /** The same Kafka, and the project's own MQTT broker on it, from its packaged jar. */
    public static synchronized Brokers own() {
        if (own == null) {
            String kafka = get().kafkaAddress();
            DataFolder folder = DataFolder.open(Optional.empty());
            MqttProcess mqtt = MqttProcess.of(folder.path("mqtt-broker"), kafka, Ports.claim(0, "--mqtt-port"));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                mqtt.stop();
                                folder.close();
                            },
                            "own-close"));
            try {
                mqtt.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            own = new Addresses(kafka, mqtt.address());
        }
        return own;
    }

    /** Where they answer. */
    private record Addresses(String kafkaAddress, String mqttAddress) implements Brokers {}
}
