package org.kafkamqtt.mqtt.broker.trial;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.opentest4j.TestAbortedException;

/**
 * The broker that is judged: one of the project's, shared by the tests of a JVM; or any other one, such as mosquitto, on the port of
 * this machine that {@code -Dtrial.port=PORT} names, with the Kafka that {@code -Dtrial.kafka=HOST:PORT} names, if any.
 */
public final class TrialBroker {
    private static final String PREFIX = System.getProperty("trial.prefix", "trial");

    private static @Nullable OverTcp shared;

    private TrialBroker() {}

    public static synchronized OverTcp shared() {
        if (shared == null) {
            Integer named = Integer.getInteger("trial.port");
            if (named == null) {
                throw new TestAbortedException("there is no broker yet");
            }
            shared = new OverTcp(named);
        }
        return shared;
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
