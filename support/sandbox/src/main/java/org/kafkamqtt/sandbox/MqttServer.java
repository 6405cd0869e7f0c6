package org.kafkamqtt.sandbox;

/** The MQTT broker of a sandbox, whichever it is. */
interface MqttServer {
    /** Starts it unless it runs, and returns when it answers. */
    void start() throws Exception;

    /** Stops it; its data and port stay. */
    void stop() throws Exception;

    /** Where it answers, {@code HOST:PORT}. */
    String address();
}
