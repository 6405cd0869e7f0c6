package org.kafkamqtt.sandbox;

/** Which MQTT broker a sandbox has. */
public enum MqttChoice {
    /** ActiveMQ Artemis, in this JVM: keeps sessions. */
    ARTEMIS,
    /** The project's own, as a process of its own: keeps everything in the sandbox's Kafka. */
    KAFKA
}
