package org.kafkamqtt.consumer;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.ClientFeed;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.FirstContact;
import org.kafkamqtt.kafka.topic.MetadataTicks;

/** The feed of a run: made during the first contact; closing it leaves the group. The reading thread owns it. */
final class Connection implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Feed feed;
    private final Duration patience;

    /**
     * An established connection.
     *
     * @param patience how long closing it may take
     */
    Connection(Feed feed, Duration patience) {
        this.feed = feed;
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param ticks counts what the client learns about its topics
     * @throws Failure within the connect timeout, saying what prevents the connection
     */
    static Connection open(KafkaSettings settings, Console console, MetadataTicks ticks) {
        Consumer<byte[], byte[]> consumer = FirstContact.clientFor(
                settings,
                console.stop(),
                () -> new KafkaConsumer<>(settings.properties(), ticks.listening(), new ByteArrayDeserializer()),
                made -> made.close(CloseOptions.timeout(Duration.ZERO)));
        // Without a group there is nothing to leave, only a fetch that the broker still holds back, up to half a
        // second.
        boolean grouped = settings.value("group.id").isPresent();
        return new Connection(new ClientFeed(consumer), grouped ? CLOSE : Duration.ZERO);
    }

    Feed feed() {
        return feed;
    }

    @Override
    public void close() {
        feed.close(patience);
    }
}
