package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/** Decides the partition of the records of one topic. */
public interface PartitionChoice {
    /** The answer that leaves the choice to the Kafka client. */
    int CLIENT = -1;

    /**
     * A partition of the topic, or {@link #CLIENT}.
     *
     * @throws BadRecord if the answer is not a partition of the topic
     */
    int choose(Draft draft) throws BadRecord;

    /** Who wants to hear what became of the choices. */
    Optional<Learning> learning();

    /** What the answer for this record follows, in a few words. */
    String reason(Draft draft);

    /** Makes the choice for each topic. */
    interface Maker {
        PartitionChoice of(String topic, int partitions);

        /** What is to be said at the end of a run of all choices together. */
        default Optional<String> remark() {
            return Optional.empty();
        }
    }
}
