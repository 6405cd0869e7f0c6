package org.kafkamqtt.consumer.settings;

import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * What a destination is opened with: the connection stands by then.
 *
 * @param client settings of the consumer, which those of producers are made from
 * @param around answers what formats ask beyond the record
 * @param topics says which places in topics still mean something
 * @param tally where failures are counted
 */
public record Opening(
        KafkaSettings client, Membership member, Surroundings around, TopicFacts topics, Console console, Tally tally) {
    /** Settings of a producer to the same cluster. */
    KafkaSettings producer() {
        return client.as(ClientKind.PRODUCER)
                .with("client.id", "kafka-consumer-output", "the tool")
                .withDefault("acks", "all")
                // A topic that is gone is not waited for: trouble is tried again, see TopicSink.
                .withDefault("max.block.ms", "8000")
                .withDefault("linger.ms", "5")
                .withDefault("batch.size", "262144")
                .withDefault("compression.type", "lz4");
    }

    /** A key or value could not be decoded: counted, and the first is named. */
    void undecoded(String sentence) {
        if (tally.counts().failed() == 0) {
            console.say(sentence);
        }
        tally.failed();
    }
}
