package org.kafkamqtt.producer.delivery;

import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.MetricsAddress;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.BalancerPlan;
import org.kafkamqtt.producer.cluster.Squeeze;
import org.kafkamqtt.producer.cluster.Terms;
import org.kafkamqtt.producer.cluster.TopicCreation;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.record.RecordDefaults;

/**
 * What a run is to do, complete and checked.
 *
 * @param client the settings of the Kafka client
 * @param target the topic of the command line
 * @param input where records come from
 * @param defaults what is added to every record
 * @param balancer chooses partitions, empty to leave that to the Kafka client
 * @param policy what a bad record means
 * @param sending what is done with records
 * @param mode when they count as delivered
 * @param road the way to Kafka
 * @param output what standard output is used for
 * @param reports what is reported, but for data
 */
public record ProducerSettings(
        KafkaSettings client,
        Target target,
        InputPlan input,
        RecordDefaults defaults,
        Optional<BalancerPlan> balancer,
        ErrorPolicy policy,
        Sending sending,
        Mode mode,
        Road road,
        OutputUse output,
        Reports reports) {

    public ProducerSettings {
        if (mode.resume().isPresent() && !input.resumable()) {
            throw Failure.usage("--resume needs an input: it cannot be used with --generate");
        }
        if (mode.resume().isPresent() && mode.transactional() && target.topic().isEmpty()) {
            throw Failure.usage("--resume with --transactional-id needs -t TOPIC");
        }
    }

    /** The demands on records, whatever their topic. */
    Terms terms() {
        boolean keepAll = output.needsRecords() || policy.file().isPresent();
        return new Terms(
                mode.transactional(),
                keepAll,
                Squeeze.of(client),
                road.needsClient().isEmpty());
    }

    /** The largest record in bytes that the client accepts. */
    int largest() {
        return Integer.parseInt(client.value("max.request.size").orElse("1048576"));
    }

    /**
     * The topic of the command line.
     *
     * @param topic its name, empty if records bring theirs
     * @param creation how to create it if it does not exist
     */
    public record Target(String topic, Optional<TopicCreation> creation) {
        public Target {
            if (topic.isEmpty() && creation.isPresent()) {
                throw Failure.usage("--create needs -t TOPIC");
            }
        }
    }

    /**
     * What is reported.
     *
     * @param summary the line at the end
     * @param quiet whether only failures are reported
     * @param progress whether progress is shown
     * @param metrics where they are served, if anywhere
     */
    public record Reports(SummaryStyle summary, boolean quiet, boolean progress, Optional<MetricsAddress> metrics) {}
}
