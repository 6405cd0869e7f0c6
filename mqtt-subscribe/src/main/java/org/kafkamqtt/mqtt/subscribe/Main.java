package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.mqtt.options.ConfigFile;

/** The start of {@code mqtt-subscribe}. */
public final class Main {
    private Main() {}

    public static void main(String... args) {
        ConfigFile.main("mqtt-subscribe", SubscribeOptions::new, args);
    }
}
