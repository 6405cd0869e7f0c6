package org.kafkamqtt.consumer.feed;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;

/** Records of one partition that Kafka's client has made objects of. Not thread-safe. */
final class ClientPortion implements Portion {
    private final TopicPartition partition;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final ClientView view = new ClientView();
    private final long next;
    private final int epoch;
    private int at;

    /**
     * Makes one.
     *
     * @param next where reading goes on after all of it; null if the client does not tell
     */
    ClientPortion(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, @Nullable OffsetAndMetadata next) {
        this.partition = partition;
        this.records = records;
        if (next == null) {
            ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
            this.next = last.offset() + 1;
            this.epoch = last.leaderEpoch().orElse(-1);
        } else {
            this.next = next.offset();
            this.epoch = next.leaderEpoch().orElse(-1);
        }
    }

    @Override
    public String topic() {
        return partition.topic();
    }

    @Override
    public int partition() {
        return partition.partition();
    }

    @Override
    public long firstOffset() {
        return records.isEmpty() ? next : records.get(0).offset();
    }

    @Override
    public boolean next() {
        if (at == records.size()) {
            return false;
        }
        view.of(records.get(at++));
        return true;
    }

    @Override
    public LogRecord record() {
        return view.record();
    }

    @Override
    public long nextOffset() {
        return next;
    }

    @Override
    public int nextEpoch() {
        return epoch;
    }
}
