package org.kafkamqtt.consumer;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** Who is told how reading goes; called on the reading thread. */
interface Watcher {
    void assigned(Collection<TopicPartition> partitions);

    void revoked(Collection<TopicPartition> partitions);

    void lost(Collection<TopicPartition> partitions);

    /** The files of these partitions are held by another process. */
    void waiting(Collection<TopicPartition> partitions);

    /** A commit came too late: the partitions belong to another member, which reads the records again. */
    void commitRefused(RuntimeException e);
}
