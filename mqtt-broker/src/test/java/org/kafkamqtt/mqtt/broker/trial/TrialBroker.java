package org.kafkamqtt.mqtt.broker.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Setting;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.mqtt.broker.serve.Broker;
import org.kafkamqtt.mqtt.broker.serve.BrokerSettings;
import org.kafkamqtt.sandbox.SharedSandbox;

/**
 * The broker that is judged: one of the project's, shared by the tests of a JVM; or any other one, such as mosquitto, on the port of
 * this machine that {@code -Dtrial.port=PORT} names, with the Kafka that {@code -Dtrial.kafka=HOST:PORT} names, if any.
 */
public final class TrialBroker {
    private static final String PREFIX = System.getProperty("trial.prefix", "trial");
    /** What the packet sequences expect to be announced. */
    private static final int TOPIC_ALIAS_MAXIMUM = 10;

    private static final long MAX_PACKET_SIZE = 2_000_000;
    private static final int RECEIVE_MAXIMUM = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static @Nullable OverTcp shared;

    private TrialBroker() {}

    public static synchronized OverTcp shared() {
        if (shared == null) {
            Integer named = Integer.getInteger("trial.port");
            shared = new OverTcp(named == null ? started() : named);
        }
        return shared;
    }

    private static int started() {
        TreeMap<String, Setting> properties = new TreeMap<>();
        properties.put("bootstrap.servers", new Setting(kafka().orElseThrow(), "the test"));
        BrokerSettings settings = new BrokerSettings(
                new KafkaSettings(ClientKind.PRODUCER, properties, TIMEOUT, false),
                PREFIX,
                Routes.standard(PREFIX),
                List.of(new ListenAddress("127.0.0.1", 0)),
                TOPIC_ALIAS_MAXIMUM,
                MAX_PACKET_SIZE,
                RECEIVE_MAXIMUM,
                new BrokerSettings.NewTopics(12, -1, -1));
        try {
            Broker broker = Broker.start(settings, "test", line -> {});
            // The sandbox closes at the end of the JVM, too, and may be the first.
            return broker.addresses().get(0).port();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Address of the Kafka behind it; empty if it is a broker of others. */
    public static Optional<String> kafka() {
        if (Integer.getInteger("trial.port") != null) {
            return Optional.ofNullable(System.getProperty("trial.kafka"));
        }
        return Optional.of(SharedSandbox.get().kafkaAddress());
    }

    /** The topic in which its messages are. */
    public static String messages() {
        return PREFIX + ".messages";
    }
}
