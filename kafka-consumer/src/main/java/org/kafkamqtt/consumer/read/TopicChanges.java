package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.sink.Rewind;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.topic.TopicNews;

/**
 * What a run does when a topic is deleted, created again or grows under its reader. Not thread-safe; the reading thread owns it.
 */
final class TopicChanges {
    private final Consumer<byte[], byte[]> consumer;
    private final Sink sink;
    private final SinkWork work;
    private final ReadLedger ledger;
    private final Assignment assignment;
    private final Fetching fetching;
    private final Starts starts;
    private final TopicGuard topics;
    private final Watcher watcher;
    private final boolean grouped;

    TopicChanges(
            Consumer<byte[], byte[]> consumer,
            Sink sink,
            SinkWork work,
            ReadLedger ledger,
            Assignment assignment,
            Fetching fetching,
            Starts starts,
            TopicGuard topics,
            Watcher watcher,
            boolean grouped) {
        this.consumer = consumer;
        this.sink = sink;
        this.work = work;
        this.ledger = ledger;
        this.assignment = assignment;
        this.fetching = fetching;
        this.starts = starts;
        this.topics = topics;
        this.watcher = watcher;
        this.grouped = grouped;
    }

    /** Does what a change of topics requires; returns the records without those of topics that have changed. */
    ConsumerRecords<byte[], byte[]> follow(ConsumerRecords<byte[], byte[]> records) throws IOException {
        ConsumerRecords<byte[], byte[]> left = records;
        for (TopicNews news : topics.news(!records.isEmpty())) {
            if (news instanceof TopicNews.Gone) {
                watcher.said(topics.lost(news.topic()));
                leave(news.topic());
                left = TopicGuard.without(left, news.topic());
            } else if (news instanceof TopicNews.Recreated recreated) {
                topics.renewed(recreated).ifPresent(watcher::said);
                if (topics.reads(news.topic())) {
                    renew(recreated);
                    left = TopicGuard.without(left, news.topic());
                }
            } else if (news instanceof TopicNews.Grown grown && !grouped && topics.grows()) {
                read(grown.topic(), grown.partitions());
            }
        }
        return left;
    }

    /** A topic no longer exists: what was taken of it is written, and never committed. */
    private void leave(String topic) throws IOException {
        try {
            ledger.settle(work.settle());
        } catch (Rewind e) {
            // What is void is read again, if there is anything left to read.
            assignment.rewind(e);
        }
        Set<TopicPartition> ours = ledger.holdings().of(topic);
        ours.addAll(assignment.of(topic));
        fetching.drop(ours);
        ledger.holdings().forget(ours);
        sink.forget(ours);
        work.await(() -> {
            sink.released(ours);
            sink.left(topic);
        });
        starts.renewed(topic);
        if (!grouped) {
            Set<TopicPartition> others = new HashSet<>(consumer.assignment());
            others.removeAll(ours);
            consumer.assign(others);
        }
    }

    /** Another topic has the name: it is read from its beginning. */
    private void renew(TopicNews.Recreated news) throws IOException {
        Set<TopicPartition> ours = assignment.of(news.topic());
        leave(news.topic());
        if (!grouped) {
            read(news.topic(), news.partitions());
            topics.settled(news.topic());
            return;
        }
        starts.fromBeginning(ours);
        fetching.hold(ours);
        assignment.placeWaiting();
        topics.settled(news.topic());
        // What a commit under way may have left in the group was meant for the old topic.
        starts.beginnings(ours).forEach(ledger.holdings()::handled);
        ledger.settle(work.settle());
    }

    /** Reads those partitions of the topic that are not read yet, when no group assigns them. */
    private void read(String topic, int count) throws IOException {
        Set<TopicPartition> more = new HashSet<>(topics.partitions(topic, count));
        more.removeAll(consumer.assignment());
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        all.addAll(more);
        consumer.assign(all);
        fetching.hold(more);
        assignment.placeWaiting();
        watcher.assigned(more);
    }
}
