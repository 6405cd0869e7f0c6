package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Metered;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.topic.TopicNews;

/**
 * Reads records of a share group until what was asked for is done, and acknowledges each after it was written; those that were
 * not go back to the group.
 *
 * <p>The reading thread alone talks to Kafka. While the sink is busy on its own thread what has arrived meanwhile is acknowledged, and the
 * locks of the other records in hand are renewed (KIP-1222), for as long as it takes. A wish to stop only wakes up the reading thread.
 */
public final class ShareLoop {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration COMMIT = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final long MEANWHILE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long ACKNOWLEDGE_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final int DEFAULT_LOCK_MS = 30_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final Sink sink;
    private final RecordFilter filter;
    private final Limits limits;
    private final AcknowledgeType ack;
    private final Console console;
    private final Stop stop;
    private final BrokerWatch brokers;
    private final Hands hands = new SinkThread();
    /** Whether records are acknowledged while others of the same poll are under way: those given back would come again at once. */
    private final boolean bitByBit;

    private boolean renewable = true;
    private final TopicGuard topics;
    private long taken;
    private long handled;

    public ShareLoop(
            ShareConsumer<byte[], byte[]> consumer,
            Sink sink,
            RecordFilter filter,
            ReadSettings settings,
            AcknowledgeType ack,
            Console console,
            TopicGuard topics) {
        this.topics = topics;
        this.consumer = consumer;
        this.sink = sink;
        this.filter = filter;
        this.limits = settings.limits();
        this.ack = ack;
        this.bitByBit = sink instanceof Metered && ack != AcknowledgeType.RELEASE;
        this.console = console;
        this.stop = console.stop();
        this.brokers = new BrokerWatch(consumer::poll, consumer::metrics, settings.patience());
    }

    /** Reads; answers why it ended. */
    public Ending run() throws IOException {
        stop.onRequest(consumer::wakeup);
        try {
            Ending ending = read();
            if (sink.converses()) {
                finish();
            }
            return ending;
        } finally {
            hands.close();
        }
    }

    /** Brings the sink to its end; whatever it was given is acknowledged or given back by now. */
    private void finish() throws IOException {
        alone(() -> sink.finish(Map.of()));
    }

    private Ending read() throws IOException {
        long begun = System.nanoTime();
        long heard = begun;
        while (true) {
            if (stop.requested()) {
                return Ending.STOPPED;
            }
            if (taken >= limits.records()) {
                return Ending.COUNT;
            }
            ConsumerRecords<byte[], byte[]> records = brokers.poll(limits.within(POLL));
            tellOfTopics();
            if (topics.nothingLeft()) {
                return Ending.GONE;
            }
            if (!records.isEmpty()) {
                if (!handle(records)) {
                    return Ending.CLOSED_PIPE;
                }
                heard = System.nanoTime();
            } else if (sink.converses()) {
                // It says so if it is in trouble.
                alone(sink::handOver);
            }
            long now = System.nanoTime();
            if (limits.over(now - begun, now - heard)) {
                return Ending.TIMED_OUT;
            }
        }
    }

    /** Where records are is the group's own memory, which the brokers keep by the topic's ID: there is only something to say. */
    private void tellOfTopics() {
        for (TopicNews news : topics.news(false)) {
            if (news instanceof TopicNews.Gone) {
                console.say(topics.lost(news.topic()));
            } else if (news instanceof TopicNews.Recreated recreated) {
                topics.renewed(recreated).ifPresent(console::say);
            }
        }
    }

    /** Has the sink do something while no record is in hand. */
    private void alone(Hands.Deed deed) throws IOException {
        hands.begin(deed);
        try {
            stayHolder(ConsumerRecords.empty(), new Written());
            hands.rethrow();
        } catch (GivenUp e) {
            // Nothing is left that anybody waits for.
            return;
        } catch (Unfinished e) {
            throw e.failure();
        }
    }

    /** Writes and acknowledges; false if nobody reads standard output any more. */
    private boolean handle(ConsumerRecords<byte[], byte[]> records) throws IOException {
        Written written = new Written();
        try {
            long before = taken;
            hands.begin(() -> write(records, written, before));
            stayHolder(records, written);
            hands.rethrow();
            acknowledgeAll(records, written);
            return written.reader;
        } catch (ClosedPipe e) {
            acknowledgeAll(records, written);
            return false;
        } catch (GivenUp e) {
            // Stop is requested: what has arrived counts, the rest is for others.
            acknowledgeAll(records, written);
            return true;
        } catch (Unfinished e) {
            hands.begin(() -> sink.settle(Map.of()));
            stayHolder(records, written);
            acknowledgeAll(records, written);
            if (e.matters(stop.requested())) {
                throw e.failure();
            }
            return true;
        }
    }

    private void write(ConsumerRecords<byte[], byte[]> records, Written written, long before) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (before + written.wanted >= limits.records() || stop.requested()) {
                break;
            }
            boolean wanted = filter.wants(record);
            if (wanted) {
                sink.take(record);
            }
            written.add(wanted);
        }
        written.reader = delivered(before + written.wanted >= limits.records());
        written.done = true;
    }

    /** Waits for the sink; acknowledges what arrives meanwhile, and renews the locks of the other records before they run out. */
    private void stayHolder(ConsumerRecords<byte[], byte[]> records, Written written) throws IOException {
        long renewed = System.nanoTime();
        long acknowledged = renewed;
        long stopped = 0;
        while (!hands.await(MEANWHILE)) {
            long now = System.nanoTime();
            if (stop.requested()) {
                stopped = stopped == 0 ? now : stopped;
                sink.ending();
                if (now - stopped >= sink.patience().toNanos()) {
                    throw new GivenUp();
                }
            }
            if (bitByBit && now - acknowledged >= ACKNOWLEDGE_EVERY && acknowledge(records, written)) {
                commit();
                acknowledged = now;
            }
            if (renewable && now - renewed >= lockNanos() / 3) {
                renew(written.left(records));
                renewed = now;
            }
        }
    }

    private long lockNanos() {
        return TimeUnit.MILLISECONDS.toNanos(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MS));
    }

    /** Renewed records are in hand again once the client has given them out a second time. */
    private void renew(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(record -> consumer.acknowledge(record, AcknowledgeType.RENEW));
        Set<String> missing = new HashSet<>();
        records.forEach(record -> missing.add(place(record)));
        boolean refused = consumer.commitSync(COMMIT).values().stream().anyMatch(Optional::isPresent);
        long deadline = System.nanoTime() + RENEWAL.toNanos();
        while (!refused && !missing.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : brokers.poll(POLL)) {
                if (!missing.remove(place(record))) {
                    consumer.acknowledge(record, AcknowledgeType.RELEASE);
                }
            }
        }
        if (refused || !missing.isEmpty()) {
            renewable = false;
            console.say("the broker does not renew locks: what takes longer than " + lockNanos() / 1_000_000
                    + " ms comes again (share.record.lock.duration.ms)");
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /** Makes the records durable, or waits for the reader of a pipe to take them out; false if it has gone. */
    private boolean delivered(boolean last) throws IOException {
        if (sink instanceof Metered metered) {
            return metered.deliver(last, stop::requested);
        }
        sink.finish(Map.of());
        return true;
    }

    /** Acknowledges those that have arrived, and gives the others back. */
    private void acknowledgeAll(ConsumerRecords<byte[], byte[]> records, Written written) throws IOException {
        acknowledge(records, written);
        written.left(records).forEach(record -> consumer.acknowledge(record, AcknowledgeType.RELEASE));
        commit();
    }

    /** Acknowledges those that have arrived since this was done last; whether there are any. */
    private boolean acknowledge(ConsumerRecords<byte[], byte[]> records, Written written) throws IOException {
        int before = written.acknowledged;
        int arrived = written.arrived();
        for (ConsumerRecord<byte[], byte[]> record : written.left(records)) {
            if (written.acknowledged == arrived) {
                break;
            }
            boolean wanted = written.wanted(written.acknowledged++);
            consumer.acknowledge(record, wanted ? ack : AcknowledgeType.ACCEPT);
            handled++;
            taken += wanted ? 1 : 0;
        }
        return written.acknowledged > before;
    }

    private void commit() {
        try {
            tell();
        } catch (WakeupException e) {
            // The wish to stop came in the middle: it is known by now, and the acknowledgements still have to be made.
            tell();
        }
    }

    private void tell() {
        consumer.commitSync(COMMIT)
                .forEach((partition, trouble) -> trouble.ifPresent(e -> console.say("an acknowledgement for "
                        + partition.topicPartition() + " was not taken, its records come again: " + Reason.of(e))));
    }

    /** What became of the records, given how many of those that were taken failed. */
    public Tally.Counts counts(long failed) {
        return new Tally.Counts(handled, taken, taken - failed, failed, handled - taken);
    }

    /** The records of one poll that were handed to the sink, with where they end in a pipe; written on its thread. */
    private final class Written {
        /** Whether each one was wanted. */
        private final List<Boolean> records = new ArrayList<>();

        private final List<Long> ends = new ArrayList<>();
        private long wanted;
        /** How many the group was told of; the reading thread owns it. */
        private int acknowledged;

        private volatile boolean reader = true;
        private volatile boolean done;

        synchronized void add(boolean isWanted) {
            records.add(isWanted);
            wanted += isWanted ? 1 : 0;
            ends.add(sink instanceof Metered metered ? metered.taken() : 0L);
        }

        synchronized boolean wanted(int at) {
            return records.get(at);
        }

        /** Those of the records that the group was not told of. */
        List<ConsumerRecord<byte[], byte[]>> left(ConsumerRecords<byte[], byte[]> all) {
            List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
            all.forEach(left::add);
            return left.subList(acknowledged, left.size());
        }

        /** How many of them, from the first on, the reader has; without a pipe all, once they are safe. */
        synchronized int arrived() throws IOException {
            if (!(sink instanceof Metered metered)) {
                return done || sink.atOnce() ? records.size() : 0;
            }
            long arrived = metered.arrived();
            int count = 0;
            while (count < ends.size() && ends.get(count) <= arrived) {
                count++;
            }
            return count;
        }
    }
}
