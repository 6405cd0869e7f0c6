package org.kafkamqtt.producer;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.PartitionChoice;
import org.kafkamqtt.producer.cluster.TopicCreation;
import org.kafkamqtt.producer.ledger.ErrorPolicy;
import org.kafkamqtt.producer.ledger.ReportFormat;
import org.kafkamqtt.producer.outlet.Batch;
import org.kafkamqtt.producer.record.RecordDefaults;

/**
 * What a run is to do, checked before anything is opened.
 *
 * @param topic of the command line, empty if records bring theirs
 * @param defaults what every record is given
 * @param choices who chooses partitions
 * @param policy what a bad record means
 * @param batch what goes into a transaction
 * @param creation how the topic is made if it is missing
 * @param report how delivery reports look, null for none
 */
record Plan(
        String topic,
        RecordDefaults defaults,
        PartitionChoice.Maker choices,
        ErrorPolicy policy,
        Batch batch,
        Optional<TopicCreation> creation,
        @Nullable ReportFormat report) {

    static Plan of(ProducerOptions options, KafkaSettings settings, Consumer<String> warnings) {
        options.report.check();
        String topic = options.chosenTopic();
        boolean balanced = options.balancing.balancer != null;
        if (balanced && options.records.partition != null) {
            throw Failure.usage("-p sends everything to one partition, --balancer chooses: give one or the other");
        }
        Optional<TopicCreation> creation =
                Optional.ofNullable(options.delivery.create).map(TopicCreation::parse);
        if (topic.isEmpty() && creation.isPresent()) {
            throw Failure.usage("--create needs -t TOPIC");
        }
        if (topic.isEmpty() && options.delivery.resume != null && options.delivery.transactional()) {
            throw Failure.usage("--resume with --transactional-id needs -t TOPIC");
        }
        if (options.delivery.confirm && !options.wholeFiles().isEmpty()) {
            throw Failure.usage("--confirm counts the lines of standard input, and '"
                    + options.wholeFiles().get(0) + "' is one record");
        }
        if (options.delivery.confirm && options.input.delimiterBytes().length == 0) {
            throw Failure.usage("--confirm counts lines, and -D '' takes the whole input as one record");
        }
        return new Plan(
                topic,
                options.records.defaults(topic, !balanced, settings.properties()),
                options.balancing.choices(warnings),
                ErrorPolicy.of(options.delivery.onError, options.delivery.confirm),
                options.delivery.batch(),
                creation,
                options.report.reportFormat());
    }
}
