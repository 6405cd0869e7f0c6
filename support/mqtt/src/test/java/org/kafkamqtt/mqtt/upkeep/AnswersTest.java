package org.kafkamqtt.mqtt.upkeep;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final Answers answers = new Answers();

    @Test
    void what_is_waited_for_ends_with_the_cancellation_and_nothing_is_waited_for_afterwards() {
        CompletableFuture<String> answer = answers.expect();
        answers.cancel();
        assertThrows(CancellationException.class, answer::join);
        assertThrows(CancellationException.class, answers::expect);
        assertTrue(answers.isCancelled());
    }

    @Test
    void what_is_no_longer_waited_for_is_left_alone() {
        CompletableFuture<String> given = answers.expect();
        CompletableFuture<String> waited = answers.expect();
        answers.expectNoMore(given);
        answers.cancel();
        assertFalse(given.isDone());
        assertTrue(waited.isDone());
    }

    @Test
    void an_answer_that_is_there_stays() {
        CompletableFuture<String> answer = answers.expect();
        answer.complete("yes");
        answers.cancel();
        assertTrue(answer.join().equals("yes"));
    }
}
