package org.kafkamqtt.mqtt.broker.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;
import org.kafkamqtt.kafka.wire.KafkaReader;
import org.kafkamqtt.mqtt.broker.node.Chunk;
import org.kafkamqtt.mqtt.broker.node.MessageLog;
import org.kafkamqtt.mqtt.broker.route.Routes;

/**
 * The thread that reads the end of all partitions and hands chunks to the node's thread; it waits while that has not taken what was
 * handed over.
 *
 * <p>Whether chunks are whole is asked after their records have come and before they are looked at. So the records of a sparse chunk were
 * stable when the answer still was no; whoever then says yes and after that asks where the log ends hears of an end that is not before
 * them, and every chunk that reaches beyond this end is whole.
 *
 * <p>Any thread may set {@link #whole} and close it.
 */
final class TailReading {
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final long PAUSE_MS = 500;
    /** For so long nothing is read while nobody has subscribed to anything: larger answers, and fewer. */
    private static final long REST_MS = 20;
    /** Bytes of one partition in one answer. */
    private static final int PARTITION = 1 << 20;
    /** Bytes of chunks that are handed over together, about. */
    private static final int TOGETHER = 1 << 20;
    /** What a chunk counts beside its messages, so that empty ones count. */
    private static final int CHUNK = 256;

    private final Numbering numbering;
    private final KafkaReader reader;
    private final NodeSide node;
    private final MessageLog.Tail tail;
    private final Untaken untaken;
    private final Map<String, ChunkMaker> makers = new HashMap<>();
    private final long[] next;
    private final Thread thread = new Thread(this::run, "log-tail");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final NodeSide.Last noted = new NodeSide.Last();
    private final NodeSide.Last notedNameless = new NodeSide.Last();
    private volatile boolean whole;
    private final Semaphore wanted = new Semaphore(0);

    // The tail's thread owns these.
    private List<Chunk> made = new ArrayList<>();
    private long madeBytes;
    private long nameless;

    /**
     * A tail that does not read yet.
     *
     * @param from for each partition the offset at which it begins
     */
    TailReading(
            LogSettings settings,
            Numbering numbering,
            NodeSide node,
            long[] from,
            boolean whole,
            MessageLog.Tail tail) {
        this.numbering = numbering;
        this.node = node;
        this.tail = tail;
        this.next = from.clone();
        this.whole = whole;
        this.untaken = new Untaken(settings.tailBytes());
        this.reader = Readers.open(settings.kafka(), "mqtt-broker-tail", PARTITION);
        Routes routes = settings.routes();
        numbering
                .counts()
                .keySet()
                .forEach(topic -> makers.put(topic, new ChunkMaker(routes, topic, () -> nameless++)));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether chunks are whole from now on. */
    void whole(boolean all) {
        whole = all;
        wanted.release();
    }

    long untaken() {
        return untaken.bytes();
    }

    /** Ends it; waits a few seconds for that. */
    void close() {
        closed.countDown();
        untaken.close();
        wanted.release();
        reader.wakeup();
        Closing.join(thread);
    }

    private boolean open() {
        return closed.getCount() > 0;
    }

    private void run() {
        try {
            reader.assign(numbering.places());
            for (int i = 0; i < next.length; i++) {
                reader.seek(numbering.place(i), next[i]);
            }
            while (open()) {
                step();
            }
        } catch (InterruptedException | InterruptException | WakeupException e) {
            // Closed.
        } catch (RuntimeException | Error e) {
            if (open()) {
                node.end("cannot read the messages: " + node.why(e));
            }
        } finally {
            reader.close();
        }
    }

    private void step() throws InterruptedException {
        try {
            round();
        } catch (OffsetOutOfRangeException e) {
            for (TopicPartition partition : e.partitions()) {
                missed(partition);
            }
        } catch (AuthorizationException | RetriableException e) {
            if (noted.due()) {
                node.note("cannot read the messages, trying again: " + node.why(e));
            }
            closed.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void round() throws InterruptedException {
        try (Fetched fetched = reader.poll(POLL)) {
            boolean all = whole;
            for (Portion portion : fetched.portions()) {
                take(portion, all);
            }
            handOver();
        }
        noteNameless();
        rest();
    }

    /** Until somebody wants all messages, or for a moment. */
    private void rest() throws InterruptedException {
        wanted.drainPermits();
        if (!whole && open()) {
            wanted.tryAcquire(REST_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void take(Portion portion, boolean all) throws InterruptedException {
        int number = numbering.number(portion.topic(), portion.partition());
        ChunkMaker maker = makers.get(portion.topic());
        if (maker == null) {
            throw new IllegalStateException(portion.topic() + " is not read");
        }
        maker.make(portion, number, next[number], all, this::add);
        next[number] = portion.nextOffset();
    }

    private void add(Chunk chunk) {
        made.add(chunk);
        madeBytes += CHUNK + chunk.bytes();
        if (madeBytes >= TOGETHER) {
            try {
                handOver();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private void handOver() throws InterruptedException {
        List<Chunk> chunks = made;
        long bytes = madeBytes;
        if (chunks.isEmpty()) {
            return;
        }
        made = new ArrayList<>();
        madeBytes = 0;
        if (untaken.add(bytes)) {
            node.post(() -> arrived(chunks, bytes));
        }
    }

    /** On the node's thread. */
    private void arrived(List<Chunk> chunks, long bytes) {
        if (!node.ended()) {
            chunks.forEach(tail::arrived);
        }
        untaken.taken(bytes);
    }

    private void noteNameless() {
        if (nameless > 0 && notedNameless.due()) {
            node.note("left out " + nameless + (nameless == 1 ? " record" : " records")
                    + " whose key is no MQTT topic name, or one of another route");
            nameless = 0;
        }
    }

    /** The log does not have an offset: it was removed, or is not there yet. */
    private void missed(TopicPartition partition) {
        int number = numbering.number(partition.topic(), partition.partition());
        long begin = Readers.beginning(reader, partition);
        if (begin <= next[number]) {
            throw new KafkaException(partition + " ends at offset " + Readers.end(reader, partition)
                    + ", but has been read up to " + next[number] + "; was it deleted, or has a replica lost records?");
        }
        node.note("retention has removed " + (begin - next[number]) + " offsets of " + partition
                + " before this node read them");
        next[number] = begin;
        reader.seek(partition, begin);
    }
}
