package org.kafkamqtt.producer.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.Leaders;

/**
 * A topic to create if it does not exist.
 *
 * @param partitions how many
 * @param replication copies of each, empty for the broker's default
 */
public record TopicCreation(int partitions, Optional<Short> replication) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(?::([0-9]{1,4}))?");

    /** {@code PARTITIONS} or {@code PARTITIONS:REPLICATION}. */
    public static TopicCreation parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw Failure.usage("--create '" + text + "' is not PARTITIONS or PARTITIONS:REPLICATION, such as 6:3");
        }
        return new TopicCreation(
                Integer.parseInt(matcher.group(1)),
                Optional.ofNullable(matcher.group(2)).map(Short::valueOf));
    }

    public void createIfMissing(KafkaSettings settings, String topic) {
        try (Admin admin = Admin.create(settings.as(ClientKind.ADMIN).properties())) {
            create(admin, settings, topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.FAILED, "stopped while creating topic '" + topic + "'", e);
        }
    }

    private void create(Admin admin, KafkaSettings settings, String topic) throws InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), replication)))
                    .all()
                    .get();
            Leaders.await(
                    admin,
                    IntStream.range(0, partitions)
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .toList());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                Failure cause = refusal(admin, e, settings);
                throw new Failure(cause.status(), "cannot create topic '" + topic + "': " + cause.sentence(), e);
            }
        }
    }

    /** Why the cluster refuses this topic: mostly because of the user's own settings. */
    private Failure refusal(Admin admin, ExecutionException e, KafkaSettings settings) throws InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof InvalidReplicationFactorException && replication.isPresent()) {
            return Failure.usage(tooManyCopies(partitions, replication.get(), brokers(admin)));
        }
        if (cause instanceof InvalidReplicationFactorException
                || cause instanceof InvalidPartitionsException
                || cause instanceof InvalidTopicException
                || cause instanceof PolicyViolationException) {
            return Failure.usage(String.valueOf(cause.getMessage()).strip().replaceAll("[.]$", ""));
        }
        return KafkaFailure.explain(e, settings.bootstrap());
    }

    /** How many brokers there are; 0 if unknown. */
    private static int brokers(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            return 0;
        }
    }

    /** The sentence for the user. */
    public static String tooManyCopies(int partitions, int copies, int brokers) {
        if (brokers == 0 || copies <= brokers) {
            return "the cluster cannot keep " + copies + " copies of each partition at the moment";
        }
        return copies + " copies of each partition need " + copies + " brokers, but there "
                + (brokers == 1 ? "is only 1" : "are only " + brokers) + ": give --create " + partitions + ":" + brokers
                + ", or --create " + partitions + " for the broker's default";
    }
}
