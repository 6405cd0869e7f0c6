package org.kafkamqtt.kafka.wire;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.message.ProduceResponseData.BatchIndexAndErrorMessage;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.append.Answer;
import org.kafkamqtt.kafka.append.Answer.Kind;

/**
 * What a produce response means for a batch.
 *
 * <p>Sources: Kafka 4.3.1, KafkaApis.handleProduceRequest, ReplicaManager.appendRecords and DelayedProduce for whether a broker
 * may have stored a batch although it answers with an error; kafka-clients 4.3.1, Sender.completeBatch and Errors for what may
 * be tried again.
 */
final class ProduceAnswers {
    private ProduceAnswers() {}

    /** Without a response: the connection broke, or the broker cannot read the request. */
    static Answer without(ClientResponse response) {
        if (response.versionMismatch() != null) {
            return Answer.of(Kind.REFUSED, response.versionMismatch());
        }
        if (response.wasDisconnected()) {
            return Answer.of(
                    Kind.LOST,
                    response.wasTimedOut()
                            ? new TimeoutException("no answer within request.timeout.ms")
                            : new DisconnectException("the connection broke before the answer"));
        }
        // With acks=0 a broker answers nothing, and the request has been written.
        return Answer.arrived(-1, -1);
    }

    static Answer of(PartitionProduceResponse response) {
        Errors error = Errors.forCode(response.errorCode());
        return switch (error) {
            case NONE -> Answer.arrived(response.baseOffset(), response.logAppendTimeMs());
            case DUPLICATE_SEQUENCE_NUMBER -> Answer.arrived(-1, -1);
            case OUT_OF_ORDER_SEQUENCE_NUMBER -> Answer.of(Kind.OUT_OF_ORDER, why(error, response));
            case UNKNOWN_PRODUCER_ID -> Answer.of(Kind.FORGOTTEN, why(error, response));
            case INVALID_PRODUCER_EPOCH, PRODUCER_FENCED -> Answer.of(Kind.FENCED, why(error, response));
            case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE -> Answer.of(Kind.TOO_LARGE, why(error, response));
            case INVALID_RECORD, INVALID_TIMESTAMP -> refused(error, response);
            // A broker refuses these before it stores anything.
            case NOT_ENOUGH_REPLICAS, CORRUPT_MESSAGE, THROTTLING_QUOTA_EXCEEDED ->
                Answer.of(Kind.AGAIN, why(error, response));
            // The request may have been carried out when something went wrong; the same one again finds out.
            case UNKNOWN_SERVER_ERROR -> Answer.of(Kind.AGAIN_PERHAPS_ARRIVED, why(error, response));
            default ->
                Answer.of(
                        error.exception() instanceof RetriableException ? Kind.AGAIN_PERHAPS_ARRIVED : Kind.REFUSED,
                        why(error, response));
        };
    }

    /** Whether this answer shows that what is known of the cluster is out of date. */
    static boolean outdated(PartitionProduceResponse response) {
        return Errors.forCode(response.errorCode()).exception() instanceof InvalidMetadataException;
    }

    private static Answer refused(Errors error, PartitionProduceResponse response) {
        List<Answer.RefusedRecord> records = new ArrayList<>();
        for (BatchIndexAndErrorMessage record : response.recordErrors()) {
            String words = record.batchIndexErrorMessage();
            records.add(new Answer.RefusedRecord(record.batchIndex(), record(error, words, response.errorMessage())));
        }
        return Answer.refused(record(error, null, response.errorMessage()), records);
    }

    private static Exception record(Errors error, @Nullable String own, @Nullable String general) {
        String words = own != null ? own : general != null ? general : error.message();
        return error == Errors.INVALID_TIMESTAMP
                ? new InvalidTimestampException(words)
                : new InvalidRecordException(words);
    }

    private static Exception why(Errors error, PartitionProduceResponse response) {
        return error.exception(response.errorMessage() == null ? error.message() : response.errorMessage());
    }
}
