package org.kafkamqtt.mqtt.broker;

/** The start of {@code mqtt-broker}. */
public final class Main {
    private Main() {}

    public static void main(String... args) {
        System.err.println("mqtt-broker: not built yet");
        System.exit(1);
    }
}
