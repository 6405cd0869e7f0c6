package org.kafkamqtt.consumer;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.feed.ReaderFeed;
import org.kafkamqtt.consumer.settings.Road;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.wire.KafkaReader;

/** Kafka's own clients. */
final class KafkaClients implements Clients {
    @Override
    public Connection connect(KafkaSettings settings, Road road, Console console, MetadataTicks ticks) {
        return Connection.open(settings, road, console, ticks);
    }

    @Override
    public Feed bystander(KafkaSettings settings) {
        Map<String, Object> properties = settings.properties();
        List.of("group.id", "group.instance.id", "group.protocol", "group.remote.assignor")
                .forEach(properties::remove);
        properties.put("client.id", "kafka-consumer-ends");
        return new ReaderFeed(new KafkaReader(properties, List.of()));
    }

    @Override
    public ShareConsumer<byte[], byte[]> sharing(KafkaSettings settings, long atOnce, boolean sparing) {
        Map<String, Object> properties = settings.properties();
        // A share consumer rejects these: they are for the other kinds of group.
        List.of(
                        "auto.offset.reset",
                        "enable.auto.commit",
                        "group.instance.id",
                        "isolation.level",
                        "partition.assignment.strategy",
                        "session.timeout.ms",
                        "heartbeat.interval.ms",
                        "group.protocol",
                        "group.remote.assignor")
                .forEach(properties::remove);
        properties.put("share.acknowledgement.mode", "explicit");
        properties.put("max.poll.records", Long.toString(atOnce));
        if (sparing) {
            properties.put("share.acquire.mode", "record_limit");
        }
        return new KafkaShareConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
