package org.kafkamqtt.console.into;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommandProgressTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    private final CommandProgress progress = new CommandProgress();

    @Test
    void settles_what_is_answered_and_takes_nothing_back() {
        progress.answered(5);
        progress.answered(3);
        assertEquals(5, progress.settled());
    }

    @Test
    void believes_nothing_after_trouble_and_keeps_the_first() {
        progress.answered(5);
        progress.failed("answered nonsense");
        progress.failed("closed its output");
        progress.answered(9);
        assertEquals(5, progress.settled());
        assertEquals(Optional.of("answered nonsense"), progress.trouble());
    }

    @Test
    void what_happens_after_the_close_is_nobodys_fault() {
        assertTrue(progress.close());
        assertFalse(progress.close());
        progress.failed("exited with status 1");
        progress.answered(7);
        assertEquals(Optional.empty(), progress.trouble());
        assertEquals(0, progress.settled());
    }

    @Test
    void answers_that_end_before_the_input_is_written_end_too_early() {
        assertTrue(progress.answersEnded(false));
        assertFalse(progress.answersEnded(true), "that is known already");
    }

    @Test
    void answers_may_end_once_the_input_is_written() {
        progress.inputWritten();
        assertFalse(progress.answersEnded(false));
    }

    @Test
    void input_that_a_close_cut_off_was_not_written() {
        progress.close();
        progress.inputWritten();
        assertTrue(progress.answersEnded(true));
    }

    @Test
    void waits_until_the_claim_holds() throws InterruptedException {
        Thread command = new Thread(() -> progress.answered(2));
        command.start();
        assertTrue(progress.await(() -> progress.settled() == 2, LONG));
    }

    @Test
    void waits_no_longer_than_it_is_told() throws InterruptedException {
        assertFalse(progress.await(() -> false, 1));
    }

    @Test
    void does_not_wait_for_a_command_that_failed() throws InterruptedException {
        progress.failed("closed its output");
        assertFalse(progress.await(() -> false, LONG));
        assertEquals(OptionalLong.empty(), progress.awaitEnd(LONG));
    }

    @Test
    void the_end_is_an_exit_with_all_answers_read() throws InterruptedException {
        progress.exited();
        assertEquals(OptionalLong.of(1), progress.awaitEnd(1));
        progress.answersEnded(true);
        assertEquals(OptionalLong.empty(), progress.awaitEnd(1));
    }

    @Test
    void a_user_in_a_hurry_shortens_the_patience_and_never_lengthens_it() throws InterruptedException {
        progress.hurry(2);
        progress.hurry(5);
        assertEquals(OptionalLong.of(2), progress.awaitEnd(LONG));
    }
}
