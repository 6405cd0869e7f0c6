package org.kafkamqtt.consumer.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.consumer.feed.BrokerWatch;
import org.kafkamqtt.consumer.feed.ClientFeed;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.CommitPolicy;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.topic.MetadataTicks;
import org.kafkamqtt.kafka.topic.TopicWatch;

/** A member of a group with three records to read, whose sink takes as long as a test says; time is a number that waiting moves. */
final class SlowMember {
    static final TopicPartition ZERO = new TopicPartition("t", 0);
    static final TopicPartition ONE = new TopicPartition("t", 1);
    static final Duration POLL_INTERVAL = Duration.ofSeconds(6);

    final Stop stop = new Stop();
    final List<RuntimeException> refusals = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    final List<String> taken = new ArrayList<>();
    final Group group = new Group();
    final SlowHands hands = new SlowHands();
    final Lender lender = new Lender(new ClientFeed(group), hands::busy);
    Sink sink = new Recorder();
    Map<TopicPartition, OffsetAndMetadata> read = Map.of();
    Runnable everyWait = () -> {};
    String commitEvery = "1s";
    long secondsForRecords;
    int pollsWhilePaused;
    long now;

    SlowMember() {
        group.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
        group.updateEndOffsets(Map.of(ZERO, 3L, ONE, 0L));
        group.schedulePollTask(() -> {
            group.rebalance(List.of(ZERO));
            records(ZERO, 0, 1, 2);
        });
    }

    /** A loop that reads to the end. */
    ReadLoop loop() {
        return loop(Limits.NONE, true);
    }

    ReadLoop loop(Limits limits, boolean toTheEnd) {
        Feed feed = lender.feed();
        Starts starts = new Starts(feed, OffsetPlan.DEFAULT, Map.of(), true, toTheEnd);
        ReadLoop loop = new ReadLoop(
                feed, sink, hands, starts, RecordFilter.ALL, settings(limits), stop, new Ear(), untold(), () -> now);
        group.subscribe(List.of("t"), loop.listener());
        return loop;
    }

    ReadSettings settings(Limits limits) {
        return new ReadSettings(
                limits,
                true,
                CommitPolicy.parse(commitEvery),
                new BrokerWatch.Patience(Long.MAX_VALUE, "broker"),
                POLL_INTERVAL);
    }

    /** Nobody tells anything of topics. */
    static TopicGuard untold() {
        KafkaSettings none = new KafkaSettings(ClientKind.CONSUMER, new TreeMap<>(), Duration.ofSeconds(1), false);
        return new TopicGuard(
                new TopicWatch(none),
                new MetadataTicks(),
                new TopicGuard.Scope(Optional.empty(), false, List.of(), false));
    }

    /** Something that happens in the next poll that has nothing before it. */
    void then(Runnable event) {
        group.schedulePollTask(event);
    }

    /** All is taken away and given back, as the classic protocol does, with something of others in between. */
    void comesBack(ReadLoop loop, Runnable between) {
        loop.listener().onPartitionsRevoked(List.of(ZERO));
        between.run();
        group.seek(ZERO, Math.max(0, stored(ZERO)));
        loop.listener().onPartitionsAssigned(List.of(ZERO));
    }

    void records(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            group.addRecord(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[0], "v".getBytes(UTF_8)));
        }
    }

    long stored(TopicPartition partition) {
        OffsetAndMetadata offset = group.stored.get(partition);
        return offset == null ? -1 : offset.offset();
    }

    double seconds() {
        return now / 1e9;
    }

    /** A group that refuses commits as it is told. */
    final class Group extends MockConsumer<byte[], byte[]> {
        /** Beyond the assignment, unlike that of the mock. */
        private final Map<TopicPartition, OffsetAndMetadata> stored = new HashMap<>();

        Group() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration wait) {
            pollsWhilePaused += !assignment().isEmpty() && paused().containsAll(assignment()) ? 1 : 0;
            ConsumerRecords<byte[], byte[]> records = super.poll(wait);
            now += records.isEmpty() ? wait.toNanos() : 0;
            return records;
        }

        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration limit) {
            if (!refusals.isEmpty()) {
                throw refusals.remove(0);
            }
            stored.putAll(offsets);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> asked = new HashMap<>(stored);
            asked.keySet().retainAll(partitions);
            return asked;
        }
    }

    /** Hands that are not done before a time. */
    final class SlowHands implements Hands {
        private final Trouble trouble = new Trouble();
        long readyAt;

        @Override
        public void begin(Deed deed) {
            trouble.watch(deed);
        }

        @Override
        public boolean await(long nanos) {
            if (now < readyAt) {
                pause(Math.min(nanos, readyAt - now));
            }
            return now >= readyAt;
        }

        boolean busy() {
            return now < readyAt;
        }

        @Override
        public void pause(long nanos) {
            now += nanos;
            everyWait.run();
        }

        @Override
        public boolean failed() {
            return trouble.present();
        }

        @Override
        public void rethrow() throws IOException {
            trouble.rethrow();
        }

        @Override
        public void close() {}
    }

    /** Keeps what it takes, and is slow with what it takes first. */
    class Recorder implements Sink {
        @Override
        public void take(LogRecord record) throws IOException {
            taken.add(record.partition() + ":" + record.offset());
            hands.readyAt = Math.max(hands.readyAt, now + TimeUnit.SECONDS.toNanos(secondsForRecords));
            secondsForRecords = 0;
        }

        @Override
        public void handOver() {}

        @Override
        public Map<TopicPartition, OffsetAndMetadata> survivors() {
            return read;
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
                throws IOException {
            return positions;
        }

        @Override
        public void close() {}
    }

    private final class Ear implements Watcher {
        @Override
        public void repeated(List<Holdings.Loss> losses) {
            losses.forEach(loss -> said.add(loss.records() + " of " + loss.partition()));
        }

        @Override
        public void waiting(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> said.add(partition + " waits"));
        }

        @Override
        public void leftBehind(long records) {
            said.add(records + " left behind");
        }
    }
}
