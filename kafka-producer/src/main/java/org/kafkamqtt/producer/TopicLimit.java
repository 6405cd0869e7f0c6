package org.kafkamqtt.producer;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/** The largest record a topic takes, asked where one that is refused by the broker would cost a whole transaction. */
final class TopicLimit {
    private TopicLimit() {}

    /** {@code max.message.bytes} of the topic, or the fallback if the cluster does not tell. */
    static int of(KafkaSettings settings, String topic, int fallback) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(settings.as(ClientKind.ADMIN).properties())) {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            ConfigEntry entry = config == null ? null : config.get("max.message.bytes");
            return entry == null ? fallback : Integer.parseInt(entry.value());
        } catch (ExecutionException e) {
            // Not allowed to ask: the broker itself will say when a record is too large.
            return fallback;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fallback;
        }
    }
}
