package org.kafkamqtt.kafka.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Which topics a run deals with, by their IDs: compares each look at the cluster with the looks before it.
 *
 * <p>A name alone proves nothing: a topic that is deleted and created again between two looks was never seen missing. Brokers
 * that lag behind may still show an earlier topic, or none: an ID that was replaced never counts again, and a topic is gone
 * only when it has been missing for a while. Not thread-safe.
 */
public final class TopicIdentity {
    private final long graceNanos;
    private final Map<String, Known> topics = new HashMap<>();

    /**
     * @param graceNanos how long a topic must be missing to be gone
     */
    public TopicIdentity(long graceNanos) {
        this.graceNanos = graceNanos;
    }

    /** What is known of one topic. The owner of the identities owns it. */
    private static final class Known {
        private @Nullable Uuid id;
        private final Set<Uuid> former = new HashSet<>();
        private int partitions;
        private boolean missing;
        private long missingSince;
        private boolean gone;
    }

    /**
     * Records the result of a look.
     *
     * @param now when that was, in nanoseconds
     * @return what has changed
     */
    public List<TopicNews> look(Map<String, TopicSeen> seen, long now) {
        List<TopicNews> news = new ArrayList<>();
        seen.forEach((topic, what) -> {
            Known known = topics.computeIfAbsent(topic, t -> new Known());
            if (what instanceof TopicSeen.There there) {
                there(topic, known, there).ifPresent(news::add);
            } else if (what instanceof TopicSeen.Missing) {
                missing(topic, known, now).ifPresent(news::add);
            }
        });
        return news;
    }

    private static Optional<TopicNews> there(String topic, Known known, TopicSeen.There there) {
        if (known.former.contains(there.id())) {
            return Optional.empty();
        }
        known.missing = false;
        known.gone = false;
        Uuid before = known.id;
        int partitionsBefore = known.partitions;
        known.id = there.id();
        known.partitions = there.partitions();
        if (before == null) {
            return Optional.empty();
        }
        if (!before.equals(there.id())) {
            known.former.add(before);
            return Optional.of(new TopicNews.Recreated(topic, there.id(), there.partitions()));
        }
        return there.partitions() > partitionsBefore
                ? Optional.of(new TopicNews.Grown(topic, there.partitions()))
                : Optional.empty();
    }

    private Optional<TopicNews> missing(String topic, Known known, long now) {
        if (!known.missing) {
            known.missing = true;
            known.missingSince = now;
        }
        if (known.gone || now - known.missingSince < graceNanos) {
            return Optional.empty();
        }
        known.gone = true;
        return Optional.of(new TopicNews.Gone(topic));
    }

    /** The ID of the topic as it was last seen, if the cluster reports one. */
    public Optional<Uuid> id(String topic) {
        return Optional.ofNullable(topics.get(topic)).map(known -> known.id).filter(id -> !id.equals(Uuid.ZERO_UUID));
    }

    /** Whether the topic was missing at the last look: then nothing may be committed for it. */
    public boolean missing(String topic) {
        Known known = topics.get(topic);
        return known != null && known.missing;
    }

    /** Whether any topic is missing but not yet gone, so that the next look should come soon. */
    public boolean uncertain() {
        return topics.values().stream().anyMatch(known -> known.missing && !known.gone);
    }
}
