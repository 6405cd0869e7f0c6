package org.kafkamqtt.producer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * A topic to create if it is missing.
 *
 * @param partitions how many
 * @param replication copies of each, empty for the broker's default
 */
record TopicCreation(int partitions, Optional<Short> replication) {
    /** How long a new topic may take to be known everywhere. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(?::([0-9]{1,4}))?");

    /** {@code PARTITIONS} or {@code PARTITIONS:REPLICATION}. */
    static TopicCreation parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw Failure.usage("--create '" + text + "' is not PARTITIONS or PARTITIONS:REPLICATION, such as 6:3");
        }
        return new TopicCreation(
                Integer.parseInt(matcher.group(1)),
                Optional.ofNullable(matcher.group(2)).map(Short::valueOf));
    }

    void createIfMissing(KafkaSettings settings, String topic) {
        try (Admin admin = Admin.create(settings.as(ClientKind.ADMIN).properties())) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), replication)))
                    .all()
                    .get();
            awaitLeaders(admin, topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                Failure cause = KafkaFailure.explain(e, settings.bootstrap());
                throw new Failure(cause.status(), "cannot create topic '" + topic + "': " + cause.sentence(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.FAILED, "stopped while creating topic '" + topic + "'", e);
        }
    }

    /**
     * Waits until every partition answers.
     *
     * <p>A broker tells of a new topic before it takes records for all of it. An idempotent producer that is refused its
     * first batch there but not the second can never send the first any more (seen with Kafka 4.3.1).
     */
    private void awaitLeaders(Admin admin, String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answering(admin, ends, deadline)) {
            // The client itself pauses between its attempts.
            Thread.onSpinWait();
        }
    }

    private static boolean answering(Admin admin, Map<TopicPartition, OffsetSpec> ends, long deadline)
            throws ExecutionException, InterruptedException {
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            // A broker that has not heard of the new topic yet.
            if (e.getCause() instanceof InvalidMetadataException && System.nanoTime() < deadline) {
                return false;
            }
            throw e;
        }
    }
}
