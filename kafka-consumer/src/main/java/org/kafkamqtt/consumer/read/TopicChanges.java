package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.sink.Rewind;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.kafka.topic.TopicNews;

/**
 * What a run does when a topic is deleted, created again or grows under its reader. Not thread-safe; the reading thread owns it.
 */
final class TopicChanges {
    private final Feed feed;
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
            Feed feed,
            Sink sink,
            SinkWork work,
            ReadLedger ledger,
            Assignment assignment,
            Fetching fetching,
            Starts starts,
            TopicGuard topics,
            Watcher watcher,
            boolean grouped) {
        this.feed = feed;
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

    /** Does what a change of topics requires; returns the portions without those of topics that have changed. */
    List<Portion> follow(List<Portion> portions) throws IOException {
        List<Portion> left = portions;
        for (TopicNews news : topics.news(portions.stream().anyMatch(portion -> !portion.isEmpty()))) {
            if (news instanceof TopicNews.Gone) {
                watcher.said(topics.lost(news.topic()));
                leave(news.topic());
                left = without(left, news.topic());
            } else if (news instanceof TopicNews.Recreated recreated) {
                topics.renewed(recreated).ifPresent(watcher::said);
                if (topics.reads(news.topic())) {
                    renew(recreated);
                    left = without(left, news.topic());
                }
            } else if (news instanceof TopicNews.Grown grown && !grouped && topics.grows()) {
                read(grown.topic(), grown.partitions());
            }
        }
        return left;
    }

    /** There is no telling whether they are of the old or the new topic. */
    private static List<Portion> without(List<Portion> portions, String topic) {
        return portions.stream()
                .filter(portion -> !portion.topic().equals(topic))
                .toList();
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
            Set<TopicPartition> others = new HashSet<>(feed.assignment());
            others.removeAll(ours);
            feed.assign(others);
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
        more.removeAll(feed.assignment());
        Set<TopicPartition> all = new HashSet<>(feed.assignment());
        all.addAll(more);
        feed.assign(all);
        fetching.hold(more);
        assignment.placeWaiting();
        watcher.assigned(more);
    }
}
