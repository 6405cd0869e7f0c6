package org.kafkamqtt.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.OutOfMemory;

/** Who ended the run, and what memory that ran out is called. */
class EndingTest {

    private static StackTraceElement frame(String type, String method, String file, int line) {
        return new StackTraceElement(type, method, file, line);
    }

    private static StackTraceElement frame(String type, String method) {
        return frame(type, method, "", -1);
    }

    private static StackTraceElement[] exiting(StackTraceElement... callers) {
        StackTraceElement[] stack = new StackTraceElement[callers.length + 4];
        stack[0] = frame("java.lang.Thread", "join");
        stack[1] = frame("java.lang.Shutdown", "exit");
        stack[2] = frame("java.lang.Runtime", "exit");
        stack[3] = frame("java.lang.System", "exit");
        System.arraycopy(callers, 0, stack, 4, callers.length);
        return stack;
    }

    @Test
    void a_balancer_that_ends_the_process_is_named_with_its_line() {
        StackTraceElement[] stack = exiting(
                frame("Exiter", "choose", "Exiter.java", 7),
                frame("org.kafkamqtt.balancer.CheckedBalancer", "choose"),
                frame("org.kafkamqtt.producer.Main", "main"));
        assertEquals(
                "balancer Exiter (Exiter.java:7)",
                Culprit.ofExit(stack).orElseThrow().toString());
    }

    @Test
    void any_other_class_that_does_is_named_as_well_from_a_thread_of_its_own() {
        StackTraceElement[] stack = exiting(frame("com.acme.Cipher$1", "run"), frame("java.lang.Thread", "run"));
        assertEquals(
                "class com.acme.Cipher$1", Culprit.ofExit(stack).orElseThrow().toString());
    }

    @Test
    void our_own_end_and_a_signal_are_nobodys_fault() {
        assertTrue(
                Culprit.ofExit(exiting(frame(Ending.class.getName(), "leave"))).isEmpty());
        StackTraceElement[] signal = {
            frame("java.lang.Shutdown", "exit"), frame("java.lang.Terminator$1", "handle"), frame("x.User", "run")
        };
        assertTrue(Culprit.ofExit(signal).isEmpty());
    }

    @Test
    void a_balancer_that_loops_is_found_behind_the_library_it_is_in() {
        StackTraceElement[] stack = {
            frame("java.util.HashMap", "get"),
            frame("Looper", "choose", "Looper.java", 3),
            frame("org.kafkamqtt.balancer.CheckedBalancer", "choose")
        };
        assertEquals(
                Optional.of("balancer Looper (Looper.java:3)"),
                Culprit.busy(stack).map(Culprit::toString));
        assertTrue(Culprit.busy(new StackTraceElement[] {frame("org.apache.kafka.X", "y"), frame("java.A", "b")})
                .isEmpty());
    }

    @Test
    void a_class_that_does_not_come_back_is_noticed_when_nothing_has_got_on_for_the_whole_limit() {
        UserCodeWatch watch = new UserCodeWatch(30);
        assertFalse(watch.stands(1, 100));
        assertFalse(watch.stands(1, 129));
        assertTrue(watch.stands(1, 130));
        assertFalse(watch.stands(1, 140), "the next look is due after as long again");
        assertFalse(watch.stands(2, 165), "it has got on");
        assertTrue(watch.stands(2, 195));
        assertEquals(
                "class Slow (Slow.java:3) has been busy with one record for 30 s",
                UserCodeWatch.stuck(frame("Slow", "serialize", "Slow.java", 3))
                        .orElseThrow()
                        .sentence());
        assertTrue(UserCodeWatch.stuck(frame("java.io.FileInputStream", "read")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            java heap space | 48 | the heap of 48 MB is full; try JAVA_OPTS=-Xmx512m
            gc overhead limit exceeded | 1000 | the heap of 1000 MB is full; try JAVA_OPTS=-Xmx2048m
            cannot reserve 9 bytes of direct buffer memory | 64 | the memory for buffers outside the heap is used up; try JAVA_OPTS=-XX:MaxDirectMemorySize=512m
            unable to create native thread: possibly out of memory | 64 | the system allows no more threads (see ulimit -u, or the memory limit of the container)
            requested array size exceeds vm limit | 64 | more than 2 GB in one piece, which no setting allows
            metaspace | 64 | the memory for classes is used up; try JAVA_OPTS=-XX:MaxMetaspaceSize=512m
            """)
    void memory_that_ran_out_is_told_by_kind_with_what_to_set(String said, long heap, String words) {
        assertEquals(words, OutOfMemory.why(said, heap));
    }

    @Test
    void a_record_that_is_too_large_is_named_and_so_is_an_error_deep_in_the_causes() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        assertTrue(OutOfMemory.holding("the record at t-0 offset 5", error)
                .sentence()
                .startsWith("the record at t-0 offset 5 does not fit into memory: the heap of "));
        Failure found = OutOfMemory.in(new RuntimeException(new IllegalStateException(error)))
                .orElseThrow();
        assertTrue(found.sentence().startsWith("out of memory: the heap of "), found.sentence());
        assertEquals(ExitStatus.FAILED, found.status());
    }

    @Test
    void what_a_library_logs_counts_as_a_death_only_if_it_is_one() {
        assertTrue(DeathLog.deadly("Heartbeat thread failed", new RuntimeException(new OutOfMemoryError("x"))));
        assertTrue(DeathLog.deadly("Uncaught exception in thread '{}':", new IllegalStateException("x")));
        assertFalse(DeathLog.deadly("Connection refused", new IllegalStateException("x")));
    }
}
