package org.kafkamqtt.mqtt.subscribe.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.mqtt.subscribe.Samples;
import org.kafkamqtt.mqtt.subscribe.format.LineFormat;
import org.kafkamqtt.mqtt.subscribe.format.PlainFormat;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** With small shell commands in place of the tools that settle lines. */
@Timeout(30)
class IntoSinkTest {
    private static final String SETTLES_ALL = "n=0; while read -r line; do n=$((n+1)); echo $n; done";

    private final Semaphore news = new Semaphore(0);

    private IntoSink sink(String command, String window) {
        LineFormat lines = PlainFormat.payload(PlainFormat.Encoding.AS_IS).then(LineFormat.constant((byte) '\n'));
        return new IntoSink(command, IntoWindow.parse(window), lines, true);
    }

    private static Arrival message(int id, String payload) {
        return Samples.arrival("t", Samples.bytes(payload), 1, false, id);
    }

    private void awaitTaken(Sink sink, long number) throws Exception {
        while (sink.taken().orElseThrow() < number) {
            assertTrue(news.tryAcquire(10, TimeUnit.SECONDS), "no news of the command");
        }
    }

    @Test
    void a_message_is_taken_once_the_command_has_settled_its_line() throws Exception {
        try (IntoSink sink = sink(SETTLES_ALL, "10")) {
            assertEquals(0, sink.taken().orElseThrow());
            sink.begin(news::release);
            for (int i = 1; i <= 3; i++) {
                assertTrue(sink.hasRoom(message(i, "m" + i)));
                sink.write(message(i, "m" + i));
            }
            sink.flush();
            awaitTaken(sink, 3);
            assertEquals(0, sink.unsettled());
        }
    }

    @Test
    void there_is_no_room_beyond_the_window() {
        try (IntoSink sink = sink("cat > /dev/null", "2")) {
            sink.begin(news::release);
            for (int i = 1; i <= 2; i++) {
                assertTrue(sink.hasRoom(message(i, "m")));
                sink.write(message(i, "m"));
            }
            assertFalse(sink.hasRoom(message(3, "m")));
            assertEquals(2, sink.unsettled());
        }
    }

    @Test
    void a_message_of_several_lines_is_none_that_could_be_settled() {
        try (IntoSink sink = sink("cat > /dev/null", "2")) {
            sink.begin(news::release);
            Failure failure = assertThrows(Failure.class, () -> sink.hasRoom(message(1, "a\nb")));
            assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
            assertTrue(failure.sentence().contains("'t' is more than one line with -F"), failure.sentence());
        }
    }

    @Test
    void the_last_answers_are_waited_for_at_the_end() throws Exception {
        try (IntoSink sink = sink("cat > /dev/null; echo 1", "2")) {
            sink.begin(news::release);
            assertTrue(sink.hasRoom(message(1, "m")));
            sink.write(message(1, "m"));
            sink.flush();
            sink.finish(true);
            while (sink.mayStillTake()) {
                assertTrue(news.tryAcquire(10, TimeUnit.SECONDS), "no news of the command");
            }
            assertEquals(1, sink.taken().orElseThrow());
        }
    }

    @Test
    void a_command_that_fails_at_the_end_is_told() throws Exception {
        try (IntoSink sink = sink("cat > /dev/null; exit 9", "2")) {
            sink.begin(news::release);
            assertTrue(sink.hasRoom(message(1, "m")));
            sink.write(message(1, "m"));
            sink.finish(true);
            assertThrows(Failure.class, () -> {
                while (sink.mayStillTake()) {
                    assertTrue(news.tryAcquire(10, TimeUnit.SECONDS), "no news of the command");
                }
            });
        }
    }

    @Test
    void one_that_was_never_begun_has_nothing_to_wait_for() {
        IntoSink sink = sink(SETTLES_ALL, "2");
        sink.finish(true);
        assertFalse(sink.mayStillTake());
        assertEquals(0, sink.unsettled());
        assertFalse(sink.takesRest());
        sink.hurry();
        sink.close();
    }
}
