package org.kafkamqtt.mqtt.broker.node;

/** The time, and the thread of a node. */
public interface NodeClock {
    /** Milliseconds of a clock that only counts on. */
    long nowMs();

    /** Milliseconds since 1970. */
    long timestamp();

    /** Does this on the node's thread, after all that is to be done there already. */
    void later(Runnable work);
}
