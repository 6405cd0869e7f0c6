package org.kafkamqtt.consumer.settings;

import java.util.Map;
import java.util.Optional;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * The way by which records come: our own reader, or the Kafka client where something needs it.
 *
 * @param needsClient what needs the Kafka client, for people; empty if nothing does
 */
public record Road(Optional<String> needsClient) {
    /** The {@code max.poll.records} of a run that says nothing else; our reader has no such limit. */
    public static final String MOST_AT_ONCE = "20000";

    /** Properties that only the Kafka client understands, with the value that means that they are not used. */
    private static final Map<String, String> CLIENTS_OWN = Map.of(
            "interceptor.classes", "",
            "metric.reporters", "",
            "enable.metrics.push", "false",
            "max.poll.records", MOST_AT_ONCE);

    /**
     * The road for these settings.
     *
     * @param forced whether the user wants the Kafka client
     */
    public static Road of(KafkaSettings settings, Membership membership, boolean forced) {
        if (forced) {
            return new Road(Optional.of("--kafka-client"));
        }
        if (membership instanceof Membership.Shared) {
            return new Road(Optional.of("--share"));
        }
        return new Road(CLIENTS_OWN.keySet().stream()
                .sorted()
                .filter(name -> settings.value(name)
                        .filter(value -> !value.strip().equals(CLIENTS_OWN.get(name)))
                        .isPresent())
                .findFirst());
    }

    /** Which road it is, for people. */
    public String words() {
        return needsClient
                .map(what -> "reading through the Kafka client, because of " + what)
                .orElse("reading through the reader");
    }
}
