package org.kafkamqtt.producer.ledger;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;

/**
 * One record that did not arrive.
 *
 * @param line its number in the input
 * @param place in the input, for people
 * @param failure why; status 3 if the record itself is at fault, the connection's status otherwise
 * @param record as it would have been sent, if it got that far
 * @param raw the piece of input, if it did not; null if its extent is unknown
 * @param tooLargeFor the topic whose limit it exceeds, empty if the failure is another one
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Complaint(
        long line,
        String place,
        Failure failure,
        @Nullable ProducerRecord<byte[], byte[]> record,
        byte @Nullable [] raw,
        String tooLargeFor) {}
