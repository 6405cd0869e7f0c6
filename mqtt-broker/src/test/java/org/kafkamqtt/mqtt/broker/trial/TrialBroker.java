package org.kafkamqtt.mqtt.broker.trial;

import org.jspecify.annotations.Nullable;

/**
 * The broker that is judged: one of the project's, shared by the tests of a JVM; or any other one, such as mosquitto, on the port of
 * this machine that {@code -Dtrial.port=PORT} names.
 */
public final class TrialBroker {
    private static @Nullable OverTcp shared;

    private TrialBroker() {}

    public static synchronized OverTcp shared() {
        if (shared == null) {
            Integer named = Integer.getInteger("trial.port");
            if (named == null) {
                throw new org.opentest4j.TestAbortedException("there is no broker yet");
            }
            shared = new OverTcp(named);
        }
        return shared;
    }
}
