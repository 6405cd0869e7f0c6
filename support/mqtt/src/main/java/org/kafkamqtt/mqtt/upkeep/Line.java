package org.kafkamqtt.mqtt.upkeep;

/**
 * One connection on the network that the broker has accepted.
 *
 * <p>Its holder knows which connection it talks to, whatever has happened since; news of another epoch is ignored.
 */
public interface Line {
    /** Its number, from 1. */
    long epoch();

    /** Ends it now. Never blocks for long. */
    void abort();
}
