package org.kafkamqtt.kafka.append;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * Records of one partition that are sent together: the bytes of a record batch of version 2 from the first record on, and
 * how far it is on its way.
 *
 * <p>Not thread-safe: the adding thread owns it while it is open, the appender's thread from then on; it is handed over under
 * the lock of {@link Intake}.
 *
 * <p>Format: Kafka protocol guide, "Record Batch".
 *
 * @param <N> what the owner notes about its records
 */
public final class Batch<N> {
    private static final int MAGIC = 2;
    private static final int LENGTH_AT = 8;
    private static final int MAGIC_AT = 16;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int LAST_DELTA_AT = 23;
    private static final int BASE_TIME_AT = 27;
    private static final int MOST_TIME_AT = 35;
    private static final int PRODUCER_AT = 43;
    private static final int EPOCH_AT = 51;
    private static final int SEQUENCE_AT = 53;
    private static final int COUNT_AT = 57;

    final Lane<N> lane;
    /** Milliseconds, by the appender's clock, when it was opened. */
    final long openedMs;

    private final List<Span<N>> spans;
    private final byte[] bytes;
    private final N notes;
    private int end = RecordFormat.BATCH_HEADER;
    private int count;
    private long baseTimestamp;
    private long mostTimestamp;

    private @Nullable ByteBuffer sealed;
    private @Nullable Identity identity;
    private int sequence = -1;

    boolean inFlight;
    /** Whether its number, once it has one, still follows those before it. */
    boolean numbered;
    /** How often it was sent. */
    int attempts;
    /** Whether an earlier request with its number may have stored it. */
    boolean perhapsArrived;
    /** Whether that was so of an earlier number, which the broker then seemed not to know. */
    boolean doubtful;
    /** Whether its fate is reported; it may still be in flight. */
    boolean settled;
    /** Whether the broker has refused its sequence since the lane's last disturbance. */
    boolean outOfOrder;
    /** Whether it was sent to a topic that has been deleted since. */
    boolean former;
    /** Whether a batch after it was stored before its own fate was known. */
    boolean overtaken;

    private Batch(Lane<N> lane, byte[] bytes, long openedMs, N notes, List<Span<N>> spans) {
        this.lane = lane;
        this.bytes = bytes;
        this.openedMs = openedMs;
        this.notes = notes;
        this.spans = spans;
    }

    /** An open batch. */
    static <N> Batch<N> open(Lane<N> lane, byte[] buffer, long nowMs, N notes) {
        return new Batch<>(lane, buffer, nowMs, notes, new ArrayList<>(1));
    }

    /** What the owner notes about the records that were added to this batch. */
    public N notes() {
        return notes;
    }

    public String topic() {
        return lane.topic();
    }

    public int partition() {
        return lane.partition();
    }

    /** How many records it has. */
    public int count() {
        return count;
    }

    /** Bytes of the batch before compression. */
    public int size() {
        return end;
    }

    /** The records, in order, as their owner noted them. */
    public List<Span<N>> spans() {
        return spans.isEmpty() ? List.of(new Span<>(notes, 0, count)) : spans;
    }

    /** The records as they are. */
    public RecordReader reader() {
        return new RecordReader(bytes, RecordFormat.BATCH_HEADER, end, count, baseTimestamp);
    }

    byte[] buffer() {
        return bytes;
    }

    /**
     * Adds a record if there is room for it.
     *
     * @param timestamp milliseconds since 1970
     * @param key null for none
     * @param keyLength -1 for none
     * @param value null for none
     * @param valueLength -1 for none
     */
    boolean add(
            long timestamp,
            byte @Nullable [] key,
            int keyOffset,
            int keyLength,
            byte @Nullable [] value,
            int valueOffset,
            int valueLength,
            List<Header> headers) {
        long delta = count == 0 ? 0 : timestamp - baseTimestamp;
        int body = RecordFormat.bodySize(delta, count, keyLength, valueLength, headers);
        if ((long) end + RecordFormat.sizeOf(body) + body > bytes.length) {
            return false;
        }
        note(timestamp);
        int at = RecordFormat.put(bytes, end, body);
        bytes[at++] = 0;
        at = RecordFormat.put(bytes, at, delta);
        at = RecordFormat.put(bytes, at, count);
        at = RecordFormat.put(bytes, at, key, keyOffset, keyLength);
        at = RecordFormat.put(bytes, at, value, valueOffset, valueLength);
        end = headers.isEmpty() ? none(at) : RecordFormat.put(bytes, at, headers);
        count++;
        return true;
    }

    private int none(int at) {
        bytes[at] = 0;
        return at + 1;
    }

    private void note(long timestamp) {
        if (count == 0) {
            baseTimestamp = timestamp;
            mostTimestamp = timestamp;
        } else if (timestamp > mostTimestamp) {
            mostTimestamp = timestamp;
        }
    }

    /** Adds the current record of another batch, which has room here. */
    private void add(RecordReader record) {
        long timestamp = record.timestamp();
        long delta = count == 0 ? 0 : timestamp - baseTimestamp;
        int rest = record.end() - record.afterDeltas();
        int body = 1 + RecordFormat.sizeOf(delta) + RecordFormat.sizeOf(count) + rest;
        note(timestamp);
        int at = RecordFormat.put(bytes, end, body);
        bytes[at++] = 0;
        at = RecordFormat.put(bytes, at, delta);
        at = RecordFormat.put(bytes, at, count);
        System.arraycopy(record.bytes(), record.afterDeltas(), bytes, at, rest);
        end = at + rest;
        count++;
    }

    /**
     * Gives it a place in the producer's sequence, and writes the header.
     *
     * @param producer null for a batch without a number
     * @param codec null for no compression
     */
    void number(@Nullable Identity producer, int first, @Nullable Codec codec) {
        identity = producer;
        sequence = producer == null ? -1 : first;
        ByteBuffer batch = packed(codec);
        sealed = batch;
        writeHeader(batch, codec == null ? 0 : codec.id());
    }

    /**
     * Compresses it, unless that is done: no record is added any more.
     *
     * @param codec null for no compression
     */
    void pack(@Nullable Codec codec) {
        sealed = packed(codec);
    }

    private ByteBuffer packed(@Nullable Codec codec) {
        ByteBuffer batch = sealed;
        if (batch != null) {
            return batch;
        }
        return codec == null
                ? ByteBuffer.wrap(bytes, 0, end)
                : codec.compress(bytes, RecordFormat.BATCH_HEADER, end, RecordFormat.BATCH_HEADER);
    }

    private void writeHeader(ByteBuffer batch, int attributes) {
        int size = batch.limit();
        batch.putLong(0, 0)
                .putInt(LENGTH_AT, size - LENGTH_AT - Integer.BYTES)
                .putInt(LENGTH_AT + Integer.BYTES, -1)
                .put(MAGIC_AT, (byte) MAGIC)
                .putShort(ATTRIBUTES_AT, (short) attributes)
                .putInt(LAST_DELTA_AT, count - 1)
                .putLong(BASE_TIME_AT, baseTimestamp)
                .putLong(MOST_TIME_AT, mostTimestamp)
                .putLong(PRODUCER_AT, identity == null ? -1 : identity.producerId())
                .putShort(EPOCH_AT, identity == null ? -1 : identity.epoch())
                .putInt(SEQUENCE_AT, sequence)
                .putInt(COUNT_AT, count);
        CRC32C crc = new CRC32C();
        crc.update(batch.array(), batch.arrayOffset() + ATTRIBUTES_AT, size - ATTRIBUTES_AT);
        batch.putInt(CRC_AT, (int) crc.getValue());
    }

    /** The bytes to send, of a batch that is numbered. */
    public ByteBuffer toSend() {
        ByteBuffer batch = sealed;
        if (batch == null) {
            throw new IllegalStateException("not numbered");
        }
        return batch.duplicate().position(0);
    }

    /** Bytes to send; those before compression until it is numbered. */
    int sentSize() {
        ByteBuffer batch = sealed;
        return batch == null ? end : batch.limit();
    }

    @Nullable
    Identity identity() {
        return identity;
    }

    /** The sequence of its first record, -1 for none. */
    public int sequence() {
        return sequence;
    }

    /** The sequence after that of its last record. */
    int nextSequence() {
        return after(sequence, count);
    }

    /** A sequence advanced by this many records: it wraps to 0 after {@link Integer#MAX_VALUE} (Kafka protocol). */
    static int after(int sequence, int records) {
        return (int) ((sequence + (long) records) & Integer.MAX_VALUE);
    }

    /** Two batches with the same records, split in the middle of the bytes; this one has at least two. */
    List<Batch<N>> halves() {
        RecordReader record = reader();
        int middle = RecordFormat.BATCH_HEADER + (end - RecordFormat.BATCH_HEADER) / 2;
        int first = 0;
        while (record.next() && record.end() <= middle && first < count - 1) {
            first++;
        }
        int size = Math.max(1, first);
        boolean[] left = new boolean[count];
        boolean[] right = new boolean[count];
        for (int i = 0; i < count; i++) {
            left[i] = i < size;
            right[i] = i >= size;
        }
        return List.of(with(left), with(right));
    }

    /** A batch of those records of this one that are wanted, at least one. */
    Batch<N> with(boolean[] wanted) {
        List<Span<N>> kept = new ArrayList<>();
        int index = 0;
        for (Span<N> span : spans()) {
            int from = 0;
            while (from < span.count()) {
                int to = from;
                while (to < span.count() && wanted[index + to] == wanted[index + from]) {
                    to++;
                }
                if (wanted[index + from]) {
                    kept.add(span.part(from, to - from));
                }
                from = to;
            }
            index += span.count();
        }
        Batch<N> batch = new Batch<>(lane, new byte[roomFor(wanted)], openedMs, notes, kept);
        batch.doubtful = doubtful;
        RecordReader record = reader();
        for (int i = 0; record.next(); i++) {
            if (wanted[i]) {
                batch.add(record);
            }
        }
        return batch;
    }

    /** Bytes of a batch of the wanted records, at most: a timestamp delta may need all of its ten bytes there. */
    private int roomFor(boolean[] wanted) {
        int room = RecordFormat.BATCH_HEADER;
        RecordReader record = reader();
        for (int i = 0; record.next(); i++) {
            if (wanted[i]) {
                room += record.end() - record.afterDeltas() + 21;
            }
        }
        return room;
    }
}
