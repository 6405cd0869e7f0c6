package org.kafkamqtt.producer.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.producer.cluster.ClientConnection;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.outlet.AppenderConnection;

/**
 * The way to Kafka that a run takes: an appender of its own, or the Kafka client where something needs it.
 *
 * @param needsClient what needs the Kafka client, for people; empty if nothing does
 */
public record Road(Optional<String> needsClient) {
    /** Properties that only the Kafka client understands, with the value that means that they are not used. */
    private static final Map<String, String> CLIENTS_OWN = Map.of(
            "interceptor.classes", "",
            "partitioner.class", "",
            "partitioner.ignore.keys", "false",
            "partitioner.adaptive.partitioning.enable", "true",
            "partitioner.availability.timeout.ms", "0",
            "metric.reporters", "",
            "enable.metrics.push", "false");

    /**
     * The road for these settings.
     *
     * @param forced whether the user wants the Kafka client
     */
    public static Road of(KafkaSettings settings, Mode mode, boolean forced) {
        if (forced) {
            return new Road(Optional.of("--kafka-client"));
        }
        if (mode.transactional()) {
            return new Road(Optional.of("--transactional-id"));
        }
        List<String> own = CLIENTS_OWN.keySet().stream().sorted().toList();
        return new Road(own.stream()
                .filter(name -> settings.value(name)
                        .filter(value -> !value.strip().equals(CLIENTS_OWN.get(name)))
                        .isPresent())
                .findFirst());
    }

    Connection open(KafkaSettings settings, Console console) {
        return needsClient.isPresent()
                ? ClientConnection.open(settings, console)
                : AppenderConnection.open(settings, console);
    }

    /** Which road it is, for people. */
    public String words() {
        return needsClient
                .map(what -> "sending through the Kafka client, because of " + what)
                .orElse("sending through the appender");
    }
}
