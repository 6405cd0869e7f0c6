package org.kafkamqtt.mqtt.subscribe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** Messages for tests, and what a format makes of them. */
public final class Samples {
    private Samples() {}

    static List<Subscription> subscriptions(String... filters) {
        return Stream.of(filters)
                .map(filter -> new Subscription(new TopicFilter(filter), Qos.AT_LEAST_ONCE))
                .toList();
    }

    static Settings settings(List<Subscription> subscriptions, List<TopicFilter> ended, boolean allowRefused) {
        return settings(
                new Session("id", true, true),
                subscriptions,
                ended,
                allowRefused,
                List.of(),
                false,
                new Ending(Long.MAX_VALUE, Long.MAX_VALUE, false, Long.MAX_VALUE, false));
    }

    static Settings settings(Ending ending, List<TopicFilter> leftOut, boolean removeRetained) {
        return settings(
                new Session("id", true, true), subscriptions("#"), List.of(), false, leftOut, removeRetained, ending);
    }

    static Settings inSession(Path file) {
        return settings(
                new Session("id", false, false, Optional.of(file)),
                subscriptions("#"),
                List.of(),
                false,
                List.of(),
                false,
                new Ending(Long.MAX_VALUE, Long.MAX_VALUE, false, Long.MAX_VALUE, false));
    }

    private static Settings settings(
            Session session,
            List<Subscription> subscriptions,
            List<TopicFilter> ended,
            boolean allowRefused,
            List<TopicFilter> leftOut,
            boolean removeRetained,
            Ending ending) {
        return new Settings(
                connection(session),
                subscriptions,
                ended,
                allowRefused,
                new Selection(Selection.Age.ANY, leftOut, 100, new SplittableRandom(1)),
                removeRetained,
                ending,
                new Settings.Buffer(10, 1000),
                new Settings.Reports(SummaryStyle.AUTO, Long.MAX_VALUE, Optional.empty()));
    }

    static ConnectionSettings connection(Session session) {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", 1883),
                4,
                session,
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Reconnection(false, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1)),
                20,
                Optional.empty());
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    public static Arrival arrival(String topic, byte[] payload, int qos, boolean retained, int id) {
        return new Arrival(
                new Message(topic, payload, Qos.of(qos), retained, false, id, 1), 1_588_799_520L, 123_456_789, "");
    }

    /** One of QoS 0 with properties. */
    public static Arrival arrival(String topic, byte[] payload, Properties properties) {
        return new Arrival(
                new Message(topic, payload, Qos.AT_MOST_ONCE, false, false, 0, properties, 1),
                1_588_799_520L,
                123_456_789,
                "");
    }

    public static Arrival arrival(String topic, String payload) {
        return arrival(topic, bytes(payload), 0, false, 0);
    }

    public static String written(LineFormat format, Arrival message) {
        Bytes out = new Bytes();
        format.write(message, out);
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }
}
