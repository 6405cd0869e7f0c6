package org.kafkamqtt.consumer.exec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * The user's command for each record or batch; what it succeeded for may be committed.
 *
 * <p>Records with the same key go through the same lane, one after the other; those without a key through the lane of their
 * partition. At the end of each poll all lanes are waited for. Work that may no longer begin is set aside: it resumes when its
 * partitions come back, and is forgotten when others have them. Not thread-safe; the owner of the sink owns it, and lanes share
 * only what is thread-safe.
 */
public final class ExecSink implements Sink {
    private final ExecPlan plan;
    private final Stop stop;
    private final @Nullable DeadLetters deadLetters;
    private final Tally tally;
    private final int lanes;
    private final OpenWork open = new OpenWork();
    private final List<ExecutorService> workers = new ArrayList<>();
    private final List<List<LogRecord>> batches = new ArrayList<>();
    private final List<Queue<LogRecord>> aside = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();

    public ExecSink(ExecPlan plan, Stop stop, @Nullable DeadLetters deadLetters, Tally tally) {
        this.plan = plan;
        this.stop = stop;
        this.deadLetters = deadLetters;
        this.tally = tally;
        this.lanes = plan.concurrency();
        for (int lane = 0; lane < lanes; lane++) {
            batches.add(new ArrayList<>());
            aside.add(new ConcurrentLinkedQueue<>());
            if (lanes > 1) {
                workers.add(Executors.newSingleThreadExecutor(daemon("command-" + lane)));
            }
        }
    }

    private static ThreadFactory daemon(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void take(LogRecord record) {
        LogRecord kept = record.copy();
        open.add(kept);
        int lane = lane(kept);
        List<LogRecord> batch = batches.get(lane);
        batch.add(kept);
        if (batch.size() >= Math.max(1, plan.batch())) {
            submit(lane);
        }
    }

    private int lane(LogRecord record) {
        byte[] key = record.key();
        int hash = key == null ? record.partition() : Arrays.hashCode(key);
        return Math.floorMod(hash, lanes);
    }

    private void submit(int lane) {
        List<LogRecord> work = batches.set(lane, new ArrayList<>());
        if (lanes == 1) {
            work(lane, work);
            return;
        }
        running.add(workers.get(lane).submit(() -> work(lane, work)));
    }

    /** Works on what may begin, and sets the rest aside. */
    private void work(int lane, List<LogRecord> records) {
        List<LogRecord> begun = new ArrayList<>();
        for (LogRecord record : records) {
            if (open.begin(record)) {
                begun.add(record);
            } else if (open.has(record)) {
                aside.get(lane).add(record);
            }
        }
        if (begun.isEmpty()) {
            return;
        }
        try {
            run(begun);
            begun.forEach(open::done);
        } catch (RuntimeException | Error e) {
            // The other lanes finish what they have begun, and no more.
            open.ending();
            throw e;
        }
    }

    private void run(List<LogRecord> records) {
        String trouble = new Command(plan, stop).run(records);
        if (trouble.isEmpty()) {
            tally.acknowledged(records.size());
            return;
        }
        LogRecord first = records.get(0);
        String place = first.topic() + "-" + first.partition() + " offset " + first.offset();
        if (deadLetters == null) {
            throw new Unfinished(new Failure(
                    ExitStatus.PARTIAL,
                    trouble + " for " + place + " after " + (plan.retries() + 1)
                            + (plan.retries() == 0 ? " try" : " tries") + "; --dead-letter keeps such records aside"));
        }
        tally.failed(records.size());
        try {
            for (LogRecord record : records) {
                deadLetters.add(record, trouble);
            }
            // Only what is safe there is done with here.
            deadLetters.settle();
        } catch (IOException e) {
            throw new Unfinished(Failure.cannot("write", "dead letters", e));
        }
    }

    @Override
    public void handOver() {
        for (int lane = 0; lane < lanes; lane++) {
            goOn(lane);
            if (!batches.get(lane).isEmpty()) {
                submit(lane);
            }
        }
        awaitAll();
    }

    /** Puts what was set aside before what was taken later. */
    private void goOn(int lane) {
        List<LogRecord> later = batches.set(lane, new ArrayList<>());
        Queue<LogRecord> earlier = aside.get(lane);
        for (int left = earlier.size(); left > 0; left--) {
            batches.get(lane).add(earlier.remove());
            if (batches.get(lane).size() >= Math.max(1, plan.batch())) {
                submit(lane);
            }
        }
        batches.get(lane).addAll(later);
    }

    private void awaitAll() {
        RuntimeException trouble = null;
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
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

    /** Begins nothing: what is still open is left out. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) {
        return open.settled(positions);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions) {
        handOver();
        return settle(positions);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> survivors() {
        return open.through();
    }

    @Override
    public OptionalLong reached(TopicPartition partition) {
        return open.reached(partition);
    }

    @Override
    public long inHand(Collection<TopicPartition> partitions) {
        return open.running(partitions);
    }

    @Override
    public void hurry(Collection<TopicPartition> partitions) {
        open.hurry(partitions);
    }

    @Override
    public void proceed(Collection<TopicPartition> partitions) {
        open.proceed(partitions);
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        open.forget(partitions);
    }

    @Override
    public void ending() {
        open.ending();
    }

    @Override
    public void close() throws IOException {
        workers.forEach(ExecutorService::shutdownNow);
        if (deadLetters != null) {
            deadLetters.close();
        }
    }
}
