package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class OutcomeTest {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final Failure gone = new Failure(ExitStatus.UNREACHABLE, "gone");

    private Ending ending = new Ending(NEVER, NEVER, false, NEVER, false);
    private long written;
    private long dropped;
    private boolean stopped;
    private boolean sawLive;
    private boolean readerMissed;
    private Optional<Failure> connectionEnd = Optional.empty();
    private long sinceStart;
    private long sinceLastMessage;

    private Outcome outcome() {
        Summary summary = new Summary(written + dropped, written, 0, written, dropped, 0);
        return new Outcome(
                ending, summary, written, stopped, sawLive, readerMissed, connectionEnd, sinceStart, sinceLastMessage);
    }

    private void assertAtEnd(ExitStatus status, String sentence) {
        assertEquals(new Outcome.Verdict(status, sentence), outcome().atEnd());
    }

    private void wanted(long messages, long timeLimit, long idleLimit) {
        ending = new Ending(messages, timeLimit, false, idleLimit, false);
    }

    @Test
    void a_run_without_a_number_of_messages_is_judged_by_what_was_dropped() {
        assertAtEnd(ExitStatus.OK, "");
        dropped = 1;
        assertAtEnd(ExitStatus.PARTIAL, "");
    }

    @Test
    void a_number_of_messages_that_came_is_a_success_even_if_the_connection_went() {
        wanted(3, NEVER, NEVER);
        written = 3;
        connectionEnd = Optional.of(gone);
        assertAtEnd(ExitStatus.OK, "");
    }

    @Test
    void a_connection_that_went_before_is_what_ends_the_run() {
        wanted(3, NEVER, NEVER);
        written = 2;
        connectionEnd = Optional.of(gone);
        assertSame(gone, assertThrows(Failure.class, () -> outcome().atEnd()));
    }

    @Test
    void a_number_that_its_reader_did_not_take_is_no_success() {
        wanted(3, NEVER, NEVER);
        written = 3;
        readerMissed = true;
        assertAtEnd(ExitStatus.TIMED_OUT, "the reader of standard output went away before it had the messages of -C");
        assertEquals(Outcome.readerLeft(), outcome().atEnd());
    }

    @Test
    void too_few_messages_are_no_success_and_the_sentence_says_why() {
        wanted(3, NEVER, SECOND);
        written = 1;
        assertAtEnd(ExitStatus.TIMED_OUT, "1 of 3 messages came");
        sinceLastMessage = SECOND;
        assertAtEnd(ExitStatus.TIMED_OUT, "1 of 3 messages came, and then none for 1 s");
        sawLive = true;
        assertAtEnd(ExitStatus.TIMED_OUT, "1 of 3 messages came, and then one that is not retained");
    }

    @Test
    void a_time_limit_is_no_success_and_the_sentence_counts() {
        wanted(3, 2 * SECOND, NEVER);
        written = 1;
        sinceStart = 2 * SECOND;
        assertAtEnd(ExitStatus.TIMED_OUT, "1 of 3 messages came within 2 s");
        wanted(NEVER, 2 * SECOND, NEVER);
        assertAtEnd(ExitStatus.TIMED_OUT, "stopped after 2 s with 1 message");
    }

    @Test
    void a_user_who_stops_the_run_wanted_no_more() {
        wanted(3, SECOND, NEVER);
        sinceStart = 2 * SECOND;
        stopped = true;
        assertAtEnd(ExitStatus.OK, "");
        assertEquals(new Outcome.Verdict(ExitStatus.OK, ""), outcome().interrupted());
        stopped = false;
        assertEquals(ExitStatus.TIMED_OUT, outcome().interrupted().status());
    }

    @Test
    void what_is_left_behind_is_either_not_written_or_not_acknowledged() {
        assertEquals("the output took nothing more: ended with 2 messages not written", Outcome.left(2, 5, true));
        assertEquals("the output took nothing more: ended with 0 messages not written", Outcome.left(0, 0, true));
        assertEquals("ended with 5 messages not acknowledged; will be delivered again", Outcome.left(0, 5, true));
        assertEquals("ended with 5 messages not acknowledged", Outcome.left(0, 5, false));
    }
}
