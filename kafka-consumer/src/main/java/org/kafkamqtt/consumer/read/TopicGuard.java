package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.topic.TopicCheck;
import org.kafkamqtt.kafka.topic.TopicLook.Extent;
import org.kafkamqtt.kafka.topic.TopicNews;
import org.kafkamqtt.kafka.topic.TopicWatch;

/**
 * Keeps a run to the topics it began with: nothing is handled or committed for another topic of the same name unnoticed.
 *
 * <p>A record of a recreated topic arrives only after the client has learnt of it, so the cluster is asked again, at once, when
 * records arrive after the client has learnt of anything new. The reading thread owns it.
 */
public final class TopicGuard implements TopicFacts {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TopicWatch watch;
    private final MetadataTicks ticks;
    private final Scope scope;
    private final Set<String> changing = ConcurrentHashMap.newKeySet();
    private final Set<String> read = new HashSet<>();
    private final Set<String> gone = new TreeSet<>();
    private volatile long looked;
    private long hurried;

    /**
     * What is read of each topic.
     *
     * @param partitions those chosen; all if absent
     * @param grows whether partitions that are added later are read too, when no group assigns them
     * @param targets topics that are written to, without which the run cannot continue
     * @param memory whether the position in a topic outlives the run
     */
    public record Scope(
            Optional<? extends Set<Integer>> partitions, boolean grows, List<String> targets, boolean memory) {}

    public TopicGuard(TopicWatch watch, MetadataTicks ticks, Scope scope) {
        this.watch = watch;
        this.ticks = ticks;
        this.scope = scope;
    }

    /** These topics are read. */
    public void begin(Collection<String> topics) {
        read.addAll(topics);
        watch.add(topics);
        watch.add(scope.targets());
        watch.start();
    }

    /** What is new; to be called before records are handled. */
    List<TopicNews> news(boolean records) {
        check(records);
        List<TopicNews> news = watch.news();
        news.stream()
                .filter(each -> !(each instanceof TopicNews.Grown))
                .map(TopicNews::topic)
                .forEach(changing::add);
        return news;
    }

    /** The run has dealt with the news of the topic: positions in it are valid again. */
    void settled(String topic) {
        changing.remove(topic);
    }

    /**
     * Asks the cluster if the client has learnt of anything since the last time.
     *
     * @param atOnce whether to wait for the answer
     */
    private void check(boolean atOnce) {
        long now = ticks.count();
        if (now == looked || !watch.begun()) {
            return;
        }
        if (atOnce) {
            looked = now;
            watch.now(AT_ONCE);
        } else if (now != hurried) {
            hurried = now;
            watch.hurry();
        }
    }

    /** With the other positions, the client would go on trying until it gives up or finds another topic of the name. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> positions) {
        check(true);
        Map<TopicPartition, OffsetAndMetadata> good = new HashMap<>(positions);
        good.keySet().removeIf(partition -> {
            String topic = partition.topic();
            return changing.contains(topic) || watch.missing(topic) || watch.replaced(topic);
        });
        return good;
    }

    /**
     * A topic is gone; returns what to tell the user.
     *
     * @throws Failure status 6 if it is one that is written to
     */
    String lost(String topic) {
        if (scope.targets().contains(topic)) {
            throw new Failure(
                    ExitStatus.NOT_FOUND,
                    "topic '" + topic + "' is gone: it was deleted while records were written to it");
        }
        gone.add(topic);
        return "topic '" + topic + "' is gone: it was deleted while it was read"
                + (nothingLeft() ? "" : "; continuing with the others");
    }

    /** Another topic has the name; returns what to tell the user, unless that is reported elsewhere. */
    Optional<String> renewed(TopicNews.Recreated news) {
        gone.remove(news.topic());
        if (scope.targets().contains(news.topic())) {
            return Optional.of("topic '" + news.topic()
                    + "' was deleted and created again: what was written to it before is lost; continuing with"
                    + " the new one");
        }
        return scope.memory()
                ? Optional.empty()
                : Optional.of("topic '" + news.topic()
                        + "' was deleted and created again while it was read: continuing at the beginning of the"
                        + " new one");
    }

    /** Whether records of this topic are read. */
    boolean reads(String topic) {
        return read.contains(topic);
    }

    /** Whether no topic is left to read. */
    boolean nothingLeft() {
        return !read.isEmpty() && gone.containsAll(read);
    }

    /** The topics that are gone. */
    public Set<String> gone() {
        return gone;
    }

    /**
     * The partitions to read of a topic with this many, when no group assigns them.
     *
     * @throws Failure status 6 if none of those chosen exists
     */
    List<TopicPartition> partitions(String topic, int count) {
        List<TopicPartition> found = IntStream.range(0, count)
                .filter(number ->
                        scope.partitions().isEmpty() || scope.partitions().get().contains(number))
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        if (found.isEmpty()) {
            throw TopicCheck.missingPartition(
                    topic, scope.partitions().orElseThrow().iterator().next(), count);
        }
        return found;
    }

    /** Whether partitions that are added are read too. */
    boolean grows() {
        return scope.grows();
    }

    @Override
    public Optional<Uuid> id(String topic) {
        check(true);
        return watch.id(topic);
    }

    @Override
    public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
        return watch.look().extents(partitions, PATIENCE);
    }
}
