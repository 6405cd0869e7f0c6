package org.kafkamqtt.consumer;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.MetadataTicks;

/** Makes the clients of a run. */
interface Clients {
    /**
     * Connects the one that reads.
     *
     * @param ticks counts what the client hears of its topics
     * @throws Failure saying what stands in the way, within the connect timeout
     */
    Connection connect(KafkaSettings settings, Console console, MetadataTicks ticks);

    /** One beside the group, for questions that another thread asks. It ends with the process. */
    Consumer<byte[], byte[]> bystander(KafkaSettings settings);

    /**
     * A member of a share group.
     *
     * @param atOnce how many records it takes from the group at once
     * @param sparing whether it is to keep no others from those that it does not take
     */
    ShareConsumer<byte[], byte[]> sharing(KafkaSettings settings, long atOnce, boolean sparing);
}
