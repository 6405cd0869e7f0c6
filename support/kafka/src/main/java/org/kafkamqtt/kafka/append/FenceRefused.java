package org.kafkamqtt.kafka.append;

/** A broker will never take a fence, for example since it does not let this client write there. */
public final class FenceRefused extends Exception {
    private static final long serialVersionUID = 1;

    FenceRefused(Fence.Spot spot, Exception cause) {
        super("partition " + spot.partition() + " of " + spot.topic() + " refuses a fence", cause);
    }
}
