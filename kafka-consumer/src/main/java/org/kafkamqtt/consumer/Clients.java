package org.kafkamqtt.consumer;

import org.apache.kafka.clients.consumer.ShareConsumer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.settings.Road;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.MetadataTicks;

/** Makes the clients of a run. */
interface Clients {
    /**
     * Connects the client that reads.
     *
     * @param road how records come
     * @param ticks counts what the client learns about its topics
     * @throws Failure within the connect timeout, saying what prevents the connection
     */
    Connection connect(KafkaSettings settings, Road road, Console console, MetadataTicks ticks);

    /** A client outside the group, for questions from another thread. It lives as long as the process. */
    Feed bystander(KafkaSettings settings);

    /**
     * A member of a share group.
     *
     * @param atOnce how many records it takes from the group at once
     * @param sparing whether it must leave the records that it does not take to the other members
     */
    ShareConsumer<byte[], byte[]> sharing(KafkaSettings settings, long atOnce, boolean sparing);
}
