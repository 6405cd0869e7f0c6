package org.kafkamqtt.mqtt.paho;

import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.upkeep.Dues;

/** What the broker still has to answer to publications and subscriptions. Thread-safe, like both. */
record Owed(Outbox outbox, Subscriptions subscriptions) implements Dues {
    @Override
    public boolean asking() {
        return subscriptions.asking();
    }

    @Override
    public boolean isSomethingOut() {
        return outbox.isSomethingOut();
    }

    @Override
    public Failure poisoned(int times) {
        return outbox.poisoned(times);
    }
}
