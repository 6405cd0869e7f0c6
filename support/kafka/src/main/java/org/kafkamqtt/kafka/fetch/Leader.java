package org.kafkamqtt.kafka.fetch;

import java.util.UUID;

/**
 * What is known of where a partition is.
 *
 * @param node that leads it, or {@link #NONE}
 * @param epoch under which it does, or {@link #NONE} if brokers do not say
 * @param topicId of the topic that has the name now, or {@link #NO_ID} if brokers have no IDs or the topic is not known
 */
public record Leader(int node, int epoch, UUID topicId) {
    /** There is none. */
    public static final int NONE = -1;
    /** No topic's ID. */
    public static final UUID NO_ID = new UUID(0, 0);
    /** Nothing is known. */
    public static final Leader UNKNOWN = new Leader(NONE, NONE, NO_ID);
}
