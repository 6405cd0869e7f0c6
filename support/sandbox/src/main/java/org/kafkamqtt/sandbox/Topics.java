package org.kafkamqtt.sandbox;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.Topic;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** The Kafka topics that the user asks for. */
final class Topics {
    private Topics() {}

    /** The name unchanged if Kafka would accept it; a usage {@link Failure} if not. */
    static String checkedName(String name) {
        try {
            Topic.validate(name);
            return name;
        } catch (InvalidTopicException e) {
            throw Failure.usage("'" + name + "' is not a valid topic name: " + e.getMessage());
        }
    }

    static void createIfMissing(Brokers brokers, String name, int partitions) {
        try {
            brokers.createTopic(name, partitions);
        } catch (IllegalStateException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            if (!(root instanceof TopicExistsException)) {
                throw new Failure(ExitStatus.FAILED, e.getMessage() + ": " + root.getMessage(), e);
            }
        }
    }
}
