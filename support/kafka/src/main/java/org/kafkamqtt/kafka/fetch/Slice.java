package org.kafkamqtt.kafka.fetch;

/**
 * What an answer has of one partition. Immutable but for the bytes, which are lent.
 *
 * @param lease on those bytes
 * @param arrays of each batch with records to be read
 * @param starts of these batches in their arrays
 * @param from offset of the first record to be read; earlier ones of the first batch are not asked for
 * @param next where reading goes on
 * @param epoch the leader epoch of what is before that, -1 if not known
 * @param epochs in turn: a leader epoch other than that of what is before, and the offset where it begins
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Slice(Lease lease, byte[][] arrays, int[] starts, long from, long next, int epoch, long[] epochs) {}
