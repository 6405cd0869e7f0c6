package org.kafkamqtt.consumer.dedupe;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.sink.AroundSink;
import org.kafkamqtt.consumer.sink.Sink;

/** A sink whose checkpoints carry what has been seen of each partition. Not thread-safe; the owner of the sink owns it. */
final class DedupeSink extends AroundSink {
    private final Dedupe dedupe;

    DedupeSink(Sink sink, Dedupe dedupe) {
        super(sink);
        this.dedupe = dedupe;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        save(positions);
        Map<TopicPartition, OffsetAndMetadata> settled = super.settle(positions);
        purge(positions);
        return settled;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        save(positions);
        return super.finish(positions);
    }

    @Override
    public void left(String topic) {
        dedupe.forget(topic);
    }

    private void save(Map<TopicPartition, OffsetAndMetadata> positions) throws IOException {
        for (TopicPartition partition : positions.keySet()) {
            dedupe.save(partition);
        }
    }

    private void purge(Map<TopicPartition, OffsetAndMetadata> positions) throws IOException {
        for (Map.Entry<TopicPartition, OffsetAndMetadata> position : positions.entrySet()) {
            dedupe.purge(position.getKey(), position.getValue().offset());
        }
    }

    @Override
    public Assigned assigned(Collection<TopicPartition> partitions) throws IOException {
        Assigned answer = super.assigned(partitions);
        for (TopicPartition partition : partitions) {
            if (!answer.waiting().contains(partition)) {
                dedupe.load(partition, answer.known().getOrDefault(partition, 0L));
            }
        }
        return answer;
    }

    @Override
    public void released(Collection<TopicPartition> partitions) throws IOException {
        for (TopicPartition partition : partitions) {
            dedupe.release(partition);
        }
        super.released(partitions);
    }

    @Override
    public void close() throws IOException {
        dedupe.close();
        super.close();
    }
}
