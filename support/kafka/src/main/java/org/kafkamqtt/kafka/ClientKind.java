package org.kafkamqtt.kafka;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    /** Whether this client has the property; the tables of the other clients, which take milliseconds to make, are not made. */
    boolean knows(String name) {
        return names().contains(name);
    }

    /** Whether any client has the property: one properties file often serves several tools. */
    static boolean anyKnows(String name) {
        return Stream.of(values()).anyMatch(kind -> kind.knows(name));
    }

    /** Names any client knows. */
    static Set<String> allNames() {
        Set<String> all = new TreeSet<>();
        for (ClientKind kind : values()) {
            all.addAll(kind.names());
        }
        return all;
    }
}
