package org.kafkamqtt.consumer.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.wire.KafkaReader;

/** Our own reader as a feed: records are looked at where they lie in the brokers' answers. The reading thread owns it. */
public final class ReaderFeed implements Feed {
    private final KafkaReader reader;
    private final ReceivedBytes received;

    public ReaderFeed(KafkaReader reader) {
        this.reader = reader;
        this.received = new ReceivedBytes(reader::metrics);
    }

    @Override
    public Fetched poll(Duration wait) {
        return reader.poll(wait);
    }

    @Override
    public void wakeup() {
        reader.wakeup();
    }

    @Override
    public long received() {
        return received.count();
    }

    @Override
    public BrokerLinks links() {
        return BrokerLinks.of(reader.metrics());
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        reader.assign(partitions);
    }

    @Override
    public Set<TopicPartition> assignment() {
        return reader.assignment();
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        reader.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        reader.resume(partitions);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        reader.seek(partition, offset);
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        reader.seek(partition, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        reader.seekToBeginning(partitions);
    }

    @Override
    public long position(TopicPartition partition) {
        return reader.position(partition);
    }

    @Override
    public long position(TopicPartition partition, Duration limit) {
        return reader.position(partition, limit);
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return reader.currentLag(partition);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return reader.beginningOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return reader.endOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration limit) {
        return reader.endOffsets(partitions, limit);
    }

    @Override
    public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        return reader.offsetsForTimes(times);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration limit) {
        return reader.partitionsFor(topic, limit);
    }

    @Override
    public Set<String> topics() {
        return reader.listTopics().keySet();
    }

    @Override
    public void close(Duration limit) {
        reader.close(limit);
    }
}
