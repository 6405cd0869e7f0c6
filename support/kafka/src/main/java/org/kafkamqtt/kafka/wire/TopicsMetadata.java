package org.kafkamqtt.kafka.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.utils.LogContext;

/** What is known of the topics that are read or asked about. The reading thread owns it, as far as {@link Metadata} does not say more. */
final class TopicsMetadata extends Metadata {
    private final boolean creates;
    private Set<String> topics = Set.of();

    TopicsMetadata(ConsumerConfig config, LogContext log, ClusterResourceListeners listeners) {
        super(
                config.getLong(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG),
                config.getLong(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
                config.getLong(ConsumerConfig.METADATA_MAX_AGE_CONFIG),
                log,
                listeners);
        this.creates = config.getBoolean(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG);
    }

    /** From now on it is about these topics, and no others. */
    synchronized void about(Collection<String> wanted) {
        Set<String> before = topics;
        topics = new HashSet<>(wanted);
        if (!before.containsAll(topics)) {
            requestUpdateForNewTopics();
        }
    }

    /** And about these. */
    synchronized void alsoAbout(Collection<String> more) {
        List<String> all = new ArrayList<>(topics);
        all.addAll(more);
        about(all);
    }

    @Override
    protected synchronized MetadataRequest.Builder newMetadataRequestBuilder() {
        return MetadataRequest.Builder.forTopicNames(List.copyOf(topics), creates);
    }

    @Override
    protected synchronized boolean retainTopic(String topic, boolean isInternal, long nowMs) {
        return topics.contains(topic);
    }

    @Override
    protected boolean retainTopic(String topic, Uuid topicId, boolean isInternal, long nowMs) {
        return retainTopic(topic, isInternal, nowMs);
    }
}
