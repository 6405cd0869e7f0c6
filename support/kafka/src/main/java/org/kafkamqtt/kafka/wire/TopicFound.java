package org.kafkamqtt.kafka.wire;

import org.apache.kafka.common.Uuid;

/**
 * What a cluster says of a topic name.
 *
 * @param exists whether there is such a topic
 * @param id {@link Uuid#ZERO_UUID} if there is none, or the cluster is too old to have IDs
 * @param partitions how many it has, 0 if there is none
 */
public record TopicFound(boolean exists, Uuid id, int partitions) {
    static final TopicFound NOT = new TopicFound(false, Uuid.ZERO_UUID, 0);
}
