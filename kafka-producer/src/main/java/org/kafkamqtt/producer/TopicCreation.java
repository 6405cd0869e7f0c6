package org.kafkamqtt.producer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.Leaders;

/**
 * A topic to create if it is missing.
 *
 * @param partitions how many
 * @param replication copies of each, empty for the broker's default
 */
record TopicCreation(int partitions, Optional<Short> replication) {
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
            Leaders.await(
                    admin,
                    IntStream.range(0, partitions)
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .toList());
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
}
