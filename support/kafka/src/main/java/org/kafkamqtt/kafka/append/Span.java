package org.kafkamqtt.kafka.append;

/**
 * A run of records as their owner noted them: a batch that was split, or rebuilt without records that were refused, refers
 * to parts of the notes of the batch they were added to.
 *
 * @param notes of the batch that the records were added to
 * @param first index of the first one in those notes
 * @param count how many
 * @param <N> what the owner notes
 */
public record Span<N>(N notes, int first, int count) {
    Span<N> part(int from, int size) {
        return from == 0 && size == count ? this : new Span<>(notes, first + from, size);
    }
}
