package org.kafkamqtt.consumer.settings;

import java.util.Optional;
import org.kafkamqtt.consumer.dedupe.DedupePlan;
import org.kafkamqtt.consumer.read.Ending;
import org.kafkamqtt.consumer.read.ReadSettings;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * One run of the consumer, decided and checked. Nothing beyond it asks what was typed.
 *
 * @param client how to reach the cluster, and how its client behaves
 * @param road how records come
 * @param member of which group, if any
 * @param selection which records are read
 * @param reading how they are read
 * @param destination where they go
 * @param dedupe how records that were sent twice are recognised, if they are left out
 * @param placement the balancer that their partitions are checked against, if they are
 * @param reports what is reported on standard error
 */
public record ConsumerSettings(
        KafkaSettings client,
        Road road,
        Membership member,
        Selection selection,
        ReadSettings reading,
        Destination destination,
        Optional<DedupePlan> dedupe,
        Optional<Verification> placement,
        Reports reports) {
    /** What had not happened when the time was up, if the run was to reach something by then. */
    public Optional<String> missed(Ending ending, long taken) {
        long wanted = reading.limits().records();
        boolean bounded = wanted != Long.MAX_VALUE || selection.toTheEnd();
        return selection
                .timeout()
                .filter(limit -> ending == Ending.TIMED_OUT && bounded)
                .map(limit -> Overtime.clause(limit, wanted, selection.toTheEnd(), taken));
    }
}
