package org.kafkamqtt.kafka.append;

/**
 * Hears what became of records; exactly once of each. Called by the appender's thread, in the order of arrival within a
 * partition; the batch and its bytes are only lent for the call, which must not block.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public interface Outcomes<N> {
    /**
     * All records of a batch have arrived.
     *
     * @param baseOffset of its first record, the others follow without a gap; -1 if the broker no longer knew it, or does not
     *     answer
     * @param logAppendTime milliseconds since 1970 that the broker gave them, -1 if they keep their own
     */
    void arrived(Batch<N> batch, long baseOffset, long logAppendTime);

    /**
     * Some records have failed for good.
     *
     * @param from index in the batch of the first one
     * @param count how many
     * @param cause why
     * @param perhapsArrived whether they may have arrived all the same: a request's answer was lost, or did not tell
     */
    void failed(Batch<N> batch, int from, int count, Exception cause, boolean perhapsArrived);
}
