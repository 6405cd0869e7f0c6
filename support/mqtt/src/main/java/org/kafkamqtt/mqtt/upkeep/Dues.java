package org.kafkamqtt.mqtt.upkeep;

import org.kafkamqtt.console.failure.Failure;

/** What the broker still has to answer. Thread-safe. */
public interface Dues {
    /** Whether an answer to a subscription is due. */
    boolean asking();

    /** Whether an acknowledgement is due of something that was handed over. */
    boolean isSomethingOut();

    /** The end of a run in which the broker hung up so many times before it acknowledged anything. */
    Failure poisoned(int times);
}
