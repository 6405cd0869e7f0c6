package org.kafkamqtt.mqtt.publish.delivery;

/**
 * How many messages may wait for their acknowledgement.
 *
 * @param atLeastOnce of QoS 1
 * @param exactlyOnce of QoS 2; mosquitto 2.0 acknowledges and drops what a 3.1.1 client sends beyond 20 of them
 */
public record Windows(int atLeastOnce, int exactlyOnce) {
    /** Of both together: one run may publish at either level. */
    public int sum() {
        return atLeastOnce + exactlyOnce;
    }
}
