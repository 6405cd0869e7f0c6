package org.kafkamqtt.producer;

import org.kafkamqtt.console.Tool;

/** {@code kafka-producer}: sends records to Kafka. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tool.main(new ProducerOptions(), args);
    }
}
