package org.kafkamqtt.kafka.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.ProduceResponseData.BatchIndexAndErrorMessage;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.kafka.append.Answer;
import org.kafkamqtt.kafka.append.Answer.Kind;

class ProduceAnswersTest {
    private static final Map<Errors, Kind> OF_THEIR_OWN = Map.ofEntries(
            Map.entry(Errors.NONE, Kind.ARRIVED),
            Map.entry(Errors.DUPLICATE_SEQUENCE_NUMBER, Kind.ARRIVED),
            Map.entry(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, Kind.OUT_OF_ORDER),
            Map.entry(Errors.UNKNOWN_PRODUCER_ID, Kind.FORGOTTEN),
            Map.entry(Errors.INVALID_PRODUCER_EPOCH, Kind.FENCED),
            Map.entry(Errors.PRODUCER_FENCED, Kind.FENCED),
            Map.entry(Errors.MESSAGE_TOO_LARGE, Kind.TOO_LARGE),
            Map.entry(Errors.RECORD_LIST_TOO_LARGE, Kind.TOO_LARGE),
            Map.entry(Errors.INVALID_RECORD, Kind.RECORDS_REFUSED),
            Map.entry(Errors.INVALID_TIMESTAMP, Kind.RECORDS_REFUSED),
            Map.entry(Errors.UNKNOWN_SERVER_ERROR, Kind.AGAIN_PERHAPS_ARRIVED));
    /** A broker answers these before it has stored anything. */
    private static final Set<Errors> BEFORE_STORING =
            EnumSet.of(Errors.NOT_ENOUGH_REPLICAS, Errors.CORRUPT_MESSAGE, Errors.THROTTLING_QUOTA_EXCEEDED);

    private static PartitionProduceResponse response(Errors error) {
        return new PartitionProduceResponse()
                .setErrorCode(error.code())
                .setBaseOffset(7)
                .setLogAppendTimeMs(8);
    }

    @ParameterizedTest
    @EnumSource(Errors.class)
    void each_error_is_tried_again_if_kafkas_own_client_would(Errors error) {
        Answer answer = ProduceAnswers.of(response(error));
        Kind expected = OF_THEIR_OWN.get(error);
        if (expected == null && error.exception() instanceof RetriableException) {
            expected = BEFORE_STORING.contains(error) ? Kind.AGAIN : Kind.AGAIN_PERHAPS_ARRIVED;
        }
        assertEquals(expected == null ? Kind.REFUSED : expected, answer.kind());
    }

    @Test
    void an_arrived_batch_has_its_offset_and_a_repeat_that_is_too_old_has_none() {
        assertEquals(Answer.arrived(7, 8), ProduceAnswers.of(response(Errors.NONE)));
        assertEquals(Answer.arrived(-1, -1), ProduceAnswers.of(response(Errors.DUPLICATE_SEQUENCE_NUMBER)));
    }

    @Test
    void records_at_fault_are_named_with_the_words_of_the_broker() {
        Answer answer = ProduceAnswers.of(response(Errors.INVALID_RECORD)
                .setErrorMessage("one or more records have been rejected")
                .setRecordErrors(List.of(
                        new BatchIndexAndErrorMessage().setBatchIndex(3).setBatchIndexErrorMessage("no key"),
                        new BatchIndexAndErrorMessage().setBatchIndex(5))));
        assertEquals(
                List.of(3, 5),
                answer.refused().stream().map(Answer.RefusedRecord::index).toList());
        assertEquals("no key", answer.refused().get(0).cause().getMessage());
        assertEquals(
                "one or more records have been rejected",
                answer.refused().get(1).cause().getMessage());
        assertTrue(answer.refused().get(0).cause() instanceof InvalidRecordException);
        Answer late = ProduceAnswers.of(response(Errors.INVALID_TIMESTAMP)
                .setRecordErrors(List.of(new BatchIndexAndErrorMessage().setBatchIndex(0))));
        assertTrue(late.refused().get(0).cause() instanceof InvalidTimestampException);
    }

    @Test
    void a_leader_that_moved_makes_what_is_known_out_of_date() {
        assertTrue(ProduceAnswers.outdated(response(Errors.NOT_LEADER_OR_FOLLOWER)));
        assertTrue(ProduceAnswers.outdated(response(Errors.UNKNOWN_TOPIC_ID)));
        assertEquals(false, ProduceAnswers.outdated(response(Errors.NOT_ENOUGH_REPLICAS)));
    }
}
