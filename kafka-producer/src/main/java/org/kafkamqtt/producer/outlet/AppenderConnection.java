package org.kafkamqtt.producer.outlet;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.PartitionInfo;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.append.AppendSettings;
import org.kafkamqtt.kafka.append.Appender;
import org.kafkamqtt.kafka.append.AppenderClosed;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Outcomes;
import org.kafkamqtt.kafka.contact.FirstContact;
import org.kafkamqtt.kafka.topic.TopicSeen;
import org.kafkamqtt.kafka.wire.KafkaCodec;
import org.kafkamqtt.kafka.wire.KafkaNetwork;
import org.kafkamqtt.kafka.wire.TopicFound;
import org.kafkamqtt.producer.cluster.ClientSettings;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.ledger.Notes;
import org.kafkamqtt.producer.ledger.NotesPool;

/** A run that sends through an {@link Appender} of its own. Guarded as {@link Connection} is. */
public final class AppenderConnection implements Connection {
    private static final Duration SETTLE = Duration.ofSeconds(20);

    private final KafkaSettings settings;
    private final KafkaNetwork<Notes> network;
    private final AppendSettings appending;
    private final NotesPool pool = new NotesPool();
    private final Appender<Notes> appender;
    private volatile @Nullable Outcomes<Notes> receiver;

    private AppenderConnection(KafkaSettings settings) {
        this.settings = settings;
        this.network = new KafkaNetwork<>(settings.properties());
        this.appending = network.settings();
        this.appender =
                new Appender<>(appending, KafkaCodec.of(settings).orElse(null), network, new Receiver(), pool::take);
    }

    /**
     * Connects.
     *
     * @throws Failure naming the obstacle, within the connect timeout
     */
    public static AppenderConnection open(KafkaSettings settings, Console console) {
        return FirstContact.clientFor(
                settings, console.stop(), () -> new AppenderConnection(settings), AppenderConnection::close);
    }

    /** Passes on what became of records; nothing is added before the receiver is set. */
    private final class Receiver implements Outcomes<Notes> {
        @Override
        public void arrived(Batch<Notes> batch, long baseOffset, long logAppendTime) {
            known().arrived(batch, baseOffset, logAppendTime);
        }

        @Override
        public void failed(Batch<Notes> batch, int from, int count, Exception cause, boolean perhapsArrived) {
            known().failed(batch, from, count, cause, perhapsArrived);
        }

        private Outcomes<Notes> known() {
            Outcomes<Notes> known = receiver;
            if (known == null) {
                throw new IllegalStateException("nobody hears what became of records");
            }
            return known;
        }
    }

    /** Sets who hears what became of records, before the first is added. */
    void report(Outcomes<Notes> outcomes) {
        receiver = outcomes;
    }

    NotesPool pool() {
        return pool;
    }

    Appender<Notes> appender() {
        return appender;
    }

    /** How many partitions a topic has by now; 0 if that is not known. */
    public int partitionCount(String topic) {
        return network.partitionCount(topic);
    }

    /** Whether nothing is on its way to a partition, so that a record to it would leave soon. */
    public boolean quiet(String topic, int partition) {
        return appender.lane(topic, partition).quiet();
    }

    /** Looks at topics through the network that sends. Any thread may look; an interrupt ends it without an answer. */
    public Map<String, TopicSeen> look(Collection<String> topics, Duration limit) {
        Map<String, TopicFound> found = Map.of();
        try {
            found = network.find(topics).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // No answer in time.
        }
        Map<String, TopicSeen> seen = new HashMap<>();
        for (String topic : topics) {
            seen.put(topic, seen(found.get(topic)));
        }
        return seen;
    }

    private static TopicSeen seen(@Nullable TopicFound topic) {
        if (topic == null) {
            return new TopicSeen.Untold();
        }
        return topic.exists() ? new TopicSeen.There(topic.id(), topic.partitions()) : new TopicSeen.Missing();
    }

    /** Bytes of a full batch. */
    public int batchSize() {
        return appending.batchSize();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) throws InterruptedException {
        return network.partitionsFor(topic);
    }

    @Override
    public void fit(int partitions) {
        appender.batchSize(Integer.parseInt(
                ClientSettings.fitting(settings, partitions).value("batch.size").orElse("16384")));
    }

    @Override
    public void settle(Stop stop) {
        stop.onRequest(() -> appender.limit(SETTLE));
        flush();
    }

    @Override
    public void flush() {
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                appender.flush();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void abandon() {
        appender.abandon(new AppenderClosed());
    }

    @Override
    public BrokerLinks links() {
        return network.links();
    }

    @Override
    public void close() {
        appender.close();
    }
}
