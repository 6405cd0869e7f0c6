package org.kafkamqtt.mqtt.publish;

import org.kafkamqtt.console.Tool;

/** {@code mqtt-publish}: publishes messages to an MQTT broker. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tool.main(new PublishOptions(), args);
    }
}
