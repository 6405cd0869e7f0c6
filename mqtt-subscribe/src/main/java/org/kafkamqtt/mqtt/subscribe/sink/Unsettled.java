package org.kafkamqtt.mqtt.subscribe.sink;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * Messages of QoS 1 and 2 that were dealt with but not acknowledged yet, in the order in which they came.
 *
 * <p>They are acknowledged in that order (MQTT 3.1.1 section 4.6): one that was left out waits for those before it. Not
 * thread-safe; the writing thread owns it.
 */
public final class Unsettled {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /**
     * One message.
     *
     * @param number how many messages must be taken first
     */
    private record Waiting(Arrival arrival, long number) {}

    /** Adds a message that is settled once this many messages of the output are taken; the numbers never fall. */
    public void add(Arrival arrival, long number) {
        if (arrival.qos() > 0) {
            waiting.add(new Waiting(arrival, number));
        }
    }

    /** Hands out those that are settled now that this many messages are taken, oldest first. */
    public void settle(long taken, Consumer<Arrival> settled) {
        for (Waiting first = waiting.peek(); first != null && first.number() <= taken; first = waiting.peek()) {
            waiting.remove();
            settled.accept(first.arrival());
        }
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }
}
