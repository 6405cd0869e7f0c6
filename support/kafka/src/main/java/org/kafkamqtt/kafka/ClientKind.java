package org.kafkamqtt.kafka;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The client of the Kafka library that settings are for. */
public enum ClientKind {
    PRODUCER,
    CONSUMER,
    ADMIN;

    /** The property names this client knows. */
    Set<String> names() {
        return switch (this) {
            case PRODUCER -> ProducerConfig.configNames();
            case CONSUMER -> ConsumerConfig.configNames();
            case ADMIN -> AdminClientConfig.configNames();
        };
    }

    /** Names any client knows: one properties file often serves several tools. */
    static Set<String> allNames() {
        Set<String> all = new TreeSet<>();
        for (ClientKind kind : values()) {
            all.addAll(kind.names());
        }
        return all;
    }
}
