package org.kafkamqtt.consumer.read;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.feed.Feed;

/** Is told how reading goes; called on the reading thread. */
public interface Watcher {
    default void assigned(Collection<TopicPartition> partitions) {}

    default void revoked(Collection<TopicPartition> partitions) {}

    default void lost(Collection<TopicPartition> partitions) {}

    /** The files of these partitions are held by another process. */
    default void waiting(Collection<TopicPartition> partitions) {}

    /** A commit came too late: the partitions belong to another member, which reads the records again. */
    default void commitRefused(RuntimeException e) {}

    /** Records were written and are read again by another member: they could not be committed before it got their partitions. */
    default void repeated(List<Holdings.Loss> losses) {}

    /** Records were written and not taken by their reader, or given to commands that are still running, when time was up. */
    default void leftBehind(long records) {}
    /** Something happened that the user should know. */
    default void said(String sentence) {}

    /** Records of these partitions are to be handled next, from these offsets on; all that came before are done with. */
    default void brought(Map<TopicPartition, Long> firsts) {}

    /** All that came of a partition is done with. */
    default void done(TopicPartition partition) {}

    /** After each poll, whether it brought records or not. */
    default void turn(Feed feed, long taken) {}

    /** Records of a partition were handled. */
    default void handled(Handled piece) {}

    /** Reading has ended. */
    default void ended() {}
}
