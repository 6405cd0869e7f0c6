package org.kafkamqtt.consumer.group;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.console.text.Bytes;

/**
 * What a group has committed for a partition, as a file keeps it.
 *
 * @param group whose it is; empty if the file does not say
 * @param topicId of the topic at that time, by which one that was created again is told apart; if known
 * @param offset absent if nothing was committed
 * @param epoch leader epoch of the record before the offset, if known
 * @param metadata what the consumer wrote beside it; may be empty
 */
public record Kept(
        String group,
        TopicPartition partition,
        Optional<Uuid> topicId,
        OptionalLong offset,
        Optional<Integer> epoch,
        String metadata) {

    /** One of which only the offset is known. */
    static Kept bare(String group, TopicPartition partition, long offset) {
        return new Kept(group, partition, Optional.empty(), OptionalLong.of(offset), Optional.empty(), "");
    }

    /** As Kafka's client is to be given it; the offset must be there. */
    OffsetAndMetadata committed() {
        return new OffsetAndMetadata(offset.orElseThrow(), epoch, metadata);
    }

    /** The same of another offset, which no consumer committed. */
    Kept at(long other) {
        return offset.isPresent() && offset.getAsLong() == other
                ? this
                : new Kept(group, partition, topicId, OptionalLong.of(other), Optional.empty(), "");
    }

    /** Adds it as a line of JSON. */
    public void addJson(Bytes out) {
        out.add("{\"group\":").addJson(group);
        out.add(",\"topic\":").addJson(partition.topic());
        out.add(",\"topicId\":");
        topicId.ifPresentOrElse(id -> out.addJson(id.toString()), out::addJsonNull);
        out.add(",\"partition\":").addNumber(partition.partition());
        out.add(",\"offset\":");
        offset.ifPresentOrElse(out::addNumber, out::addJsonNull);
        out.add(",\"leaderEpoch\":");
        epoch.ifPresentOrElse(out::addNumber, out::addJsonNull);
        out.add(",\"metadata\":").addJson(metadata).add("}\n");
    }
}
