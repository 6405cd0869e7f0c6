package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.ReasonCode;

/** Hears what became of a message that was published: one of these, once, on the node's thread, in any order among others. */
public interface Receipt {
    /** It is in the log, with all in-sync replicas. */
    void stored();

    /** It is certainly not in the log, and will not get there. */
    void refused(ReasonCode reason, String why);
}
