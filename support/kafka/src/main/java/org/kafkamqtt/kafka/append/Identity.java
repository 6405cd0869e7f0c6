package org.kafkamqtt.kafka.append;

/**
 * The name under which a producer numbers its batches.
 *
 * @param producerId that a broker gave out
 * @param epoch of it, from 0; a higher one shuts out all that was sent under a lower one
 */
public record Identity(long producerId, short epoch) {
    /** The highest epoch that is used; the one above it belongs to those who fence. */
    private static final int MOST = Short.MAX_VALUE - 1;

    /** Whether a higher epoch is left. */
    boolean raisable() {
        return epoch < MOST;
    }

    /** The same producer with the next epoch, as KIP-360 lets idempotent producers do (brokers since Kafka 2.5). */
    Identity raised() {
        return new Identity(producerId, (short) (epoch + 1));
    }
}
