package org.kafkamqtt.mqtt.broker.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.kafka.wire.KafkaReader;

/**
 * The thread that asks where all partitions end. All questions that wait get the one answer that was asked for after them, so their number
 * costs nothing. While brokers are away it asks on. Any thread may ask and close it.
 *
 * <p>An end is the leader's high watermark: all that was acknowledged with all in-sync replicas lies before it, under another leader too
 * (KIP-207).
 */
final class EndQuestions {
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final long PAUSE_MS = 200;

    private final Numbering numbering;
    private final KafkaReader reader;
    private final NodeSide node;
    private final Thread thread = new Thread(this::run, "log-ends");
    private final NodeSide.Last noted = new NodeSide.Last();

    // Guarded by this.
    private List<Consumer<long[]>> waiting = new ArrayList<>();
    private boolean closed;

    EndQuestions(LogSettings settings, Numbering numbering, NodeSide node) {
        this.numbering = numbering;
        this.node = node;
        this.reader = Readers.open(settings.kafka(), "mqtt-broker-ends", 1 << 16);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The answer comes on the node's thread; not to be changed, others get the same. */
    synchronized void ask(Consumer<long[]> answer) {
        waiting.add(answer);
        notifyAll();
    }

    /** Ends it; waits a few seconds for that. */
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        reader.wakeup();
        Closing.join(thread);
    }

    private synchronized boolean open() {
        return !closed;
    }

    private void run() {
        try {
            while (true) {
                List<Consumer<long[]>> asked = next();
                if (asked.isEmpty()) {
                    return;
                }
                long[] ends = ends();
                node.post(() -> {
                    if (!node.ended()) {
                        asked.forEach(answer -> answer.accept(ends));
                    }
                });
            }
        } catch (InterruptedException | InterruptException | WakeupException e) {
            // Closed.
        } catch (RuntimeException | Error e) {
            if (open()) {
                node.end("cannot ask where the messages end: " + node.why(e));
            }
        } finally {
            reader.close();
        }
    }

    /** All that wait; none once it is closed. */
    private synchronized List<Consumer<long[]>> next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        List<Consumer<long[]>> asked = waiting;
        waiting = new ArrayList<>();
        return closed ? List.of() : asked;
    }

    private long[] ends() throws InterruptedException {
        while (true) {
            try {
                Map<TopicPartition, Long> found = reader.endOffsets(numbering.places(), ATTEMPT);
                long[] ends = new long[numbering.size()];
                for (int i = 0; i < ends.length; i++) {
                    Long end = found.get(numbering.place(i));
                    if (end == null) {
                        throw new IllegalStateException("no end of " + numbering.place(i));
                    }
                    ends[i] = end;
                }
                return ends;
            } catch (AuthorizationException | RetriableException e) {
                if (noted.due()) {
                    node.note("cannot ask where the messages end, trying again: " + node.why(e));
                }
                pause();
            }
        }
    }

    private synchronized void pause() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);
        while (!closed) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        throw new InterruptedException("closed");
    }
}
