package org.kafkamqtt.kafka.append;

/** No broker acknowledged a batch in the time that it had. */
public final class DeliveryTimeout extends Exception {
    private static final long serialVersionUID = 1;

    DeliveryTimeout(Lane<?> lane, long deliveryMs) {
        super("partition " + lane.partition() + " of " + lane.topic() + " acknowledged nothing for " + deliveryMs
                + " ms");
    }
}
