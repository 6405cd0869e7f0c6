package org.kafkamqtt.mqtt.broker.log;

import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.mqtt.broker.route.Routes;

/**
 * How a log is read and appended to. Immutable.
 *
 * @param kafka of any kind of client: what was typed for producers and for consumers counts where these are made
 * @param routes between topic names and Kafka topics
 * @param appendBytes bytes of messages that may be on their way into the log: the quota
 * @param tailBytes bytes of chunks of the tail that may wait for the node's thread, about
 * @param lingerMs milliseconds that a message may wait for others although nothing of its partition is on its way
 */
public record LogSettings(KafkaSettings kafka, Routes routes, long appendBytes, long tailBytes, long lingerMs) {
    private static final long APPEND_BYTES = 32 << 20;
    private static final long TAIL_BYTES = 16 << 20;

    /** With what suits a node of its own. */
    public static LogSettings of(KafkaSettings kafka, Routes routes) {
        return new LogSettings(kafka, routes, APPEND_BYTES, TAIL_BYTES, 0);
    }
}
