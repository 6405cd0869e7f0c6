package org.kafkamqtt.kafka.append;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * The open batches, and those that are full: where the adding thread hands over to the appender's.
 *
 * <p>The adding thread owns the open batches, so that adding a record takes no lock; while it pauses it lends them, and the
 * appender's thread takes those whose partition has nothing else on its way. A batch also leaves when it is full, or open for the
 * time to linger in a partition that is quiet: so batches are as large as the cluster is slow, and a lone record waits for
 * nothing.
 *
 * <p>What each method says decides which thread may call it.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public final class Intake<N> {
    /** Bytes of the first batch of a partition; the next ones are larger if it got full. */
    static final int FIRST_SIZE = 16 * 1024;

    private static final int GROWTH = 4;
    /** As many batches that nobody has taken show that the appender's thread has more to do than the adding one. */
    private static final int BEHIND = 2;

    private final @Nullable Codec codec;
    private final Supplier<N> notes;
    private final Buffers buffers;
    private final long lingerMs;
    private int batchSize;
    /** Lanes with an open batch; a lane whose batch has left stays until it is looked at. */
    private final List<Lane<N>> opened = new ArrayList<>();

    private long looked = Long.MIN_VALUE;
    /** Whether a batch was handed over that the appender's thread may not know of. */
    private boolean news;

    // Guarded by this.
    private final List<Batch<N>> full = new ArrayList<>();
    private boolean lent;

    /**
     * An intake without anything in it.
     *
     * @param codec null for no compression
     * @param notes makes the owner's notes of a new batch
     */
    public Intake(AppendSettings settings, @Nullable Codec codec, Buffers buffers, Supplier<N> notes) {
        this.codec = codec;
        this.notes = notes;
        this.buffers = buffers;
        this.lingerMs = settings.lingerMs();
        this.batchSize = settings.batchSize();
    }

    /**
     * Adds a record; the bytes are copied. By the adding thread.
     *
     * @param nowMs by the appender's clock
     * @param timestamp milliseconds since 1970
     * @param keyLength -1 for no key
     * @param valueLength -1 for no value
     * @return the batch that it is the last record of, null if there is no memory for it now: open batches
     *     that are lent, or looked at, leave where their partition is quiet, and others wait for those on their way
     */
    public @Nullable Batch<N> add(
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
        Batch<N> batch = lane.open;
        if (batch != null) {
            if (batch.add(timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength, headers)) {
                return batch;
            }
            if (codec != null && behind()) {
                batch.pack(codec);
            }
            handOver(lane, nowMs);
            lane.nextSize = (int) Math.min(batchSize, (long) lane.nextSize * GROWTH);
        }
        int body = RecordFormat.bodySize(0, 0, keyLength, valueLength, headers);
        batch = open(lane, body, nowMs);
        if (batch != null
                && !batch.add(timestamp, key, keyOffset, keyLength, value, valueOffset, valueLength, headers)) {
            throw new IllegalStateException("a record of " + body + " bytes does not fit a batch made for it");
        }
        return batch;
    }

    /** The size of a full batch from now on. By the adding thread. */
    void batchSize(int bytes) {
        batchSize = bytes;
    }

    private @Nullable Batch<N> open(Lane<N> lane, int body, long nowMs) {
        long needed = (long) RecordFormat.BATCH_HEADER + RecordFormat.sizeOf(body) + body;
        byte[] buffer = buffers.take((int) Math.max(needed, Math.min(lane.nextSize, batchSize)));
        if (buffer == null) {
            return null;
        }
        Batch<N> batch = Batch.open(lane, buffer, nowMs, notes.get());
        lane.open = batch;
        if (!lane.listed) {
            lane.listed = true;
            opened.add(lane);
        }
        return batch;
    }

    private void handOver(Lane<N> lane, long nowMs) {
        news |= leave(lane, nowMs);
    }

    private synchronized boolean behind() {
        return full.size() >= BEHIND;
    }

    private synchronized boolean leave(Lane<N> lane, long nowMs) {
        Batch<N> batch = lane.open;
        lane.open = null;
        lane.leftMs = nowMs;
        return batch != null && full.add(batch);
    }

    /** Whether anything was handed over since this was asked last. By the adding thread. */
    public boolean news() {
        boolean found = news;
        news = false;
        return found;
    }

    /** Hands over all that is open. By the adding thread. */
    public void handOverAll(long nowMs) {
        for (Lane<N> lane : opened) {
            lane.listed = false;
            handOver(lane, nowMs);
        }
        opened.clear();
    }

    /**
     * Hands over what has lingered in quiet partitions; to be called every now and then while records are added. By the adding
     * thread.
     */
    public void look(long nowMs) {
        if (nowMs != looked) {
            looked = nowMs;
            news |= leaveQuiet(nowMs, false) == 0;
        }
    }

    /**
     * Hands over the open batches of quiet lanes that have waited for long enough, and forgets the lanes without one.
     *
     * @param pausing whether nothing is being added: then a batch leaves at once, unless one has just left before it
     * @return milliseconds until the next one may leave, 0 if some have left, {@link Long#MAX_VALUE} if there is none
     */
    private synchronized long leaveQuiet(long nowMs, boolean pausing) {
        int kept = 0;
        boolean any = false;
        long next = Long.MAX_VALUE;
        for (int i = 0; i < opened.size(); i++) {
            Lane<N> lane = opened.get(i);
            Batch<N> batch = lane.open;
            if (batch != null && lane.quiet()) {
                long wait = (pausing ? lane.leftMs : batch.openedMs) + lingerMs - nowMs;
                if (wait <= 0) {
                    any |= leave(lane, nowMs);
                } else {
                    next = Math.min(next, wait);
                }
            }
            lane.listed = lane.open != null;
            if (lane.listed) {
                opened.set(kept++, lane);
            }
        }
        opened.subList(kept, opened.size()).clear();
        return any ? 0 : next;
    }

    /**
     * Lends the open batches until {@link #resume}: nothing is added until then. By the adding thread.
     *
     * @return whether the appender's thread may have something to take
     */
    public synchronized boolean pause() {
        lent = true;
        if (!full.isEmpty()) {
            return true;
        }
        // A partition that is not quiet is looked at when it becomes so: waking somebody for it would cost a turn of
        // each side.
        for (Lane<N> lane : opened) {
            if (lane.open != null && lane.quiet()) {
                return true;
            }
        }
        return false;
    }

    /** Takes the open batches back. By the adding thread. */
    public synchronized void resume() {
        lent = false;
    }

    /**
     * Takes what has left, in order. By the appender's thread.
     *
     * @return milliseconds until an open batch may leave, {@link Long#MAX_VALUE} if none will by the passing of time
     */
    public synchronized long drainTo(Lanes<N> lanes, long nowMs) {
        long next = lent ? leaveQuiet(nowMs, true) : Long.MAX_VALUE;
        for (Batch<N> batch : full) {
            lanes.add(batch);
        }
        full.clear();
        return next == 0 ? Long.MAX_VALUE : next;
    }

    /** Whether nothing is handed over; open batches do not count. Any thread may ask. */
    public synchronized boolean isEmpty() {
        return full.isEmpty();
    }
}
