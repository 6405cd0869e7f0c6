package org.kafkamqtt.mqtt.broker.trial;

/** A broker that is judged. */
public interface Judged {
    /** A new connection on which nothing was sent yet. */
    Line connect();

    /** Another client publishes this; returns when it was acknowledged. */
    void publish(String topic, int qos, boolean retain, byte[] payload);
}
