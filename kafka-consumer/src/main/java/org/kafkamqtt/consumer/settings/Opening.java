package org.kafkamqtt.consumer.settings;

import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * What a destination is opened with: the connection is open by then.
 *
 * @param client settings of the consumer, from which those of producers are derived
 * @param around provides what formats need beyond the record
 * @param topics tells which positions in topics are still valid
 * @param tally where failures are counted
 */
public record Opening(
        KafkaSettings client, Membership member, Surroundings around, TopicFacts topics, Console console, Tally tally) {
    /** Settings of a producer to the same cluster. */
    KafkaSettings producer() {
        return client.as(ClientKind.PRODUCER)
                .with("client.id", "kafka-consumer-output", "the tool")
                .withDefault("acks", "all")
                // Do not wait for a topic that is gone: TopicSink retries after trouble.
                .withDefault("max.block.ms", "8000")
                .withDefault("linger.ms", "5")
                .withDefault("batch.size", "262144")
                .withDefault("compression.type", "lz4");
    }

    /** Counts a key or value that could not be decoded, and reports the first. */
    void undecoded(String sentence) {
        if (tally.counts().failed() == 0) {
            console.say(sentence);
        }
        tally.failed();
    }
}
