package org.kafkamqtt.kafka.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochResponse;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.Answer;
import org.kafkamqtt.kafka.fetch.Place;
import org.kafkamqtt.kafka.fetch.Verdict;

/**
 * What the responses to a reader's requests mean.
 *
 * <p>Sources: kafka-clients 4.3.1, FetchCollector.handleInitializeErrors, OffsetFetcherUtils.handleListOffsetResponse,
 * OffsetsForLeaderEpochUtils.prepareResponse and Errors.
 */
final class FetchAnswers {
    private FetchAnswers() {}

    /** What became of a request without a response. */
    static Answer.Lost without(ClientResponse response) {
        if (response.versionMismatch() != null) {
            return new Answer.Lost(Verdict.UNSUPPORTED, response.versionMismatch());
        }
        return new Answer.Lost(
                Verdict.AGAIN,
                response.wasTimedOut()
                        ? new TimeoutException("no answer within request.timeout.ms")
                        : new DisconnectException("the connection broke before the answer"));
    }

    /** About records of one partition. */
    static Verdict ofFetch(Errors error) {
        return switch (error) {
            case NONE -> Verdict.OK;
            case NOT_LEADER_OR_FOLLOWER,
                    REPLICA_NOT_AVAILABLE,
                    KAFKA_STORAGE_ERROR,
                    FENCED_LEADER_EPOCH,
                    OFFSET_NOT_AVAILABLE,
                    LEADER_NOT_AVAILABLE,
                    UNKNOWN_TOPIC_OR_PARTITION,
                    UNKNOWN_TOPIC_ID,
                    INCONSISTENT_TOPIC_ID -> Verdict.OUTDATED;
            // The broker has not heard of its own or its leader's election yet; or something that may pass.
            case UNKNOWN_LEADER_EPOCH, UNKNOWN_SERVER_ERROR -> Verdict.AGAIN;
            case OFFSET_OUT_OF_RANGE -> Verdict.OUT_OF_RANGE;
            case TOPIC_AUTHORIZATION_FAILED -> Verdict.DENIED;
            case CORRUPT_MESSAGE -> Verdict.CORRUPT;
            default -> Verdict.REFUSED;
        };
    }

    /** About a request for records as a whole: whatever it is, another session may do. */
    static Verdict ofFetches(Errors error) {
        return switch (error) {
            case NONE -> Verdict.OK;
            case UNSUPPORTED_VERSION -> Verdict.UNSUPPORTED;
            case FETCH_SESSION_ID_NOT_FOUND, INVALID_FETCH_SESSION_EPOCH, FETCH_SESSION_TOPIC_ID_ERROR -> Verdict.AGAIN;
            default -> Verdict.OUTDATED;
        };
    }

    /** About an offset or an epoch of one partition. */
    static Verdict ofPlace(Errors error) {
        return switch (error) {
            case NONE -> Verdict.OK;
            case TOPIC_AUTHORIZATION_FAILED -> Verdict.DENIED;
            case UNSUPPORTED_FOR_MESSAGE_FORMAT -> Verdict.UNSUPPORTED;
            default -> Verdict.OUTDATED;
        };
    }

    private static @Nullable Exception cause(Errors error) {
        return error == Errors.NONE ? null : error.exception();
    }

    /** The answer, and the array that all of its bytes lie in. */
    static Answer.Fetch of(FetchResponseData data, long least, AnswerBuffers buffers) {
        List<Answer.Part> parts = new ArrayList<>();
        byte[] array = null;
        for (FetchResponseData.FetchableTopicResponse topic : data.responses()) {
            UUID id = id(topic.topicId());
            for (FetchResponseData.PartitionData partition : topic.partitions()) {
                Answer.Bytes bytes = bytes(partition.records());
                array = bytes.to() > bytes.from() ? bytes.array() : array;
                parts.add(part(topic.topic(), id, partition, bytes));
            }
        }
        byte[] lent = array;
        return new Answer.Fetch(
                ofFetches(Errors.forCode(data.errorCode())),
                data.sessionId(),
                parts,
                lent == null ? least : lent.length,
                lent == null ? () -> {} : () -> buffers.giveBack(lent));
    }

    private static Answer.Part part(String topic, UUID id, FetchResponseData.PartitionData data, Answer.Bytes bytes) {
        Errors error = Errors.forCode(data.errorCode());
        FetchResponseData.EpochEndOffset end = data.divergingEpoch();
        List<Answer.Aborted> aborted = new ArrayList<>();
        if (data.abortedTransactions() != null) {
            data.abortedTransactions()
                    .forEach(each -> aborted.add(new Answer.Aborted(each.producerId(), each.firstOffset())));
            aborted.sort((a, b) -> Long.compare(a.firstOffset(), b.firstOffset()));
        }
        return new Answer.Part(
                topic,
                id,
                data.partitionIndex(),
                ofFetch(error),
                cause(error),
                new Answer.Marks(data.logStartOffset(), data.lastStableOffset(), data.highWatermark()),
                FetchResponse.isDivergingEpoch(data) ? new Answer.Divergence(end.epoch(), end.endOffset()) : null,
                FetchResponse.isPreferredReplica(data) ? data.preferredReadReplica() : -1,
                aborted,
                bytes);
    }

    private static Answer.Bytes bytes(@Nullable BaseRecords records) {
        if (!(records instanceof MemoryRecords memory) || memory.sizeInBytes() == 0) {
            return Answer.Bytes.NONE;
        }
        var buffer = memory.buffer();
        int from = buffer.arrayOffset() + buffer.position();
        return new Answer.Bytes(buffer.array(), from, from + buffer.remaining());
    }

    static Answer.Offsets of(ListOffsetsResponse response) {
        List<Answer.OffsetPart> parts = new ArrayList<>();
        for (ListOffsetsResponseData.ListOffsetsTopicResponse topic : response.topics()) {
            for (ListOffsetsResponseData.ListOffsetsPartitionResponse partition : topic.partitions()) {
                Errors error = Errors.forCode(partition.errorCode());
                parts.add(new Answer.OffsetPart(
                        new Place(topic.name(), partition.partitionIndex()),
                        ofPlace(error),
                        cause(error),
                        partition.offset(),
                        partition.leaderEpoch()));
            }
        }
        return new Answer.Offsets(parts);
    }

    static Answer.Epochs of(OffsetsForLeaderEpochResponse response) {
        List<Answer.EpochPart> parts = new ArrayList<>();
        for (OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult topic :
                response.data().topics()) {
            for (OffsetForLeaderEpochResponseData.EpochEndOffset partition : topic.partitions()) {
                Errors error = Errors.forCode(partition.errorCode());
                parts.add(new Answer.EpochPart(
                        new Place(topic.topic(), partition.partition()),
                        ofPlace(error),
                        cause(error),
                        new Answer.Divergence(partition.leaderEpoch(), partition.endOffset())));
            }
        }
        return new Answer.Epochs(parts);
    }

    static UUID id(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    static Uuid id(UUID id) {
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
