package org.kafkamqtt.console.into;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** Real commands of a shell, good and bad. */
@Timeout(60)
class LineCommandTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(40);
    private static final String EACH = "n=0; while read -r line; do n=$((n+1)); echo $n; done";

    private final Semaphore called = new Semaphore(0);
    private LineCommand command = LineCommand.start(":", IntoWindow.DEFAULT, true, () -> {});

    @AfterEach
    void close() {
        command.close();
    }

    private LineCommand start(String text) {
        return start(text, IntoWindow.DEFAULT);
    }

    private LineCommand start(String text, IntoWindow window) {
        command.close();
        command = LineCommand.start(text, window, true, called::release);
        return command;
    }

    private void add(int lines) {
        byte[] line = "line\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < lines; i++) {
            command.add(line, 0, line.length);
        }
        command.flush();
    }

    private Failure failure() throws InterruptedException {
        while (command.trouble().isEmpty()) {
            assertTrue(called.tryAcquire(30, TimeUnit.SECONDS), "the command's end was not told");
        }
        return assertThrows(Failure.class, command::check);
    }

    @Test
    void answers_each_line() throws InterruptedException {
        start(EACH);
        add(3);
        assertTrue(command.awaitSettled(3, LONG));
        add(2);
        assertTrue(command.awaitSettled(5, LONG));
        command.finish(LONG);
        assertEquals(5, command.settled());
    }

    @Test
    void answers_once_at_the_end() throws InterruptedException {
        start("wc -l");
        add(100_000);
        assertEquals(0, command.settled());
        command.finish(LONG);
        assertEquals(100_000, command.settled());
    }

    @Test
    void answers_at_once_without_a_last_line_feed() throws InterruptedException {
        start("cat >/dev/null; printf 7");
        add(7);
        command.finish(LONG);
        assertEquals(7, command.settled());
    }

    @Test
    void nothing_added_is_nothing_to_settle() throws InterruptedException {
        start("cat >/dev/null");
        command.finish(LONG);
        assertEquals(0, command.settled());
    }

    @Test
    void never_answers() {
        start("cat >/dev/null");
        add(10);
        Failure failure = assertThrows(Failure.class, () -> command.finish(LONG));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertEquals(
                "the command of --into exited with status 0; 10 lines are not settled and will be delivered again",
                failure.sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "'echo 2; cat >/dev/null; echo 1', 'answered 1 after 2; 8 lines are not settled and will be delivered again'",
        "'echo 2; cat >/dev/null; echo 11', 'answered 11 when it had been given 10 lines; 8 lines are not settled and will be delivered again'",
        "'echo letters; cat >/dev/null', 'answered ''letters'', which is not a number of lines; 10 lines are not settled and will be delivered again'",
        "'head -n 3 >/dev/null; echo 3', 'exited with status 0; 7 lines are not settled and will be delivered again'",
        "'cat >/dev/null; echo 9; exit 3', 'exited with status 3; 1 line is not settled and will be delivered again'",
    })
    void answers_wrongly(String text, String expected) {
        // A command that spoke before it was given anything would rightly be told that it was given nothing.
        start(text.startsWith("echo") ? "read -r first; read -r second; " + text : text);
        add(10);
        Failure failure = assertThrows(Failure.class, () -> command.finish(LONG));
        assertEquals("the command of --into " + expected, failure.sentence());
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
    }

    @ParameterizedTest
    @CsvSource({
        "'exit 0', 'exited with status 0 before its input ended'",
        "'exit 3', 'exited with status 3 before its input ended'",
        "'no-such-command-at-all 2>/dev/null', 'exited with status 127 (it was not found) before its input ended'",
        "'exec >&-; cat >/dev/null', 'closed its output'",
        "'kill -9 $$', 'exited with status 137 before its input ended'",
    })
    void leaves_before_its_input_ends(String text, String expected) throws InterruptedException {
        start(text);
        assertEquals("the command of --into " + expected, failure().sentence());
        add(2);
        assertEquals(
                "the command of --into " + expected + "; 2 lines are not settled and will be delivered again",
                assertThrows(Failure.class, () -> command.finish(LONG)).sentence());
    }

    @Test
    void leaves_a_child_behind_that_holds_its_output() throws InterruptedException {
        start("sleep 30 & exit 4");
        assertEquals(
                "the command of --into exited with status 4 before its input ended",
                failure().sentence());
    }

    @Test
    void closes_its_input_and_stays() throws InterruptedException {
        start("exec <&-; sleep 30");
        byte[] piece = new byte[1 << 16];
        while (command.trouble().isEmpty()) {
            command.add(piece, 0, piece.length);
            command.flush();
            called.tryAcquire(50, TimeUnit.MILLISECONDS);
        }
        assertTrue(failure().sentence().startsWith("the command of --into closed its input before that ended; "));
    }

    @Test
    void settles_all_and_exits_with_another_status() {
        start(EACH + "; exit 5");
        add(4);
        Failure failure = assertThrows(Failure.class, () -> command.finish(LONG));
        assertEquals(ExitStatus.PARTIAL, failure.status());
        assertEquals("the command of --into exited with status 5", failure.sentence());
        assertEquals(4, command.settled());
    }

    @Test
    void without_another_run_nothing_comes_again() {
        command.close();
        command = LineCommand.start("cat >/dev/null", IntoWindow.DEFAULT, false, () -> {});
        add(1);
        Failure failure = assertThrows(Failure.class, () -> command.finish(LONG));
        assertEquals("the command of --into exited with status 0; 1 line is not settled", failure.sentence());
    }

    @Test
    void once_a_line_was_kept_by_nobody_nothing_is_promised() {
        start("cat >/dev/null");
        command.comesOnlyOnce();
        add(1);
        Failure failure = assertThrows(Failure.class, () -> command.finish(LONG));
        assertEquals("the command of --into exited with status 0; 1 line is not settled", failure.sentence());
    }

    @Test
    void is_given_no_more_than_the_window_of_lines() throws InterruptedException {
        start("read -r a; read -r b; read -r c; echo 1; read -r d; echo 4; cat >/dev/null", new IntoWindow(3, 1 << 20));
        add(3);
        assertTrue(command.awaitRoom(5, LONG));
        assertEquals(1, command.settled());
        add(1);
        assertTrue(command.awaitSettled(4, LONG));
        assertTrue(command.hasRoom(1L << 40));
    }

    @Test
    void waits_for_room_only_so_long() throws InterruptedException {
        start("cat >/dev/null", new IntoWindow(1, 100));
        add(1);
        assertFalse(command.hasRoom(1));
        assertFalse(command.awaitRoom(1, TimeUnit.MILLISECONDS.toNanos(20)));
        assertFalse(command.awaitSettled(1, TimeUnit.MILLISECONDS.toNanos(20)));
    }

    @Test
    void takes_a_line_of_100_megabytes(@TempDir Path folder) throws Exception {
        Path copy = folder.resolve("copy");
        start("cat >'" + copy + "'; wc -l <'" + copy + "'");
        byte[] line = new byte[100 << 20];
        Arrays.fill(line, (byte) 'x');
        line[line.length - 1] = '\n';
        command.add(line, 0, line.length);
        assertTrue(command.hasRoom(1) || command.settled() == 0);
        command.finish(LONG);
        assertEquals(line.length, Files.size(copy));
        assertEquals(1, command.settled());
    }

    @Test
    void adding_does_not_block_when_nobody_reads() throws InterruptedException {
        start("trap '' TERM; sleep 30");
        byte[] piece = new byte[1 << 20];
        for (int i = 0; i < 20; i++) {
            command.add(piece, 0, piece.length);
        }
        long start = System.nanoTime();
        Failure failure = assertThrows(Failure.class, () -> command.finish(TimeUnit.MILLISECONDS.toNanos(50)));
        assertEquals(
                "the command of --into did not exit within 50 ms after its input ended; "
                        + "20 lines are not settled and will be delivered again",
                failure.sentence());
        command.close();
        assertTrue(
                System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20), "SIGKILL follows a SIGTERM that is ignored");
    }

    @Test
    void a_slow_command_is_waited_for_as_long_as_it_answers() throws InterruptedException {
        start("n=0; while read -r line; do n=$((n+1)); sleep 0.1; echo $n; done");
        add(20);
        command.finish(TimeUnit.SECONDS.toNanos(1));
        assertEquals(20, command.settled());
    }

    @Test
    void a_user_who_wants_to_stop_shortens_the_patience() {
        start("cat >/dev/null; sleep 30");
        add(1);
        Thread user = new Thread(() -> command.hurry(TimeUnit.MILLISECONDS.toNanos(200)));
        user.start();
        Failure failure = assertThrows(Failure.class, () -> command.finish(LONG));
        assertTrue(failure.sentence().contains("did not exit within 200 ms"), failure.sentence());
    }

    @Test
    void closing_ends_what_the_command_started() throws Exception {
        start("sleep 60 & echo 0; wait");
        assertTrue(called.tryAcquire(30, TimeUnit.SECONDS));
        ProcessHandle sleeper = sleeper().orElse(null);
        for (long end = System.nanoTime() + LONG; sleeper == null && System.nanoTime() < end; ) {
            sleeper = sleeper().orElse(null);
        }
        assertNotNull(sleeper);
        command.close();
        for (long end = System.nanoTime() + LONG; sleeper.isAlive() && System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
        assertFalse(sleeper.isAlive());
    }

    private static Optional<ProcessHandle> sleeper() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .findFirst();
    }

    @Test
    void does_not_hear_the_interrupt_of_a_terminal() throws InterruptedException {
        start("kill -INT $$; " + EACH);
        add(2);
        command.finish(LONG);
        assertEquals(2, command.settled());
    }

    @Test
    void its_standard_output_is_ours_alone() throws InterruptedException {
        start("echo noise >&2; " + EACH);
        add(1);
        command.finish(LONG);
        assertEquals(1, command.settled());
    }
}
