package org.kafkamqtt.mqtt.upkeep;

/** Notified when a connection broke, perhaps more than once. */
public interface Losses {
    /** The connection of this number broke. On any thread; does not wait. */
    void lost(long epoch, Throwable cause);
}
