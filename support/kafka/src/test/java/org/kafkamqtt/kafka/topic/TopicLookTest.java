package org.kafkamqtt.kafka.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class TopicLookTest {
    private static final Uuid ID = Uuid.randomUuid();

    private static TopicSeen seen(KafkaFuture<TopicDescription> answer) {
        return TopicLook.seen(answer, System.nanoTime());
    }

    private static KafkaFuture<TopicDescription> failing(Exception e) {
        KafkaFutureImpl<TopicDescription> answer = new KafkaFutureImpl<>();
        answer.completeExceptionally(e);
        return answer;
    }

    private static TopicPartitionInfo partition(int number) {
        return new TopicPartitionInfo(number, null, List.of(), List.of());
    }

    @Test
    void a_topic_that_is_described_is_there() {
        TopicDescription found =
                new TopicDescription("t", false, List.of(partition(0), partition(1)), Set.<AclOperation>of(), ID);
        assertEquals(new TopicSeen.There(ID, 2), seen(KafkaFuture.completedFuture(found)));
    }

    @Test
    void a_topic_that_nobody_knows_is_missing() {
        assertEquals(new TopicSeen.Missing(), seen(failing(new UnknownTopicOrPartitionException("t"))));
    }

    @Test
    void what_one_may_not_see_is_untold_and_not_missing() {
        assertEquals(new TopicSeen.Untold(), seen(failing(new TopicAuthorizationException("t"))));
    }

    @Test
    void no_answer_in_time_is_untold() {
        assertEquals(new TopicSeen.Untold(), seen(new KafkaFutureImpl<>()));
    }

    @Test
    void an_interrupt_is_untold_and_stays() {
        Thread.currentThread().interrupt();
        TopicSeen seen = seen(new KafkaFutureImpl<>());
        assertTrue(Thread.interrupted());
        assertEquals(new TopicSeen.Untold(), seen);
    }
}
