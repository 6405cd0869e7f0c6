package org.kafkamqtt.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Where brokers answer, however they came up: in this JVM or in containers. Contract tests are written against this. */
public interface Brokers {
    /** Kafka's plain listener, {@code HOST:PORT}. */
    String kafkaAddress();

    /** The MQTT broker, {@code HOST:PORT}. */
    String mqttAddress();

    /**
     * Creates a topic with one replica.
     *
     * @throws IllegalStateException if Kafka refuses or does not answer within 20 s
     */
    default void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** As {@link #createTopic(String, int)}, with topic settings such as {@code cleanup.policy}. */
    default void createTopic(String name, int partitions, Map<String, String> settings) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafkaAddress()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create topic " + name + " on " + kafkaAddress(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
