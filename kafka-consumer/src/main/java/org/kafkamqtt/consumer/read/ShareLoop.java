package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.consumer.feed.BrokerWatch;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.topic.TopicNews;

/**
 * Reads records of a share group until what was asked for is done, and acknowledges each after it was written; those that were
 * not go back to the group.
 *
 * <p>The reading thread owns it and is the only one to talk to Kafka. While the sink is busy on its own thread, what has arrived
 * meanwhile is acknowledged, and the {@link Locks} of the other records in hand are renewed, for as long as it takes. A request to
 * stop only wakes up the reading thread.
 */
public final class ShareLoop {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long MEANWHILE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long ACKNOWLEDGE_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final ShareConsumer<byte[], byte[]> consumer;
    private final Sink sink;
    private final Hands hands;
    private final RecordFilter filter;
    private final Limits limits;
    private final Console console;
    private final Stop stop;
    private final TopicGuard topics;
    private final Consumer<Tally.Counts> counted;
    private final LongSupplier clock;
    private final BrokerWatch<ConsumerRecords<byte[], byte[]>> brokers;
    private final Locks locks;
    private final Counts counts = new Counts();
    private final Acknowledgements acknowledgements;
    /** Whether records are acknowledged while others of the same poll are under way: those given back would come again at once. */
    private final boolean bitByBit;

    /** @param counted hears again and again what became of the records so far */
    public ShareLoop(
            ShareConsumer<byte[], byte[]> consumer,
            Sink sink,
            RecordFilter filter,
            ReadSettings settings,
            AcknowledgeType ack,
            Console console,
            TopicGuard topics,
            Consumer<Tally.Counts> counted) {
        this(consumer, sink, new SinkThread(), filter, settings, ack, console, topics, counted, System::nanoTime);
    }

    /** For tests: with given hands and a given clock. */
    ShareLoop(
            ShareConsumer<byte[], byte[]> consumer,
            Sink sink,
            Hands hands,
            RecordFilter filter,
            ReadSettings settings,
            AcknowledgeType ack,
            Console console,
            TopicGuard topics,
            Consumer<Tally.Counts> counted,
            LongSupplier clock) {
        this.consumer = consumer;
        this.sink = sink;
        this.hands = hands;
        this.filter = filter;
        this.limits = settings.limits();
        this.console = console;
        this.stop = console.stop();
        this.topics = topics;
        this.counted = counted;
        this.clock = clock;
        this.bitByBit = sink.meter().isPresent() && ack != AcknowledgeType.RELEASE;
        this.brokers = BrokerWatch.of(consumer, settings.patience(), clock);
        this.locks = new Locks(consumer, brokers, clock, console::say);
        this.acknowledgements = new Acknowledgements(consumer, ack, counts, console::say);
    }

    /** Reads; returns why it ended. */
    public Ending run() throws IOException {
        stop.onRequest(consumer::wakeup);
        try {
            Ending ending = read();
            if (sink.converses()) {
                finish();
            }
            counted.accept(counts(0));
            return ending;
        } finally {
            hands.close();
        }
    }

    /** Finishes the sink; whatever it was given has been acknowledged or given back by now. */
    private void finish() throws IOException {
        alone(() -> sink.finish(Map.of()));
    }

    private Ending read() throws IOException {
        long begun = clock.getAsLong();
        long heard = begun;
        while (true) {
            if (stop.requested()) {
                return Ending.STOPPED;
            }
            if (counts.taken() >= limits.records()) {
                return Ending.COUNT;
            }
            long asked = clock.getAsLong();
            ConsumerRecords<byte[], byte[]> records = brokers.poll(limits.within(POLL));
            locks.polled(asked, records.isEmpty());
            tellOfTopics();
            counted.accept(counts(0));
            if (topics.nothingLeft()) {
                return Ending.GONE;
            }
            if (!records.isEmpty()) {
                if (!handle(locks.secured(records))) {
                    return Ending.CLOSED_PIPE;
                }
                heard = clock.getAsLong();
            } else if (sink.converses()) {
                // It reports any trouble.
                alone(sink::handOver);
            }
            long now = clock.getAsLong();
            if (limits.over(now - begun, now - heard)) {
                return Ending.TIMED_OUT;
            }
        }
    }

    /** The group's positions are kept by the brokers under the topic's ID: all there is to do is to report the news. */
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
            stayHolder(new Handed(List.of(), sink));
            hands.rethrow();
        } catch (GivenUp e) {
            // Nothing is left to wait for.
            return;
        } catch (Unfinished e) {
            throw e.failure();
        }
    }

    /** Writes and acknowledges; false if standard output no longer has a reader. */
    private boolean handle(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
        Handed handed = new Handed(records, sink);
        long most = limits.records() - counts.taken();
        try {
            hands.begin(() -> handed.write(filter, most, stop));
            stayHolder(handed);
            hands.rethrow();
            acknowledgements.acknowledgeAll(handed);
            return handed.hasReader();
        } catch (ClosedPipe e) {
            acknowledgements.acknowledgeAll(handed);
            return false;
        } catch (GivenUp e) {
            // Stop is requested: what has arrived counts, the rest is for others.
            acknowledgements.acknowledgeAll(handed);
            return true;
        } catch (Unfinished e) {
            hands.begin(() -> sink.settle(Map.of()));
            stayHolder(handed);
            acknowledgements.acknowledgeAll(handed);
            if (e.matters(stop.requested())) {
                throw e.failure();
            }
            return true;
        }
    }

    /** Waits for the sink; acknowledges what arrives meanwhile, and renews the locks of the other records before they run out. */
    private void stayHolder(Handed handed) throws IOException {
        Haste haste = new Haste(stop, clock, Long.MAX_VALUE);
        long acknowledged = clock.getAsLong();
        while (!hands.await(MEANWHILE)) {
            if (haste.near()) {
                sink.ending();
                if (haste.outlasts(sink.patience())) {
                    throw new GivenUp();
                }
            }
            long now = clock.getAsLong();
            if (bitByBit && now - acknowledged >= ACKNOWLEDGE_EVERY && acknowledgements.acknowledge(handed)) {
                acknowledged = now;
            }
            locks.renewIfDue(handed.left());
        }
    }

    /** How many records were written and are delivered again all the same. */
    public long repeats() {
        return acknowledgements.repeats();
    }

    /** What became of the records, given how many of those that were taken failed. */
    public Tally.Counts counts(long failed) {
        return counts.tally(failed);
    }
}
