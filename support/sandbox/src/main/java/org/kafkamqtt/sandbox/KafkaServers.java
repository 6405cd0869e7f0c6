package org.kafkamqtt.sandbox;

/** All the Kafka of a sandbox: one server in this JVM, or several as processes. */
interface KafkaServers {
    /** Starts those that do not run, on their ports and data, and returns when they answer. */
    void start();

    /** Stops all; their data and ports stay. */
    void stop();
}
