package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.console.Tool;

/** The start of {@code mqtt-subscribe}. */
public final class Main {
    private Main() {}

    public static void main(String... args) {
        Tool.main(new SubscribeOptions(), args);
    }
}
