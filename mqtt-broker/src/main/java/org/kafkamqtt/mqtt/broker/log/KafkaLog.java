package org.kafkamqtt.mqtt.broker.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.append.Identity;
import org.kafkamqtt.kafka.topic.TopicNews;
import org.kafkamqtt.kafka.topic.TopicSeen;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.kafka.wire.KafkaNetwork;
import org.kafkamqtt.kafka.wire.KafkaReader;
import org.kafkamqtt.kafka.wire.TopicFound;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.mqtt.broker.node.MessageLog;
import org.kafkamqtt.mqtt.broker.session.Receipt;

/**
 * The message topics of a Kafka cluster as the log of a node, under one producer ID for its whole life.
 *
 * <p>Its topics and partitions are those that there are when it is opened. A topic that is deleted, or gets more partitions, ends the life:
 * keys would go to other partitions, and a session would see messages of one topic name out of order.
 *
 * <p>What {@link MessageLog} has is the node's thread's, which is the executor it was opened with; that runs tasks one after the other.
 * The rest is for whoever opened it.
 */
public final class KafkaLog implements MessageLog, AutoCloseable {
    private final LogSettings settings;
    private final Numbering numbering;
    private final NodeSide node;
    private final KafkaNetwork<Notes> network;
    private final Appending appending;
    private final EndQuestions ends;
    private final CatchUp catchUp;
    private final TopicWatch watch;
    /** The node's thread owns it, once it reads. */
    private volatile @Nullable TailReading tail;

    private volatile @Nullable Tail hearing;
    private volatile boolean whole;

    private KafkaLog(LogSettings settings, Numbering numbering, NodeSide node) {
        KafkaSettings kafka = settings.kafka();
        this.settings = settings;
        this.numbering = numbering;
        this.node = node;
        this.network = new KafkaNetwork<>(producer(settings, numbering.size()).properties(), false);
        this.appending = new Appending(settings, numbering, node, network, this::room);
        this.ends = new EndQuestions(settings, numbering, node);
        this.catchUp = new CatchUp(settings, numbering, node);
        this.watch = new TopicWatch(kafka);
    }

    /**
     * Opens it; returns when partitions and leaders are known. Nothing is read or appended yet.
     *
     * @param executor the node's thread
     * @throws Failure why that is not possible
     */
    public static KafkaLog open(LogSettings settings, Executor executor, LogOwner owner) throws InterruptedException {
        KafkaSettings kafka = settings.kafka();
        NodeSide node = new NodeSide(executor, owner, kafka.bootstrap());
        try {
            KafkaLog log = new KafkaLog(settings, numbering(settings), node);
            try {
                log.begin();
                return log;
            } catch (RuntimeException | InterruptedException e) {
                log.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw KafkaFailure.explain(e, kafka.bootstrap());
        }
    }

    private static Numbering numbering(LogSettings settings) {
        try (KafkaReader reader = Readers.open(settings.kafka(), "mqtt-broker-start", 1 << 16)) {
            Map<String, List<PartitionInfo>> all = reader.listTopics();
            SortedMap<String, Integer> counts = new TreeMap<>();
            for (String topic : settings.routes().kafkaTopics(all.keySet())) {
                List<PartitionInfo> partitions = all.get(topic);
                if (partitions != null && !partitions.isEmpty()) {
                    counts.put(topic, partitions.size());
                }
            }
            return new Numbering(counts);
        }
    }

    /** The properties of the appender, the user's where they do not break a promise. */
    private static KafkaSettings producer(LogSettings settings, int partitions) {
        KafkaSettings kafka = settings.kafka()
                .as(ClientKind.PRODUCER)
                .withDefault("batch.size", Integer.toString(BATCH))
                .withDefault("client.id", "mqtt-broker");
        long batch = Long.parseLong(kafka.value("batch.size").orElse("0"));
        // A batch is at least half full of what the quota counts, but for the open one and the last one before it of
        // each partition.
        long memory = 2 * settings.appendBytes() + 2L * partitions * batch;
        return kafka.with("acks", "all", OWN)
                .with("enable.idempotence", "true", OWN)
                // One request at a time carries all that came meanwhile: with five, each carries a few messages, at
                // twice the CPU.
                .with("max.in.flight.requests.per.connection", "1", OWN)
                .with("linger.ms", Long.toString(settings.lingerMs()), OWN)
                .with("buffer.memory", Long.toString(memory), OWN);
    }

    private static final int BATCH = 256 << 10;
    private static final String OWN = "mqtt-broker";

    private void begin() throws InterruptedException {
        for (String topic : numbering.counts().keySet()) {
            network.partitionsFor(topic);
        }
        watch.through(this::look);
        watch.add(numbering.counts().keySet());
        watch.onNews(() -> watch.news().forEach(this::changed));
        watch.start();
        ends.start();
        catchUp.start();
    }

    private Map<String, TopicSeen> look(Collection<String> topics, Duration limit) {
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
            TopicFound one = found.get(topic);
            seen.put(topic, one == null ? new TopicSeen.Untold() : seen(one));
        }
        return seen;
    }

    private TopicSeen seen(TopicFound topic) {
        return topic.exists() ? new TopicSeen.There(topic.id(), topic.partitions()) : new TopicSeen.Missing();
    }

    private void changed(TopicNews news) {
        String what = "the topic '" + news.topic() + "' ";
        if (news instanceof TopicNews.Grown grown) {
            what += "has " + grown.partitions() + " partitions now, so keys go to others than before";
        } else {
            what += news instanceof TopicNews.Gone ? "was deleted" : "was deleted and created again";
        }
        node.end(what + "; start the broker again");
    }

    // ---- for whoever opened it

    /** The partitions, by number. */
    public List<TopicPartition> places() {
        return numbering.places();
    }

    /** The producer ID and epoch of the life; asks for them the first time, and waits for that. */
    public Identity life() throws InterruptedException {
        return appending.appender().identity();
    }

    /** Asked each time before anything is sent: why nothing may be sent any more, which ends the life; null if it may. */
    public void endFor(Supplier<@Nullable Exception> reason) {
        appending.appender().endFor(reason);
    }

    /**
     * Begins to read the end of the log; once.
     *
     * @param from for each partition, by number, the offset of the first record that is read; one that retention has removed is noted
     */
    public void read(long[] from, Tail hears) {
        hearing = hears;
        TailReading reading = new TailReading(settings, numbering, node, from, whole, hears);
        tail = reading;
        reading.whole(whole);
        reading.start();
    }

    /** Bytes of chunks of the tail that the node's thread has not taken yet. */
    long untaken() {
        TailReading reading = tail;
        return reading == null ? 0 : reading.untaken();
    }

    /** Whether changes of the topics are noticed from now on. */
    boolean watching() {
        return watch.begun();
    }

    // ---- the node's thread

    @Override
    public int partitions() {
        return numbering.size();
    }

    @Override
    public boolean append(Message message, Receipt receipt) {
        return appending.append(message, receipt);
    }

    /**
     * Appends a record that is no message, without headers, with the time of now. On the node's thread.
     *
     * @param value null for none: a tombstone
     * @return false if there is no memory for it now: nothing was done
     */
    public boolean append(String topic, int partition, byte[] key, byte @Nullable [] value, RecordReceipt receipt) {
        return appending.append(topic, partition, key, value, receipt);
    }

    /** Does something on the node's thread as soon as the fate of all that was appended is known. On the node's thread. */
    public void whenSettled(Runnable deed) {
        appending.whenSettled(deed);
    }

    /** The message topics, each with its number of partitions. */
    public Map<String, Integer> counts() {
        return numbering.counts();
    }

    private void room() {
        Tail hears = hearing;
        if (hears != null) {
            hears.room();
        }
    }

    @Override
    public void ends(Consumer<long[]> answer) {
        ends.ask(answer);
    }

    @Override
    public void read(int partition, long offset, Consumer<Chunk> answer) {
        catchUp.ask(partition, offset, answer);
    }

    @Override
    public void wanted(boolean all) {
        whole = all;
        TailReading reading = tail;
        if (reading != null) {
            reading.whole(all);
        }
    }

    /** Ends all that is on its way, without another word to anybody; takes some seconds at most. Not on the node's thread. */
    @Override
    public void close() {
        node.close();
        TailReading reading = tail;
        if (reading != null) {
            reading.close();
        }
        ends.close();
        catchUp.close();
        watch.close();
        appending.close();
    }
}
