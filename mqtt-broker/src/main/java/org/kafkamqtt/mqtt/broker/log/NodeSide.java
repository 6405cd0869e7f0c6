package org.kafkamqtt.mqtt.broker.log;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.kafkamqtt.kafka.KafkaFailure;

/** The way to the node's thread for all threads of a log, which ends with the life. Thread-safe, but for what says otherwise. */
final class NodeSide {
    private static final long NOTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final Executor node;
    private final LogOwner owner;
    private final String bootstrap;
    private volatile boolean closed;
    /** The node's thread owns it. */
    private boolean ended;

    /** The last time that one kind of thing was noted; each thread has its own. */
    static final class Last {
        private long atNs = System.nanoTime() - NOTE_NS;

        /** Whether a minute has passed since this was true last. */
        boolean due() {
            long now = System.nanoTime();
            boolean due = now - atNs >= NOTE_NS;
            atNs = due ? now : atNs;
            return due;
        }
    }

    NodeSide(Executor node, LogOwner owner, String bootstrap) {
        this.node = node;
        this.owner = owner;
        this.bootstrap = bootstrap;
    }

    /** Does it on the node's thread, after all that was posted before; not at all once the log is closed or the node gone. */
    void post(Runnable task) {
        if (closed) {
            return;
        }
        try {
            node.execute(task);
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    void note(String line) {
        post(() -> owner.note(line));
    }

    /** Ends the life, after all that was posted before. */
    void end(String line) {
        post(() -> endNow(line));
    }

    /** Ends the life. On the node's thread. */
    void endNow(String line) {
        if (!ended && !closed) {
            ended = true;
            owner.lifeEnded(line);
        }
    }

    /** Whether the life is over. On the node's thread. */
    boolean ended() {
        return ended;
    }

    /** Nothing is posted from now on. */
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    /** Why something failed, in one clause. */
    String why(Throwable cause) {
        return cause instanceof InvalidProducerEpochException || cause instanceof ProducerFencedException
                ? "fenced: another node has taken over"
                : KafkaFailure.explain(cause, bootstrap).sentence();
    }
}
