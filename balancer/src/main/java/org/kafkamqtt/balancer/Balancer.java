package org.kafkamqtt.balancer;

/**
 * Chooses the partition of each message of one topic.
 *
 * <p>There is one instance per topic. Producers call {@link #choose} from any thread at once, so implementations are
 * thread-safe. A balancer that learns from the outcome of its choices also implements {@link Learning}.
 */
@FunctionalInterface
public interface Balancer {
    /**
     * The partition for this message.
     *
     * @param message the record to send; its arrays must not be changed or kept
     * @param partitions the topic's partitions at this moment; never empty
     * @return one of the partition numbers; anything else fails this one record
     */
    int choose(Message message, Partitions partitions);

    /** What users may rely on regarding the order of messages with the same key. */
    default Ordering ordering() {
        return Ordering.NONE;
    }
}
