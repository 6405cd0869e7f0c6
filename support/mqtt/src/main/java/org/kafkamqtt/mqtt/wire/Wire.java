package org.kafkamqtt.mqtt.wire;

import java.io.IOException;
import java.time.Duration;

/** One network connection with packets on it, as seen by code that bypasses Paho. Thread-safe. */
public interface Wire {
    /** Adds a PUBLISH of QoS 0, bypassing Paho; blocks while too much is waiting already. */
    void publish(long sequence, String topic, byte[] payload, boolean retain) throws IOException;

    /** Adds a PUBACK, bypassing Paho. */
    void acknowledge(int packetId) throws IOException;

    /**
     * Whether the other side has been heard from since the last call: bytes came, a write makes progress, or nothing can come
     * because the taker of messages has no room. In the last case the broker is pinged, since it would miss Paho's ping: Paho
     * sends no second ping before the first is answered.
     */
    boolean alive();

    /** Whether the broker has accepted the connection, which Paho may never report if it breaks right afterwards. */
    boolean accepted();

    /** How long the end of the connection may wait for the last packet to be written. */
    void goodbyeWithin(Duration limit);

    /** Ends the connection now; Paho notices by itself. Never blocks for long. */
    void abort();
}
