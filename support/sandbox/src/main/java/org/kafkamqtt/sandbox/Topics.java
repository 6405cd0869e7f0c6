package org.kafkamqtt.sandbox;

import org.apache.kafka.common.errors.TopicExistsException;

/** Topics that a user wants to find there. */
final class Topics {
    private Topics() {}

    static void createIfMissing(Brokers brokers, String name, int partitions) {
        try {
            brokers.createTopic(name, partitions);
        } catch (IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause().getCause();
            if (!(cause instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
