package org.kafkamqtt.consumer;

import org.kafkamqtt.console.Tool;

/** {@code kafka-consumer}: reads records from Kafka. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tool.main(new ConsumerOptions(), args);
    }
}
