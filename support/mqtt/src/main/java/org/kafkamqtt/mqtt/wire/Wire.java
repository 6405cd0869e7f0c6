package org.kafkamqtt.mqtt.wire;

import java.io.IOException;
import java.time.Duration;

/** One network connection with packets on it, as those know it who pass Paho by. Thread-safe. */
public interface Wire {
    /** Adds a PUBLISH of QoS 0 beside Paho; waits while too much waits already. */
    void publish(long sequence, String topic, byte[] payload, boolean retain) throws IOException;

    /** Adds a PUBACK beside Paho. */
    void acknowledge(int packetId) throws IOException;

    /**
     * Whether the other side has been heard since the last call: bytes came, a write goes on and comes on, or nothing can come
     * since whoever takes messages has no room. In the last case the broker is pinged, since it would miss Paho's ping: Paho
     * sends no second one before the first is answered.
     */
    boolean alive();

    /** Whether the broker has accepted the connection, which Paho may never tell if it breaks right behind. */
    boolean accepted();

    /** How long the end of the connection may wait for the last packet to be written. */
    void goodbyeWithin(Duration limit);

    /** Ends the connection now; Paho notices by itself. Never blocks for long. */
    void abort();
}
