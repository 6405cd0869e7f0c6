package org.kafkamqtt.kafka.fetch;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One look through the batches of one partition in an answer, by their headers: which have records to be read, and where reading goes
 * on. Not thread-safe; used once.
 */
final class Scan {
    private static final int PRESENT = 2;
    private static final long[] NO_EPOCHS = {};
    /** The least length of any format: that of magic 0. */
    private static final int LEAST = 14;
    /** The type of a control record that ends an aborted transaction (ControlRecordType, Kafka 4.3). */
    private static final int ABORT = 0;

    private final Ask.Part asked;
    private final boolean committed;
    private final @Nullable CRC32C crc;
    private final Codec codec;
    private final List<Answer.Aborted> aborted;
    private int nextAborted;
    /** Producers of aborted transactions that are open where the look is; brokers list them anew in each answer. */
    private final Set<Long> aborting = new HashSet<>();

    private byte[][] arrays = new byte[8][];
    private int[] starts = new int[8];
    private int count;
    private long next;
    private int epoch;
    private long[] epochs = NO_EPOCHS;
    private int wanted;
    private @Nullable String fault;

    /** At what was asked for, in what came. */
    Scan(Ask.Part asked, Answer.Part answer, ReadSettings settings, Codec codec) {
        this.asked = asked;
        this.committed = settings.committed();
        this.crc = settings.checked() ? new CRC32C() : null;
        this.codec = codec;
        this.aborted = answer.aborted();
        this.next = asked.offset();
        this.epoch = asked.epoch();
        look(answer.bytes().array(), answer.bytes().from(), answer.bytes().to());
    }

    /** Where reading goes on: after the last batch that is whole. */
    long next() {
        return next;
    }

    /** Bytes of a first batch that is cut off; 0 if it is not. */
    int wanted() {
        return wanted;
    }

    /** Why it does not go on, null if it does. */
    @Nullable
    String fault() {
        return fault;
    }

    /** What is to be read; null if nothing has come. */
    @Nullable
    Slice slice(Lease lease) {
        return next == asked.offset()
                ? null
                : new Slice(
                        lease,
                        Arrays.copyOf(arrays, count),
                        Arrays.copyOf(starts, count),
                        asked.offset(),
                        next,
                        epoch,
                        epochs);
    }

    private void look(byte[] array, int from, int to) {
        int at = from;
        while (whole(array, at, to)) {
            int size = BatchFormat.size(array, at);
            int magic = BatchFormat.magic(array, at);
            if (magic == 0 || magic == 1) {
                renew(array, at, at + size);
            } else {
                fault = fault(array, at, magic, size);
                if (fault == null) {
                    take(array, at);
                }
            }
            if (fault != null) {
                return;
            }
            at += size;
        }
        if (at == from && fault == null && to - at >= BatchFormat.OVERHEAD) {
            cutOff(BatchFormat.size(array, at));
        }
    }

    private void cutOff(int size) {
        if (size > 0) {
            wanted = size;
        } else {
            fault = "a batch of more than 2 GiB";
        }
    }

    private boolean whole(byte[] array, int at, int to) {
        if (to - at < BatchFormat.TO_MAGIC) {
            return false;
        }
        int length = BatchFormat.size(array, at) - BatchFormat.OVERHEAD;
        if (length < LEAST) {
            fault = "a batch of " + length + " bytes";
            return false;
        }
        return length <= to - at - BatchFormat.OVERHEAD;
    }

    private @Nullable String fault(byte[] array, int at, int magic, int size) {
        if (magic != PRESENT) {
            return "a batch of format " + magic;
        }
        if (size < BatchFormat.HEADER || BatchFormat.lastOffset(array, at) < BatchFormat.baseOffset(array, at)) {
            return "a batch that contradicts itself";
        }
        return crc == null || BatchFormat.intact(array, at, crc) ? null : "a batch with a wrong checksum";
    }

    private void renew(byte[] array, int at, int to) {
        try {
            byte[] renewed = codec.renew(new Answer.Bytes(array, at, to));
            for (int batch = 0; batch < renewed.length; batch += BatchFormat.size(renewed, batch)) {
                take(renewed, batch);
            }
        } catch (RuntimeException e) {
            fault = "a batch of an old format that cannot be read (" + e.getMessage() + ")";
        }
    }

    private void take(byte[] array, int at) {
        long last = BatchFormat.lastOffset(array, at);
        if (readable(array, at, last) && last >= asked.offset() && BatchFormat.count(array, at) > 0) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                arrays = Arrays.copyOf(arrays, count * 2);
            }
            arrays[count] = array;
            starts[count++] = at;
        }
        if (last + 1 > next) {
            move(BatchFormat.baseOffset(array, at), last + 1, BatchFormat.leaderEpoch(array, at));
        }
    }

    private void move(long from, long to, int epochThere) {
        if (epochs.length == 0 || epochThere != epoch) {
            epochs = Arrays.copyOf(epochs, epochs.length + 2);
            epochs[epochs.length - 2] = epochThere;
            epochs[epochs.length - 1] = Math.max(from, asked.offset());
        }
        next = to;
        epoch = epochThere;
    }

    /** Whether its records are for readers. */
    private boolean readable(byte[] array, int at, long last) {
        boolean control = BatchFormat.control(array, at);
        long producer = BatchFormat.producerId(array, at);
        if (!committed || producer < 0) {
            return !control;
        }
        while (nextAborted < aborted.size() && aborted.get(nextAborted).firstOffset() <= last) {
            aborting.add(aborted.get(nextAborted++).producerId());
        }
        if (control) {
            if (endsAborted(array, at)) {
                aborting.remove(producer);
            }
            return false;
        }
        return !BatchFormat.transactional(array, at) || !aborting.contains(producer);
    }

    /** Whether the first record of a control batch says so: its key is a version and a type, of two bytes each. */
    private static boolean endsAborted(byte[] array, int batch) {
        int at = BatchFormat.HEADER + batch;
        int end = batch + BatchFormat.size(array, batch);
        at = afterNumber(array, at, end) + 1;
        at = afterNumber(array, afterNumber(array, at, end), end);
        int key = afterNumber(array, at, end);
        return key + 4 <= end && array[key + 2] == 0 && array[key + 3] == ABORT;
    }

    private static int afterNumber(byte[] array, int from, int end) {
        int at = from;
        while (at < end && array[at] < 0) {
            at++;
        }
        return at + 1;
    }
}
