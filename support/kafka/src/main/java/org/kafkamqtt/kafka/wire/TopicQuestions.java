package org.kafkamqtt.kafka.wire;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Questions about topics that any thread may put, and the thread of a network takes to the cluster. Thread-safe. */
final class TopicQuestions {
    private final ArrayDeque<Question> waiting = new ArrayDeque<>();
    private boolean closed;

    /** Which topics are there; a name without an answer is left out. */
    record Question(List<String> topics, CompletableFuture<Map<String, TopicFound>> answer) {
        void giveUp() {
            answer.complete(Map.of());
        }
    }

    CompletableFuture<Map<String, TopicFound>> put(Collection<String> topics) {
        Question question = new Question(List.copyOf(topics), new CompletableFuture<>());
        if (!queued(question)) {
            question.giveUp();
        }
        return question.answer();
    }

    private synchronized boolean queued(Question question) {
        return !closed && waiting.add(question);
    }

    /** The oldest that nobody took, null if there is none. */
    synchronized @Nullable Question next() {
        return waiting.poll();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Puts one back whose time has not come. */
    void again(Question question) {
        if (!queued(question)) {
            question.giveUp();
        }
    }

    /** Answers all that wait, and all that come, with nothing. */
    void close() {
        List<Question> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(Question::giveUp);
    }

    /** What an answer says; topics that it says nothing certain of are left out. */
    static Map<String, TopicFound> found(MetadataResponseData answer) {
        Map<String, TopicFound> found = new HashMap<>();
        for (MetadataResponseData.MetadataResponseTopic topic : answer.topics()) {
            Errors error = Errors.forCode(topic.errorCode());
            if (error == Errors.NONE) {
                found.put(
                        topic.name(),
                        new TopicFound(true, topic.topicId(), topic.partitions().size()));
            } else if (error == Errors.UNKNOWN_TOPIC_OR_PARTITION) {
                found.put(topic.name(), TopicFound.NOT);
            }
        }
        return found;
    }
}
