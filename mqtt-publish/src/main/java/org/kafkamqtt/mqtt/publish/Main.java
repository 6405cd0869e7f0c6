package org.kafkamqtt.mqtt.publish;

import org.kafkamqtt.mqtt.options.ConfigFile;

/** {@code mqtt-publish}: publishes messages to an MQTT broker. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ConfigFile.main("mqtt-publish", PublishOptions::new, args);
    }
}
