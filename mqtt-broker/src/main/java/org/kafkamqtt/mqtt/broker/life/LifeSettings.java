package org.kafkamqtt.mqtt.broker.life;

import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * How a life is lived. Immutable.
 *
 * @param prefix of the topics of nodes and retained messages
 * @param address where clients reach this broker, as others are told
 * @param software version of this program
 * @param kafka properties of any of Kafka's clients
 */
public record LifeSettings(String prefix, String address, String software, KafkaSettings kafka) {
    /** The topic of nodes: compacted, one partition. */
    public String nodesTopic() {
        return prefix + ".nodes";
    }

    /** The topic of retained messages: compacted. */
    public String retainedTopic() {
        return prefix + ".retained";
    }

    KafkaSettings producer() {
        return kafka.as(ClientKind.PRODUCER).with("acks", "all", "a life").with("enable.idempotence", "true", "a life");
    }

    KafkaSettings consumer() {
        return kafka.as(ClientKind.CONSUMER)
                .with("auto.offset.reset", "earliest", "a life")
                .with("allow.auto.create.topics", "false", "a life");
    }
}
