package org.kafkamqtt.kafka.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.EpochEndOffset;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.kafka.fetch.Answer;
import org.kafkamqtt.kafka.fetch.Verdict;

class FetchAnswersTest {
    private static Set<Errors> meaning(Verdict verdict) {
        return Arrays.stream(Errors.values())
                .filter(error -> FetchAnswers.ofFetch(error) == verdict)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Errors.class)));
    }

    @Test
    void knows_what_each_error_of_a_partition_means() {
        assertEquals(EnumSet.of(Errors.NONE), meaning(Verdict.OK));
        assertEquals(
                EnumSet.of(
                        Errors.NOT_LEADER_OR_FOLLOWER,
                        Errors.REPLICA_NOT_AVAILABLE,
                        Errors.KAFKA_STORAGE_ERROR,
                        Errors.FENCED_LEADER_EPOCH,
                        Errors.OFFSET_NOT_AVAILABLE,
                        Errors.LEADER_NOT_AVAILABLE,
                        Errors.UNKNOWN_TOPIC_OR_PARTITION,
                        Errors.UNKNOWN_TOPIC_ID,
                        Errors.INCONSISTENT_TOPIC_ID),
                meaning(Verdict.OUTDATED));
        assertEquals(EnumSet.of(Errors.UNKNOWN_LEADER_EPOCH, Errors.UNKNOWN_SERVER_ERROR), meaning(Verdict.AGAIN));
        assertEquals(EnumSet.of(Errors.OFFSET_OUT_OF_RANGE), meaning(Verdict.OUT_OF_RANGE));
        assertEquals(EnumSet.of(Errors.TOPIC_AUTHORIZATION_FAILED), meaning(Verdict.DENIED));
        assertEquals(EnumSet.of(Errors.CORRUPT_MESSAGE), meaning(Verdict.CORRUPT));
        assertEquals(EnumSet.noneOf(Errors.class), meaning(Verdict.UNSUPPORTED));
    }

    @Test
    void tries_another_session_whatever_is_wrong_with_one() {
        assertEquals(Verdict.OK, FetchAnswers.ofFetches(Errors.NONE));
        assertEquals(Verdict.AGAIN, FetchAnswers.ofFetches(Errors.FETCH_SESSION_ID_NOT_FOUND));
        assertEquals(Verdict.AGAIN, FetchAnswers.ofFetches(Errors.INVALID_FETCH_SESSION_EPOCH));
        assertEquals(Verdict.AGAIN, FetchAnswers.ofFetches(Errors.FETCH_SESSION_TOPIC_ID_ERROR));
        assertEquals(Verdict.OUTDATED, FetchAnswers.ofFetches(Errors.UNKNOWN_TOPIC_ID));
        assertEquals(Verdict.UNSUPPORTED, FetchAnswers.ofFetches(Errors.UNSUPPORTED_VERSION));
    }

    @Test
    void asks_for_a_place_again_unless_that_is_not_allowed() {
        assertEquals(Verdict.OK, FetchAnswers.ofPlace(Errors.NONE));
        assertEquals(Verdict.DENIED, FetchAnswers.ofPlace(Errors.TOPIC_AUTHORIZATION_FAILED));
        assertEquals(Verdict.UNSUPPORTED, FetchAnswers.ofPlace(Errors.UNSUPPORTED_FOR_MESSAGE_FORMAT));
        assertEquals(Verdict.OUTDATED, FetchAnswers.ofPlace(Errors.UNKNOWN_SERVER_ERROR));
    }

    private static Answer.Fetch answer(PartitionData... partitions) {
        FetchResponseData data = new FetchResponseData()
                .setSessionId(7)
                .setResponses(List.of(
                        new FetchableTopicResponse().setTopicId(new Uuid(1, 2)).setPartitions(List.of(partitions))));
        return FetchAnswers.of(data, 5, new AnswerBuffers(1_000_000));
    }

    private static PartitionData partition(int number) {
        return new PartitionData()
                .setPartitionIndex(number)
                .setHighWatermark(30)
                .setLastStableOffset(20)
                .setLogStartOffset(10);
    }

    @Test
    void takes_over_what_is_said_about_a_partition() {
        byte[] bytes = new byte[200];
        Answer.Fetch answer = answer(partition(4)
                .setAbortedTransactions(List.of(
                        new AbortedTransaction().setProducerId(2).setFirstOffset(15),
                        new AbortedTransaction().setProducerId(1).setFirstOffset(12)))
                .setRecords(MemoryRecords.readableRecords(
                        ByteBuffer.wrap(bytes, 50, 100).slice())));
        assertEquals(7, answer.sessionId());
        assertEquals(200, answer.bytes());
        Answer.Part part = answer.parts().get(0);
        assertEquals(new UUID(1, 2), part.topicId());
        assertEquals(4, part.partition());
        assertEquals(Verdict.OK, part.verdict());
        assertEquals(new Answer.Marks(10, 20, 30), part.marks());
        assertEquals(List.of(new Answer.Aborted(1, 12), new Answer.Aborted(2, 15)), part.aborted());
        assertEquals(new Answer.Bytes(bytes, 50, 150), part.bytes());
        assertEquals(-1, part.replica());
        assertNull(part.divergence());
    }

    @Test
    void takes_over_where_logs_part_and_who_else_may_be_asked() {
        Answer.Fetch answer = answer(
                partition(0).setDivergingEpoch(new EpochEndOffset().setEpoch(3).setEndOffset(14)),
                partition(1).setPreferredReadReplica(8));
        assertEquals(new Answer.Divergence(3, 14), answer.parts().get(0).divergence());
        assertEquals(8, answer.parts().get(1).replica());
        assertEquals(5, answer.bytes());
    }

    @Test
    void keeps_the_cause_of_a_refusal() {
        Answer.Part part = answer(partition(0).setErrorCode(Errors.NOT_LEADER_OR_FOLLOWER.code()))
                .parts()
                .get(0);
        assertEquals(Verdict.OUTDATED, part.verdict());
        assertInstanceOf(NotLeaderOrFollowerException.class, part.cause());
    }
}
