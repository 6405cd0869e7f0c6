package org.kafkamqtt.mqtt.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;

/** What tests publish, and where to. */
public final class Samples {
    public static final TopicName TOPIC = new TopicName("t");

    private Samples() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public static Publication publication(long sequence, Qos qos, String payload) {
        return new Publication(sequence, TOPIC, bytes(payload), qos, false);
    }

    static ConnectionSettings connection() {
        return connection(4);
    }

    /** One that speaks MQTT 5. */
    static ConnectionSettings five() {
        return connection(5);
    }

    private static ConnectionSettings connection(int level) {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", 1883),
                level,
                new Session("id", true, true),
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Reconnection(false, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)),
                20,
                Optional.empty());
    }
}
