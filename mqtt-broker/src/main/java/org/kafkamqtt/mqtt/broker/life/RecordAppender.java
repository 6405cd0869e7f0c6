package org.kafkamqtt.mqtt.broker.life;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.append.Appender;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Outcomes;
import org.kafkamqtt.kafka.append.Span;
import org.kafkamqtt.kafka.wire.KafkaNetwork;
import org.kafkamqtt.kafka.wire.TopicFound;

/**
 * Appends single records under a producer ID of its own that never changes, and tells of each what became of it. Guarded as
 * {@link LifeLog} is; any thread may close it, or call what says so.
 */
final class RecordAppender implements LifeLog, AutoCloseable {
    private final KafkaNetwork<List<Outcome>> network;
    private final Appender<List<Outcome>> appender;
    private final Executor node;

    /**
     * Connects to nothing yet.
     *
     * @param settings of a producer
     * @param node runs what it is given on the node's thread
     */
    RecordAppender(KafkaSettings settings, Executor node) {
        this.node = node;
        this.network = new KafkaNetwork<>(settings.properties(), false);
        this.appender =
                new Appender<>(network.settings().withFixedIdentity(), null, network, new Reports(), ArrayList::new);
    }

    /** Passes on what became of records. */
    private final class Reports implements Outcomes<List<Outcome>> {
        @Override
        public void arrived(Batch<List<Outcome>> batch, long baseOffset, long logAppendTime) {
            List<Outcome> outcomes = outcomes(batch);
            post(() -> outcomes.forEach(Outcome::stored));
        }

        @Override
        public void failed(Batch<List<Outcome>> batch, int from, int count, Exception cause, boolean perhapsArrived) {
            List<Outcome> outcomes = outcomes(batch).subList(from, from + count);
            post(() -> outcomes.forEach(outcome -> outcome.failed(cause)));
        }
    }

    private static List<LifeLog.Outcome> outcomes(Batch<List<Outcome>> batch) {
        List<Outcome> outcomes = new ArrayList<>(batch.count());
        for (Span<List<Outcome>> span : batch.spans()) {
            outcomes.addAll(span.notes().subList(span.first(), span.first() + span.count()));
        }
        return outcomes;
    }

    private void post(Runnable deed) {
        try {
            node.execute(deed);
        } catch (RejectedExecutionException e) {
            // The node is gone: nobody asks any more.
        }
    }

    @Override
    public long producerId() throws InterruptedException {
        return appender.identity().producerId();
    }

    /** What is asked each time before anything is sent, see {@link Appender#endFor}. Any thread may call it. */
    void endFor(Supplier<@Nullable Exception> reason) {
        appender.endFor(reason);
    }

    /** Why nothing can be appended any more, null if it can. Any thread may ask. */
    @Nullable
    Exception failure() {
        return appender.failure();
    }

    @Override
    public boolean append(String topic, int partition, byte[] key, byte @Nullable [] value, Outcome outcome) {
        return append(topic, partition, System.currentTimeMillis(), key, value, List.of(), outcome);
    }

    /**
     * Appends a record.
     *
     * @param timestamp milliseconds since 1970
     * @return false if there is no room for it now: nothing was done
     */
    boolean append(
            String topic,
            int partition,
            long timestamp,
            byte[] key,
            byte @Nullable [] value,
            List<Header> headers,
            Outcome outcome) {
        appender.resume();
        try {
            Batch<List<Outcome>> batch = appender.offer(
                    appender.lane(topic, partition),
                    Appender.nowMs(),
                    timestamp,
                    key,
                    0,
                    key.length,
                    value,
                    0,
                    value == null ? -1 : value.length,
                    headers);
            if (batch == null) {
                return false;
            }
            batch.notes().add(outcome);
            return true;
        } finally {
            // Lent, so that it leaves by itself: at once if its partition is quiet, or else with those that follow.
            appender.pause();
        }
    }

    /** Asks the cluster about topics, see {@link KafkaNetwork#find}. Any thread may ask. */
    CompletableFuture<Map<String, TopicFound>> find(Collection<String> topics) {
        return network.find(topics);
    }

    @Override
    public void close() {
        appender.close();
    }
}
