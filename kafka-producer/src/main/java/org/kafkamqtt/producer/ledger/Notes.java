package org.kafkamqtt.producer.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.producer.record.Origin;

/**
 * What is known of the records of one batch beside their bytes: the place of each in the input, and when it was handed over.
 *
 * <p>Used again and again by way of {@link NotesPool}. Not thread-safe: owned as the batch is.
 */
public final class Notes {
    private static final int FIRST = 64;
    /** Records that were handed over within this time of each other count as one for their latency. */
    private static final long ALIKE_NANOS = 100_000;

    private long[] numbers = new long[FIRST];
    private int[] sizes = new int[FIRST];
    private long[] sequences = new long[0];
    private int count;
    private int open;

    /** Runs of records from one input: the index of the first one of each. */
    private int[] originStarts = new int[4];

    private Origin[] origins = new Origin[4];
    private int originCount;
    private @Nullable Origin lastOrigin;
    /** Runs of records handed over at one time. */
    private int[] timeStarts = new int[16];

    private long[] times = new long[16];
    private int timeCount;
    private @Nullable Learning learning;

    Notes() {}

    void clear() {
        count = 0;
        open = 0;
        originCount = 0;
        lastOrigin = null;
        timeCount = 0;
        learning = null;
    }

    /**
     * Notes the next record of the batch.
     *
     * @param number in its input
     * @param size bytes of key, value and headers
     * @param nanos when it was handed over
     */
    @SuppressWarnings("ReferenceEquality") // a source makes one for each input; two equal ones only make another run
    public void add(Origin origin, long number, int size, long nanos) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        numbers[count] = number;
        sizes[count] = size;
        if (origin != lastOrigin) {
            addOrigin(origin);
        }
        if (timeCount == 0 || nanos - times[timeCount - 1] > ALIKE_NANOS) {
            addTime(nanos);
        }
        count++;
        open++;
    }

    private void addOrigin(Origin origin) {
        if (originCount == origins.length) {
            origins = Arrays.copyOf(origins, 2 * originCount);
            originStarts = Arrays.copyOf(originStarts, 2 * originCount);
        }
        originStarts[originCount] = count;
        origins[originCount++] = origin;
        lastOrigin = origin;
    }

    private void addTime(long nanos) {
        if (timeCount == times.length) {
            times = Arrays.copyOf(times, 2 * timeCount);
            timeStarts = Arrays.copyOf(timeStarts, 2 * timeCount);
        }
        timeStarts[timeCount] = count;
        times[timeCount++] = nanos;
    }

    /** Notes the sequence of the record noted last, where that is kept. */
    public void addSequence(long sequence) {
        if (sequences.length < numbers.length) {
            sequences = Arrays.copyOf(sequences, numbers.length);
        }
        sequences[count - 1] = sequence;
    }

    /** The balancer that wants to hear of the records of this batch. */
    public void learning(Learning balancer) {
        learning = balancer;
    }

    @Nullable
    Learning learning() {
        return learning;
    }

    long number(int index) {
        return numbers[index];
    }

    long sequence(int index) {
        return sequences[index];
    }

    int size(int index) {
        return sizes[index];
    }

    Origin origin(int index) {
        int at = originCount - 1;
        while (originStarts[at] > index) {
            at--;
        }
        return origins[at];
    }

    long[] numbers() {
        return numbers;
    }

    long[] sequences() {
        return sequences;
    }

    /** When a record was handed over. */
    long since(int index) {
        int at = timeCount - 1;
        while (timeStarts[at] > index) {
            at--;
        }
        return times[at];
    }

    /** Bytes of the keys, values and headers of some records. */
    long bytes(int first, int records) {
        long bytes = 0;
        for (int i = first; i < first + records; i++) {
            bytes += sizes[i];
        }
        return bytes;
    }

    /** Records how long the acknowledgement of some records took. */
    void latencies(int first, int records, long now, Latencies latencies) {
        int end = first + records;
        for (int at = 0; at < timeCount; at++) {
            int from = Math.max(first, timeStarts[at]);
            int to = Math.min(end, at + 1 < timeCount ? timeStarts[at + 1] : count);
            if (to > from) {
                latencies.record(now - times[at], to - from);
            }
        }
    }

    /** The fate of so many records is reported; true if it was the last ones'. */
    boolean settle(int records) {
        open -= records;
        return open == 0;
    }
}
