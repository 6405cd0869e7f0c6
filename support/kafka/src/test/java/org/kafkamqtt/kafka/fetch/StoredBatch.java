package org.kafkamqtt.kafka.fetch;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it was appended to a log, and the one before it: with those, it tells a whole log. Compaction may take records of it away.
 */
final class StoredBatch {
    /** A format before that of Kafka 0.11; {@link XorCodec} renews it. */
    static final int OLD = 1;

    private static final int PRESENT = 2;
    private static final int TIME = 1_000_000;

    final @Nullable StoredBatch before;
    final long base;
    final long last;
    final int epoch;
    final @Nullable Transaction transaction;
    final boolean control;
    final long timestamp;
    /** Of each record that was in it. */
    final long[] offsets;
    /** Numbers of the records, by which they are known. */
    final int[] ids;
    /** Bytes of each value. */
    final int[] lengths;
    /** Whether compaction has taken the record. */
    final boolean[] gone;

    private final int magic;
    private final int codec;
    private final long producer;
    /** Whether compaction has taken the batch itself. */
    boolean removed;

    byte[] bytes;

    StoredBatch(
            @Nullable StoredBatch before,
            int epoch,
            @Nullable Transaction transaction,
            boolean control,
            long timestamp,
            long[] offsets,
            int[] ids,
            int[] lengths,
            int magic,
            int codec,
            long producer) {
        this.before = before;
        this.base = before == null ? 0 : before.last + 1;
        this.last = offsets[offsets.length - 1];
        this.epoch = epoch;
        this.transaction = transaction;
        this.control = control;
        this.timestamp = timestamp;
        this.offsets = offsets;
        this.ids = ids;
        this.lengths = lengths;
        this.gone = new boolean[ids.length];
        this.magic = magic;
        this.codec = codec;
        this.producer = producer;
        this.bytes = written();
    }

    /** A marker that ends a transaction as it was decided. */
    static StoredBatch marker(@Nullable StoredBatch before, int epoch, Transaction transaction, long timestamp) {
        long offset = before == null ? 0 : before.last + 1;
        return new StoredBatch(
                before,
                epoch,
                transaction,
                true,
                timestamp,
                new long[] {offset},
                new int[] {-1},
                new int[] {6},
                PRESENT,
                0,
                transaction.producer);
    }

    long next() {
        return last + 1;
    }

    /** Whether readers get its records. */
    boolean readable(boolean committed) {
        return !control && (!committed || transaction == null || transaction.outcome == Transaction.Outcome.COMMITTED);
    }

    /** Takes away what this says of each record. */
    void compact(boolean[] taken) {
        for (int i = 0; i < gone.length; i++) {
            gone[i] |= taken[i];
        }
        bytes = written();
    }

    private byte[] written() {
        int most = BatchFormat.HEADER;
        for (int length : lengths) {
            most += length + 30;
        }
        byte[] out = new byte[most];
        int at = BatchFormat.HEADER;
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            if (!gone[i]) {
                at = writeRecord(out, at, i);
                count++;
            }
        }
        if (codec != 0) {
            for (int i = BatchFormat.HEADER; i < at; i++) {
                out[i] ^= XorCodec.MASK;
            }
        }
        writeHeader(out, at, count);
        return Arrays.copyOf(out, at);
    }

    private void writeHeader(byte[] out, int size, int count) {
        int attributes = codec | (transaction == null ? 0 : LogBytes.TRANSACTIONAL) | (control ? LogBytes.CONTROL : 0);
        putLong(out, 0, base);
        putInt(out, 8, size - BatchFormat.OVERHEAD);
        putInt(out, 12, epoch);
        out[16] = (byte) magic;
        out[22] = (byte) attributes;
        putInt(out, 23, (int) (last - base));
        putLong(out, 27, TIME);
        putLong(out, 35, timestamp);
        putLong(out, 43, producer);
        putInt(out, 53, producer < 0 ? -1 : 0);
        putInt(out, 57, count);
        CRC32C crc = new CRC32C();
        crc.update(out, 21, size - 21);
        putInt(out, 17, (int) crc.getValue());
    }

    private int writeRecord(byte[] out, int from, int record) {
        int length = lengths[record];
        long time = timestamp - TIME;
        long delta = offsets[record] - base;
        int keyBytes = control ? 5 : 1;
        int at = number(out, from, 1 + size(time) + size(delta) + keyBytes + size(length) + length + 1);
        out[at++] = 0;
        at = number(out, at, time);
        at = number(out, at, delta);
        if (control) {
            out[at++] = 8;
            at += 3;
            boolean commits = transaction != null && transaction.outcome == Transaction.Outcome.COMMITTED;
            out[at++] = (byte) (commits ? 1 : 0);
        } else {
            out[at++] = 1;
        }
        at = number(out, at, length);
        putInt(out, at, ids[record]);
        at += length;
        out[at++] = 0;
        return at;
    }

    private static int number(byte[] out, int from, long number) {
        int at = from;
        long bits = number << 1 ^ number >> 63;
        while ((bits & ~0x7fL) != 0) {
            out[at++] = (byte) (bits & 0x7f | 0x80);
            bits >>>= 7;
        }
        out[at++] = (byte) bits;
        return at;
    }

    private static int size(long number) {
        long bits = number << 1 ^ number >> 63;
        int size = 1;
        while ((bits & ~0x7fL) != 0) {
            size++;
            bits >>>= 7;
        }
        return size;
    }

    private static void putInt(byte[] out, int at, int number) {
        for (int i = 0; i < 4; i++) {
            out[at + i] = (byte) (number >>> 24 - 8 * i);
        }
    }

    private static void putLong(byte[] out, int at, long number) {
        putInt(out, at, (int) (number >>> 32));
        putInt(out, at + 4, (int) number);
    }

    @Override
    public String toString() {
        return base + ".." + last + "@" + epoch + (control ? "!" : "")
                + (transaction == null
                        ? ""
                        : "t" + transaction.producer
                                + transaction.outcome.name().charAt(0))
                + (removed ? "-" : "") + " " + bytes.length + "B";
    }
}
