package org.kafkamqtt.producer;

import org.apache.kafka.clients.producer.RecordMetadata;

/** Whoever else wants to know what became of records; called on the client's network thread. */
interface Watchers {
    void acknowledged(Sent sent, RecordMetadata metadata);

    void failed(Sent sent);
}
