package org.kafkamqtt.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.sandbox.trial.Await;

/** The addresses of running brokers, in this JVM or in containers. Contract tests are written against this. */
public interface Brokers {
    /** Kafka's plain listener, {@code HOST:PORT}; of several nodes, all of them separated by commas. */
    String kafkaAddress();

    /** The MQTT broker, {@code HOST:PORT}. */
    String mqttAddress();

    /**
     * Creates a topic with the brokers' default number of replicas: one, unless there are several nodes.
     *
     * @throws IllegalStateException if Kafka refuses or does not answer within 20 s
     */
    default void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** As {@link #createTopic(String, int)}, with topic settings such as {@code cleanup.policy}. */
    default void createTopic(String name, int partitions, Map<String, String> settings) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafkaAddress()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
            // A broker announces a new topic before it accepts records for all of its partitions.
            Await.that("every partition of " + name + " answers", 20, () -> answers(admin, ends));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create topic " + name + " on " + kafkaAddress(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean answers(Admin admin, Map<TopicPartition, OffsetSpec> ends) {
        try {
            admin.listOffsets(ends).all().get(20, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
