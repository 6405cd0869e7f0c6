package org.kafkamqtt.consumer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;

/**
 * A command of the user for each record or batch; what it ended well for may be committed.
 *
 * <p>Records with the same key go through the same lane, one after the other; those without a key through the lane of their
 * partition. At the end of each poll all lanes are waited for.
 */
final class ExecSink implements Sink {
    private final ExecPlan plan;
    private final Stop stop;
    private final @Nullable DeadLetters deadLetters;
    private final Tally tally;
    private final int lanes;
    private final List<ExecutorService> workers = new ArrayList<>();
    private final List<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();

    ExecSink(ExecPlan plan, Stop stop, @Nullable DeadLetters deadLetters, Tally tally) {
        this.plan = plan;
        this.stop = stop;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.lanes = plan.concurrency();
        for (int lane = 0; lane < lanes; lane++) {
            batches.add(new ArrayList<>());
            if (lanes > 1) {
                workers.add(Executors.newSingleThreadExecutor());
            }
        }
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        int lane = lane(record);
        List<ConsumerRecord<byte[], byte[]>> batch = batches.get(lane);
        batch.add(record);
        if (batch.size() >= Math.max(1, plan.batch())) {
            submit(lane);
        }
    }

    private int lane(ConsumerRecord<byte[], byte[]> record) {
        int hash = record.key() == null ? record.partition() : Arrays.hashCode(record.key());
        return Math.floorMod(hash, lanes);
    }

    private void submit(int lane) {
        List<ConsumerRecord<byte[], byte[]>> work = batches.set(lane, new ArrayList<>());
        if (lanes == 1) {
            work(work);
            return;
        }
        running.add(workers.get(lane).submit(() -> work(work)));
    }

    private void work(List<ConsumerRecord<byte[], byte[]>> records) {
        String trouble = new Command(plan, stop).run(records);
        if (trouble.isEmpty()) {
            tally.acknowledged(records.size());
            return;
        }
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        String place = first.topic() + "-" + first.partition() + " offset " + first.offset();
        if (deadLetters == null) {
            throw new Unfinished(new Failure(
                    ExitStatus.PARTIAL,
                    trouble + " for " + place + " after " + (plan.retries() + 1)
                            + " tries (--dead-letter puts such records aside)"));
        }
        tally.failed(records.size());
        try {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                deadLetters.add(record, trouble);
            }
        } catch (IOException e) {
            throw new Unfinished(Failure.cannot("write", "dead letters", e));
        }
    }

    @Override
    public void handOver() throws IOException {
        for (int lane = 0; lane < lanes; lane++) {
            if (!batches.get(lane).isEmpty()) {
                submit(lane);
            }
        }
        awaitAll();
        if (deadLetters != null) {
            deadLetters.settle();
        }
    }

    private void awaitAll() {
        RuntimeException trouble = null;
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                trouble = e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                trouble = new IllegalStateException(e);
            }
        }
        running.clear();
        if (trouble != null) {
            throw trouble;
        }
    }

    /** With one lane and no batches every record is done as soon as it is taken. */
    @Override
    public boolean atOnce() {
        return lanes == 1 && plan.batch() <= 1;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        handOver();
        return positions;
    }

    @Override
    public void close() throws IOException {
        workers.forEach(ExecutorService::shutdownNow);
        if (deadLetters != null) {
            deadLetters.close();
        }
    }
}
