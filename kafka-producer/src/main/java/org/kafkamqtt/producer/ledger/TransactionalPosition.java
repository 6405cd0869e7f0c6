package org.kafkamqtt.producer.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;

/**
 * The position in the input that travels in the same transactions as the records: kept by Kafka as the offset of a consumer
 * group without consumers, with the position in its metadata.
 *
 * <p>Kafka forgets it when the group has been unused for {@code offsets.retention.minutes} (7 days by default).
 *
 * @param group named after the transactional identifier
 * @param destination the topic, whose partition 0 carries the offset
 * @param inputs that the position refers to
 */
public record TransactionalPosition(String group, Destination destination, Inputs inputs) {

    public static TransactionalPosition of(String transactionalId, Destination destination, Inputs inputs) {
        return new TransactionalPosition("kafka-producer." + transactionalId, destination, inputs);
    }

    private TopicPartition partition() {
        return new TopicPartition(destination.topic(), 0);
    }

    public Map<TopicPartition, OffsetAndMetadata> offsets(Position reached) {
        return Map.of(
                partition(),
                new OffsetAndMetadata(
                        reached.offset(),
                        SavedPosition.of(reached, destination, inputs).text()));
    }

    /** The position in the last committed transaction; to be asked for once earlier runs are fenced. */
    public Optional<SavedPosition> read(KafkaSettings settings) {
        try (Admin admin = Admin.create(settings.as(ClientKind.ADMIN).properties())) {
            OffsetAndMetadata saved = admin.listConsumerGroupOffsets(
                            group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition());
            if (saved == null) {
                return Optional.empty();
            }
            SavedPosition position = SavedPosition.parse(saved.metadata(), group);
            destination.check(position.destination(), "the position kept for the transactional ID");
            return Optional.of(position);
        } catch (ExecutionException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitStatus.FAILED, "stopped", e);
        }
    }
}
