package org.kafkamqtt.producer.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.kafkamqtt.producer.record.Draft;

/**
 * What topics require of records by their configuration; the cluster is asked once for each topic, when it matters.
 *
 * <p>Thread-safe: used by the sending thread, threads that ask alongside, and the one that reports a record too large.
 */
public final class TopicRules {
    private static final long PATIENCE_S = 10;
    /** For a cluster that does not answer. */
    private static final Rules UNKNOWN = new Rules(Keys.PERHAPS, OptionalInt.empty(), Long.MAX_VALUE, Long.MAX_VALUE);

    private final Function<String, Rules> cluster;
    private final Executor beside;
    private final Map<String, Rules> known = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    public TopicRules(SharedAdmin admin) {
        this(topic -> ask(admin, topic), TopicRules::start);
    }

    /**
     * Rules from another source.
     *
     * @param cluster returns the rules of a topic, and may take its time
     * @param beside runs the questions while records are sent
     */
    public TopicRules(Function<String, Rules> cluster, Executor beside) {
        this.cluster = cluster;
        this.beside = beside;
    }

    private static void start(Runnable question) {
        Thread thread = new Thread(question, "topic-rules");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether records need a key, as they do in a compacted topic. */
    public enum Keys {
        NEEDED,
        PERHAPS,
        LEFT_OUT
    }

    /**
     * Of one topic.
     *
     * @param keys whether records need one
     * @param largest {@code max.message.bytes}, empty if unknown
     * @param past milliseconds that a timestamp may be behind the broker's clock
     * @param future milliseconds that it may be ahead of it
     */
    public record Rules(Keys keys, OptionalInt largest, long past, long future) {
        /** Why the broker would refuse this record, if it certainly would; it would refuse the whole batch with it. */
        Optional<String> refusal(Draft draft) {
            if (keys == Keys.NEEDED && !draft.hasKey()) {
                return Optional.of("refused: a compacted topic accepts only records with a key");
            }
            if (draft.timestamp == Draft.NOW) {
                return Optional.empty();
            }
            long now = System.currentTimeMillis();
            if (now - draft.timestamp > past) {
                return Optional.of("refused: its timestamp is older than message.timestamp.before.max.ms=" + past
                        + " of the topic allows");
            }
            return draft.timestamp - now > future
                    ? Optional.of("refused: its timestamp is further ahead than message.timestamp.after.max.ms="
                            + future + " of the topic allows")
                    : Optional.empty();
        }
    }

    /** What is known so far. */
    Optional<Rules> known(String topic) {
        return Optional.ofNullable(known.get(topic));
    }

    /** Asks in the background. */
    void askBeside(String topic) {
        if (asked.add(topic)) {
            beside.execute(() -> of(topic));
        }
    }

    /** Waits for the cluster's answer, for a while. */
    public Rules of(String topic) {
        return known.computeIfAbsent(topic, cluster);
    }

    private static Rules ask(SharedAdmin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = admin.get()
                    .describeConfigs(List.of(resource))
                    .all()
                    .get(PATIENCE_S, TimeUnit.SECONDS)
                    .get(resource);
            return config == null ? UNKNOWN : rules(config);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // Not allowed to ask, or no answer now: the broker itself will report what it refuses.
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private static Rules rules(Config config) {
        Optional<String> policy = value(config, "cleanup.policy");
        boolean own = value(config, "message.timestamp.type").equals(Optional.of("CreateTime"));
        return new Rules(
                policy.map(words -> words.contains("compact") ? Keys.NEEDED : Keys.LEFT_OUT)
                        .orElse(Keys.PERHAPS),
                value(config, "max.message.bytes")
                        .map(Integer::valueOf)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                own ? millis(config, "message.timestamp.before.max.ms") : Long.MAX_VALUE,
                own ? millis(config, "message.timestamp.after.max.ms") : Long.MAX_VALUE);
    }

    private static long millis(Config config, String name) {
        return value(config, name).map(Long::valueOf).orElse(Long.MAX_VALUE);
    }

    private static Optional<String> value(Config config, String name) {
        return Optional.ofNullable(config.get(name)).map(ConfigEntry::value);
    }
}
