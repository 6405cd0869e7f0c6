package org.kafkamqtt.consumer.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;

/** Kafka's own client as a feed: its records are objects already, at which views look. The reading thread owns it. */
public final class ClientFeed implements Feed {
    private final Consumer<byte[], byte[]> consumer;
    private final ReceivedBytes received;

    public ClientFeed(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.received = new ReceivedBytes(consumer::metrics);
    }

    @Override
    public Fetched poll(Duration wait) {
        return fetched(consumer.poll(wait));
    }

    private static Fetched fetched(ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> partitions = new LinkedHashSet<>(records.partitions());
        partitions.addAll(records.nextOffsets().keySet());
        if (partitions.isEmpty()) {
            return Fetched.NONE;
        }
        List<Portion> portions = new ArrayList<>(partitions.size());
        for (TopicPartition partition : partitions) {
            portions.add(new ClientPortion(
                    partition, records.records(partition), records.nextOffsets().get(partition)));
        }
        return () -> portions;
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public long received() {
        return received.count();
    }

    @Override
    public BrokerLinks links() {
        return BrokerLinks.of(consumer.metrics());
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
    }

    @Override
    public Set<TopicPartition> assignment() {
        return consumer.assignment();
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        consumer.resume(partitions);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        consumer.seek(partition, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
    }

    @Override
    public long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    @Override
    public long position(TopicPartition partition, Duration limit) {
        return consumer.position(partition, limit);
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return consumer.currentLag(partition);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration limit) {
        return consumer.endOffsets(partitions, limit);
    }

    @Override
    public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        return consumer.offsetsForTimes(times);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration limit) {
        return nonNull(consumer.partitionsFor(topic, limit));
    }

    private static List<PartitionInfo> nonNull(@Nullable List<PartitionInfo> found) {
        return found == null ? List.of() : found;
    }

    @Override
    public Set<String> topics() {
        return consumer.listTopics().keySet();
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        consumer.subscribe(topics, listener);
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        consumer.subscribe(topics, listener);
    }

    @Override
    public Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return consumer.committed(partitions);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration limit) {
        consumer.commitSync(offsets, limit);
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
        return consumer.groupMetadata();
    }

    @Override
    public void close(Duration limit) {
        consumer.close(CloseOptions.timeout(limit));
    }
}
