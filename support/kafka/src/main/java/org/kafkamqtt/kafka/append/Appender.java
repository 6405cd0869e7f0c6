package org.kafkamqtt.kafka.append;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * Appends records to partitions, in batches, each once and in order where brokers acknowledge by all in-sync replicas; reports
 * the fate of every record.
 *
 * <p>One thread adds: it alone calls {@link #add}, {@link #offer}, {@link #look}, {@link #pause}, {@link #resume}, {@link #batchSize} and {@link #flush}. Any thread
 * may call the others. A thread of the appender's own sends and reports.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public final class Appender<N> implements AutoCloseable {
    private static final long LONGEST_POLL_MS = 10_000;

    private final Network<N> network;
    private final Lanes<N> lanes;
    private final Intake<N> intake;
    private final boolean numbered;
    private final Thread thread;
    private final Network.Answers<N> answers;
    private volatile @Nullable Exception order;
    private volatile Supplier<@Nullable Exception> end = () -> null;
    /** When an open batch may leave; the appender's thread owns it. */
    private long leavesMs;

    // Guarded by this.
    private boolean identityWanted;
    private @Nullable Identity identity;
    private long wanted;
    private long reached;
    private boolean freed;
    private boolean refused;
    private Runnable room = () -> {};
    private boolean stopping;
    private boolean ended;
    private long deadlineMs = Long.MAX_VALUE;

    /**
     * An appender that works.
     *
     * @param codec null for no compression
     * @param outcomes hears of every record that was added
     * @param notes makes the owner's notes of a new batch, on the adding thread
     */
    public Appender(
            AppendSettings settings,
            @Nullable Codec codec,
            Network<N> network,
            Outcomes<N> outcomes,
            Supplier<N> notes) {
        Buffers buffers = new Buffers(settings.memory());
        this.network = network;
        this.numbered = settings.idempotent();
        this.lanes = new Lanes<>(settings, codec, network, outcomes, buffers);
        this.intake = new Intake<>(settings, codec, buffers, notes);
        this.answers = (batch, answer) -> lanes.answered(batch, answer, nowMs());
        this.thread = new Thread(this::run, "appender");
        buffers.whenReleased(this::released);
        thread.setDaemon(true);
        thread.start();
    }

    /** Milliseconds by the clock of all appenders, which knows nothing of the time of day. */
    public static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Where records of this partition are added; always the same. */
    public Lane<N> lane(String topic, int partition) {
        return lanes.lane(topic, partition);
    }

    // ---- the adding thread

    /**
     * Adds a record; waits while there is no memory for it. The bytes are copied.
     *
     * @param nowMs the time, of {@link #nowMs}; a few milliseconds late is good enough
     * @param timestamp milliseconds since 1970
     * @param keyLength -1 for no key
     * @param valueLength -1 for no value
     * @return the batch that it is the last record of
     * @throws InterruptedException if the wait is interrupted; the record is not added then
     */
    public Batch<N> add(
            Lane<N> lane,
            long nowMs,
            long timestamp,
            byte @Nullable [] key,
            int keyOffset,
            int keyLength,
            byte @Nullable [] value,
            int valueOffset,
            int valueLength,
            List<Header> headers)
            throws InterruptedException {
        long now = nowMs;
        while (true) {
            Batch<N> batch = intake.add(
                    lane, now, timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength, headers);
            if (intake.news()) {
                network.wakeup();
            }
            if (batch != null) {
                return batch;
            }
            pause();
            try {
                awaitMemory();
            } finally {
                resume();
            }
            // The time of a batch begins when it is opened, not when the wait for it began.
            now = nowMs();
        }
    }

    /**
     * Adds a record as {@link #add} does, but never waits: if there is no memory, what is open leaves, nothing is added, and the action of
     * {@link #whenRoom} follows when there is some.
     *
     * @return the batch that it is the last record of, null if there is no memory for it now
     * @throws IllegalStateException if the appender has ended
     */
    public @Nullable Batch<N> offer(
            Lane<N> lane,
            long nowMs,
            long timestamp,
            byte @Nullable [] key,
            int keyOffset,
            int keyLength,
            byte @Nullable [] value,
            int valueOffset,
            int valueLength,
            List<Header> headers) {
        Batch<N> batch =
                intake.add(lane, nowMs, timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength, headers);
        if (batch == null) {
            intake.handOverAll(nowMs);
            refused();
            // Memory that was given back before the refusal was noted is found by this.
            batch = intake.add(
                    lane, nowMs, timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength, headers);
        }
        if (intake.news()) {
            network.wakeup();
        }
        return batch;
    }

    private synchronized void refused() {
        if (ended) {
            throw new IllegalStateException("the appender has ended", lanes.failure());
        }
        refused = true;
    }

    /**
     * What to do when there is memory again after {@link #offer} has refused a record, once for all refusals before; perhaps too often,
     * never too seldom. On the appender's thread; it must not block.
     */
    public synchronized void whenRoom(Runnable action) {
        room = action;
    }

    private void released() {
        Runnable action = null;
        synchronized (this) {
            freed = true;
            notifyAll();
            if (refused) {
                refused = false;
                action = room;
            }
        }
        if (action != null) {
            action.run();
        }
    }

    private synchronized void awaitMemory() throws InterruptedException {
        while (!freed) {
            if (ended) {
                throw new IllegalStateException("the appender has ended", lanes.failure());
            }
            wait();
        }
        freed = false;
    }

    /** Lets records go that have lingered; to be called every now and then while records are added. */
    public void look(long nowMs) {
        intake.look(nowMs);
        if (intake.news()) {
            network.wakeup();
        }
    }

    /** No record is added until {@link #resume}: what is open leaves as soon as its partition has nothing else on its way. */
    public void pause() {
        if (intake.pause()) {
            network.wakeup();
        }
    }

    /** The size of a full batch from now on, at most the one of the settings. */
    public void batchSize(int bytes) {
        intake.batchSize(bytes);
    }

    /** Records are added again. */
    public void resume() {
        intake.resume();
    }

    /**
     * Waits until every record has arrived or failed.
     *
     * @throws InterruptedException if the wait is interrupted; the records are on their way all the same
     */
    public void flush() throws InterruptedException {
        intake.handOverAll(nowMs());
        long mine;
        synchronized (this) {
            mine = ++wanted;
        }
        network.wakeup();
        synchronized (this) {
            while (reached < mine && !ended) {
                wait();
            }
        }
    }

    // ---- any thread

    /** What is not acknowledged when this time has passed fails, and all that is added after it. */
    public void limit(Duration patience) {
        synchronized (this) {
            deadlineMs = Math.min(deadlineMs, nowMs() + patience.toMillis());
        }
        network.wakeup();
    }

    /** Fails all that is not acknowledged, and all that is added from now on. */
    public void abandon(Exception cause) {
        order = cause;
        network.wakeup();
    }

    /**
     * What is asked on the appender's thread each time before anything is sent: the reason why nothing may be sent any more, null if there
     * is none. All that is left fails for that reason.
     */
    public void endFor(Supplier<@Nullable Exception> reason) {
        end = reason;
    }

    /**
     * The identity that records are sent under; asks a broker for it if nothing has been sent yet, and waits for that. It is the only one
     * if the settings have {@link AppendSettings#withFixedIdentity}.
     *
     * @throws IllegalStateException if the appender has failed or ended, or its batches have no numbers
     * @throws InterruptedException if the wait is interrupted
     */
    public Identity identity() throws InterruptedException {
        if (!numbered) {
            throw new IllegalStateException("the appender's batches have no numbers");
        }
        synchronized (this) {
            identityWanted = true;
        }
        network.wakeup();
        synchronized (this) {
            while (identity == null) {
                if (ended || lanes.failure() != null) {
                    throw new IllegalStateException("the appender has no identity", lanes.failure());
                }
                wait();
            }
            return identity;
        }
    }

    /** Why nothing can be appended any more, null if it can. */
    public @Nullable Exception failure() {
        return lanes.failure();
    }

    /** Fails what is left and closes the connections; waits until that is done, but for an interrupt. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
        }
        network.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the appender's thread

    private void run() {
        try {
            while (round()) {
                continueSending();
            }
        } catch (RuntimeException | Error e) {
            // Nothing may be forgotten even then: those who wait are told, and the rest fails.
            lanes.fail(new IllegalStateException("the appender's thread failed", e));
            throw e;
        } finally {
            synchronized (this) {
                ended = true;
                freed = true;
                notifyAll();
            }
            network.close();
        }
    }

    /** Takes in what is new; false at the end. */
    private boolean round() {
        long asked;
        boolean last;
        boolean late;
        long now = nowMs();
        synchronized (this) {
            asked = wanted;
            last = stopping;
            late = now >= deadlineMs;
        }
        Exception ordered = order;
        if (ordered == null) {
            ordered = end.get();
        }
        if (lanes.failure() == null && (ordered != null || late || last)) {
            fail(ordered == null ? new AppenderClosed() : ordered);
        }
        leavesMs = now + Math.min(LONGEST_POLL_MS, intake.drainTo(lanes, now));
        lanes.expire(now);
        for (String topic : network.changedTopics()) {
            lanes.topicChanged(topic);
        }
        if (lanes.isSettled() && intake.isEmpty()) {
            synchronized (this) {
                reached = asked;
                notifyAll();
            }
            return !last;
        }
        return true;
    }

    private void continueSending() {
        long now = nowMs();
        boolean waiting = !lanes.isEmpty();
        boolean sent = false;
        if (waiting) {
            for (Shipment<N> shipment : lanes.due(now, network::ready)) {
                network.send(shipment, answers);
                sent = true;
            }
        }
        // What was due may have found that the identity is used up.
        if ((waiting || identityIsAwaited()) && lanes.needsIdentity()) {
            network.askIdentity(this::identified, this::fail);
        }
        network.poll(sent ? 0 : untilDue(now));
    }

    private synchronized boolean identityIsAwaited() {
        return identityWanted && identity == null;
    }

    private synchronized void identified(Identity given) {
        lanes.identified(given);
        identity = given;
        notifyAll();
    }

    private void fail(Exception cause) {
        lanes.fail(cause);
        synchronized (this) {
            notifyAll();
        }
    }

    private long untilDue(long now) {
        long next;
        synchronized (this) {
            next = deadlineMs;
        }
        next = Math.min(Math.min(next, leavesMs), lanes.nextMs(now));
        return Math.max(0, Math.min(LONGEST_POLL_MS, next == Long.MAX_VALUE ? LONGEST_POLL_MS : next - now));
    }
}
