package org.kafkamqtt.kafka.append;

/**
 * How records are appended. Immutable.
 *
 * @param idempotent whether batches are numbered, so that a broker stores each once and in order; needs acknowledgements by
 *     all in-sync replicas
 * @param acknowledged whether brokers answer at all ({@code acks} other than 0)
 * @param batchSize bytes of a full batch, its header included, before it is compressed
 * @param memory bytes of all batches that are open, waiting or in flight, before they are compressed
 * @param lingerMs milliseconds that a batch may stay open although nothing of its partition is in flight
 * @param window batches of one partition that may be in flight, 1 to 5: a broker recognises repeats of the last five
 * @param requestSize bytes of batches in one request, unless a single one is larger
 * @param deliveryMs milliseconds from the opening of a batch after which its records have failed; {@link Long#MAX_VALUE} to
 *     try for as long as the appender lives
 * @param retries how often a batch is sent again, at most
 * @param backoffMs milliseconds before it is sent again for the first time; doubled each time
 * @param backoffMostMs milliseconds that this grows to
 * @param renumbers whether the producer epoch may be raised, or another producer ID taken, where a batch that is lost for
 *     good leaves a gap in the sequence; if not, all that is left fails
 */
public record AppendSettings(
        boolean idempotent,
        boolean acknowledged,
        int batchSize,
        long memory,
        long lingerMs,
        int window,
        int requestSize,
        long deliveryMs,
        int retries,
        long backoffMs,
        long backoffMostMs,
        boolean renumbers) {
    /** Batches of which a broker recognises a repeat, for each producer and partition (ProducerStateEntry, Kafka 4.3). */
    static final int REMEMBERED = 5;

    public AppendSettings {
        if (window < 1 || window > REMEMBERED && idempotent) {
            throw new IllegalArgumentException("window " + window);
        }
        if (idempotent && !acknowledged) {
            throw new IllegalArgumentException("idempotent without answers");
        }
    }

    /**
     * The same for a producer whose ID and epoch never change: what is added is tried for as long as the appender lives, and where another
     * epoch would be needed, all fails.
     *
     * @throws IllegalStateException if batches are not numbered
     */
    public AppendSettings withFixedIdentity() {
        if (!idempotent) {
            throw new IllegalStateException("a producer without numbers has no identity");
        }
        return new AppendSettings(
                true,
                true,
                batchSize,
                memory,
                lingerMs,
                window,
                requestSize,
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                backoffMs,
                backoffMostMs,
                false);
    }

    /** Milliseconds before a batch that was sent this often is sent again; without jitter. */
    long backoff(int attempts) {
        long doubled = attempts > 30 ? backoffMostMs : backoffMs << Math.max(0, attempts - 1);
        return Math.min(backoffMostMs, doubled);
    }
}
