package org.kafkamqtt.mqtt.paho;

import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;

/** Settings, publications and messages as the tests of the parts want them. */
final class Given {
    /** Waits of at most a millisecond. */
    static final Reconnection AGAIN =
            new Reconnection(true, Reconnection.FOREVER, Duration.ofMillis(1), Duration.ofMillis(1));

    private Given() {}

    static ConnectionSettings settings(boolean clean, Reconnection reconnection) {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", 1883),
                4,
                new Session("me", false, clean),
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                reconnection,
                20,
                Optional.empty());
    }

    static ConnectionSettings settings(boolean clean) {
        return settings(clean, AGAIN);
    }

    static Presence<PahoLine> presence(Answers answers, ConnectionSettings settings) {
        return new Presence<>(answers, new ShortLives(settings.reconnection(), true, () -> Long.MAX_VALUE), () -> 0);
    }

    /** A publication to the topic {@code t} and its number. */
    static Publication publication(long sequence, Qos qos) {
        return new Publication(sequence, new TopicName("t" + sequence), new byte[(int) sequence], qos, false);
    }

    static Message message(Qos qos, int packetId, long epoch) {
        return new Message("t", new byte[0], qos, false, false, packetId, epoch);
    }
}
