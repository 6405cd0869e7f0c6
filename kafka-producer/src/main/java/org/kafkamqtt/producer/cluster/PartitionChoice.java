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

    /** The balancer that wants to hear what became of the choices, if any. */
    Optional<Learning> learning();

    /** The reason for the answer to this record, in a few words. */
    String reason(Draft draft);

    /** Makes the choice for each topic. */
    interface Maker {
        PartitionChoice of(String topic, int partitions);

        /** What to report about all choices together at the end of a run. */
        default Optional<String> remark() {
            return Optional.empty();
        }
    }
}
