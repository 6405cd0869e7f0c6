package org.kafkamqtt.mqtt.paho;

/** Notified when a connection broke, perhaps more than once. */
interface Losses {
    /** The connection of this number broke. On any thread; does not wait. */
    void lost(long epoch, Throwable cause);
}
