package org.kafkamqtt.mqtt.publish.delivery;

import org.kafkamqtt.console.failure.Failure;

/**
 * How many messages may be unacknowledged.
 *
 * @param atLeastOnce of QoS 1
 * @param exactlyOnce of QoS 2; mosquitto 2.0 acknowledges and drops what a 3.1.1 client sends beyond 20 of them
 */
public record WindowSizes(int atLeastOnce, int exactlyOnce) {
    /** Packet identifiers end at 65,535; the rest is for messages that earlier runs left in flight. */
    public static final int LARGEST = 65_000;

    /** @throws Failure status 2 for an impossible size */
    public WindowSizes {
        check(atLeastOnce);
        check(exactlyOnce);
    }

    private static void check(int size) {
        if (size < 1 || size > LARGEST) {
            throw Failure.usage("-M must be from 1 to " + LARGEST + ", or 0 for the most possible");
        }
    }

    /** Of both together: one run may publish at either level. */
    public int sum() {
        return atLeastOnce + exactlyOnce;
    }
}
