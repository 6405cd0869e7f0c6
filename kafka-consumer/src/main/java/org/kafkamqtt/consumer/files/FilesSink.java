package org.kafkamqtt.consumer.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * One file per partition, each record in it exactly once, whatever happens to the process or the group. Not thread-safe; the owner
 * of the sink owns it.
 */
public final class FilesSink implements Sink {
    private final FilePlan plan;
    private final RecordFormat format;
    private final TopicFacts facts;
    private final Consumer<String> say;
    private final Map<TopicPartition, PartitionFile> files = new HashMap<>();
    private String lastTopic = "";
    private int lastPartition = -1;
    private @Nullable PartitionFile last;
    private boolean full;

    /**
     * Makes the sink.
     *
     * @param say tells the user if a topic is not as it was left
     */
    public FilesSink(FilePlan plan, RecordFormat format, TopicFacts facts, Consumer<String> say) {
        this.facts = facts;
        this.say = say;
        this.plan = plan;
        this.format = format;
    }

    @Override
    public void take(LogRecord record) throws IOException {
        PartitionFile file = file(record);
        file.take(format, record);
        full = file.full();
    }

    @Override
    public boolean full() {
        return full;
    }

    private PartitionFile file(LogRecord record) {
        PartitionFile file = last;
        if (file == null
                || record.partition() != lastPartition
                || !record.topic().equals(lastTopic)) {
            file = files.get(new TopicPartition(record.topic(), record.partition()));
            if (file == null) {
                throw new IllegalStateException("no file for " + record.topic() + "-" + record.partition());
            }
            last = file;
            lastTopic = record.topic();
            lastPartition = record.partition();
        }
        return file;
    }

    @Override
    public void handOver() {}

    /** What a checkpoint does not count is cut off when the file is opened again. */
    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public boolean wantsToSettle() throws IOException {
        for (PartitionFile file : files.values()) {
            if (file.due()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        full = false;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> position : positions.entrySet()) {
            PartitionFile file = files.get(position.getKey());
            if (file != null) {
                file.settle(position.getValue().offset());
            }
        }
        return positions;
    }

    @Override
    public Assigned assigned(Collection<TopicPartition> partitions) throws IOException {
        Map<TopicPartition, Long> known = new HashMap<>();
        List<TopicPartition> waiting = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            PartitionFile file = files.get(partition);
            if (file == null) {
                file = PartitionFile.open(plan, partition, facts, say).orElse(null);
            }
            if (file == null) {
                waiting.add(partition);
                continue;
            }
            files.put(partition, file);
            file.next().ifPresent(next -> known.put(partition, next));
        }
        return new Assigned(known, waiting);
    }

    @Override
    public void released(Collection<TopicPartition> partitions) throws IOException {
        last = null;
        full = false;
        for (TopicPartition partition : partitions) {
            PartitionFile file = files.remove(partition);
            if (file != null) {
                file.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        released(List.copyOf(files.keySet()));
    }
}
