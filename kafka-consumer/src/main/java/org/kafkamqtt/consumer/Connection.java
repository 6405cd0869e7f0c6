package org.kafkamqtt.consumer;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.ClientFeed;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.feed.GroupFeed;
import org.kafkamqtt.consumer.feed.ReaderFeed;
import org.kafkamqtt.consumer.settings.Road;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.contact.FirstContact;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.wire.KafkaReader;

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
     * @param road how records come
     * @param ticks counts what is learned about the topics
     * @throws Failure within the connect timeout, saying what prevents the connection
     */
    static Connection open(KafkaSettings settings, Road road, Console console, MetadataTicks ticks) {
        boolean grouped = settings.value("group.id").isPresent();
        Feed feed = FirstContact.clientFor(
                settings,
                console.stop(),
                () -> feed(settings, road.needsClient().isPresent(), grouped, ticks),
                made -> made.close(Duration.ZERO));
        // Without a group there is nothing to leave, only a fetch that the broker still holds back, up to half a
        // second.
        return new Connection(feed, grouped ? CLOSE : Duration.ZERO);
    }

    private static Feed feed(KafkaSettings settings, boolean client, boolean grouped, MetadataTicks ticks) {
        if (client) {
            // Large fetches make up for what it does for each; our reader asks ahead instead.
            KafkaSettings large = settings.withDefault("fetch.max.bytes", "33554432")
                    .withDefault("max.partition.fetch.bytes", "4194304");
            return member(large, ticks);
        }
        Feed reader = new ReaderFeed(new KafkaReader(settings.properties(), List.of(ticks.listening())));
        if (!grouped) {
            return reader;
        }
        try {
            return new GroupFeed(member(settings, ticks), reader, System::nanoTime);
        } catch (RuntimeException e) {
            reader.close(Duration.ZERO);
            throw e;
        }
    }

    private static Feed member(KafkaSettings settings, MetadataTicks ticks) {
        return new ClientFeed(
                new KafkaConsumer<>(settings.properties(), ticks.listening(), new ByteArrayDeserializer()));
    }

    Feed feed() {
        return feed;
    }

    @Override
    public void close() {
        feed.close(patience);
    }
}
