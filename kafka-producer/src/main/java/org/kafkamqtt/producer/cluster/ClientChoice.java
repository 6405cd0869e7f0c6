package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.producer.record.Draft;

/** Leaves the choice to the Kafka client: murmur2 of the key, and without a key one partition per batch. */
public enum ClientChoice implements PartitionChoice {
    INSTANCE;

    @Override
    public int choose(Draft draft) {
        return CLIENT;
    }

    @Override
    public Optional<Learning> learning() {
        return Optional.empty();
    }

    @Override
    public String reason(Draft draft) {
        return "the Kafka client decides";
    }
}
