package org.kafkamqtt.kafka.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class TopicQuestionsTest {
    private final TopicQuestions questions = new TopicQuestions();

    @Test
    void reads_what_is_there_and_what_is_missing_and_leaves_out_what_nobody_may_know() {
        Uuid id = new Uuid(1, 2);
        MetadataResponseData answer = new MetadataResponseData();
        answer.topics()
                .add(new MetadataResponseTopic()
                        .setName("there")
                        .setTopicId(id)
                        .setPartitions(List.of(
                                new MetadataResponsePartition(),
                                new MetadataResponsePartition().setPartitionIndex(1))));
        answer.topics()
                .add(new MetadataResponseTopic()
                        .setName("gone")
                        .setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code()));
        answer.topics()
                .add(new MetadataResponseTopic()
                        .setName("hidden")
                        .setErrorCode(Errors.TOPIC_AUTHORIZATION_FAILED.code()));
        assertEquals(
                Map.of("there", new TopicFound(true, id, 2), "gone", TopicFound.NOT), TopicQuestions.found(answer));
    }

    @Test
    void hands_out_questions_in_order_and_again_when_their_time_had_not_come() {
        assertFalse(questions.put(List.of("a")).isDone());
        assertFalse(questions.put(List.of("b")).isDone());
        TopicQuestions.Question first = questions.next();
        assertNotNull(first);
        assertEquals(List.of("a"), first.topics());
        questions.again(first);
        assertEquals(List.of("b"), topics());
        assertEquals(List.of("a"), topics());
        assertNull(questions.next());
    }

    private List<String> topics() {
        TopicQuestions.Question next = questions.next();
        assertNotNull(next);
        return next.topics();
    }

    @Test
    void answers_with_nothing_when_it_is_closed_and_after_it() {
        CompletableFuture<Map<String, TopicFound>> before = questions.put(List.of("a"));
        CompletableFuture<Map<String, TopicFound>> taken = questions.put(List.of("b"));
        assertNotNull(questions.next());
        TopicQuestions.Question open = questions.next();
        assertNotNull(open);
        questions.again(new TopicQuestions.Question(List.of("a"), before));
        assertFalse(before.isDone());
        questions.close();
        assertEquals(Map.of(), before.join());
        questions.again(open);
        assertEquals(Map.of(), taken.join());
        assertEquals(Map.of(), questions.put(List.of("c")).join());
    }
}
