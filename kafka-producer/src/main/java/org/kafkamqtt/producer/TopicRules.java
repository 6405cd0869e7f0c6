package org.kafkamqtt.producer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;

/** What the configuration of topics says about records; the cluster is asked once for each topic, when it matters. Thread-safe. */
final class TopicRules {
    private static final long PATIENCE_S = 10;
    /** For a cluster that does not tell. */
    private static final Rules UNKNOWN = new Rules(true, OptionalInt.empty());

    private final KafkaSettings settings;
    private final Map<String, Rules> known = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    TopicRules(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Of one topic.
     *
     * @param compacted whether records need a key, which is assumed where nobody tells
     * @param largest {@code max.message.bytes}, empty where nobody tells
     */
    record Rules(boolean compacted, OptionalInt largest) {}

    /** What is known so far. */
    Optional<Rules> known(String topic) {
        return Optional.ofNullable(known.get(topic));
    }

    /** Asks beside whatever goes on. */
    void askBeside(String topic) {
        if (asked.add(topic)) {
            Thread thread = new Thread(() -> of(topic), "topic-rules");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Waits for the cluster's answer, for a while. */
    Rules of(String topic) {
        return known.computeIfAbsent(topic, this::asked);
    }

    private Rules asked(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(settings.as(ClientKind.ADMIN).properties())) {
            Config config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(PATIENCE_S, TimeUnit.SECONDS)
                    .get(resource);
            return config == null ? UNKNOWN : rules(config);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // Not allowed to ask, or not now: the broker itself will say what it refuses.
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private static Rules rules(Config config) {
        ConfigEntry policy = config.get("cleanup.policy");
        ConfigEntry largest = config.get("max.message.bytes");
        return new Rules(
                policy == null || policy.value().contains("compact"),
                largest == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(largest.value())));
    }
}
