package org.kafkamqtt.consumer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.format.PlainFormat;
import org.kafkamqtt.kafka.fetch.LogRecord;

@Timeout(20)
class IntoSinkTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final byte[] NEWLINE = {'\n'};

    private final FakeLines command = new FakeLines();
    private int started;
    private long now;
    private final IntoSink sink = new IntoSink(
            () -> {
                started++;
                return command;
            },
            new OneLine(new PlainFormat(null, NEWLINE, new byte[0])),
            CommitPolicy.parse("1s"),
            () -> now);

    private static LogRecord record(int partition, long offset, String value) {
        return Records.of("t", partition, offset, new byte[0], value.getBytes(UTF_8));
    }

    private void take(int partition, long... offsets) throws IOException {
        for (long offset : offsets) {
            sink.take(record(partition, offset, partition + ":" + offset));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long zero, long one) {
        return Map.of(ZERO, new OffsetAndMetadata(zero), ONE, new OffsetAndMetadata(one));
    }

    @Test
    void only_what_the_command_has_settled_may_be_committed() throws IOException {
        take(0, 5, 6);
        take(1, 8);
        assertEquals(Map.of(), sink.settle(at(7, 9)));
        assertEquals(List.of("0:5\n", "0:6\n", "1:8\n"), command.seen);
        command.settled = 1;
        assertEquals(at(ZERO, 6), sink.survivors());
        assertEquals(2, sink.inHand(List.of(ZERO, ONE)));
        command.settled = 2;
        assertEquals(at(ZERO, 7), sink.settle(at(7, 9)));
        command.settled = 3;
        assertEquals(at(7, 9), sink.settle(at(7, 9)));
    }

    @Test
    void a_record_that_is_left_out_is_settled_with_the_line_before_it() throws IOException {
        sink.pass(record(1, 3, "x"));
        take(0, 5);
        sink.pass(record(0, 6, "x"));
        sink.handOver();
        assertEquals(at(ONE, 4), sink.survivors());
        command.settled = 1;
        assertEquals(at(7, 4), sink.survivors());
    }

    @Test
    void it_waits_for_room_after_the_command_got_what_it_is_to_settle() throws IOException {
        command.window = 2;
        command.everyWait = () -> command.settled = command.seen.size();
        take(0, 1, 2, 3);
        assertEquals(List.of("0:1\n", "0:2\n"), command.seen);
        assertEquals(at(ZERO, 3), sink.survivors());
    }

    @Test
    void whoever_is_in_a_hurry_waits_for_no_room_but_one_line_is_all_that_goes_beyond_it() throws IOException {
        command.window = 2;
        command.everyWait = () -> sink.hurry(List.of(ZERO));
        take(0, 1, 2, 3);
        assertEquals(3, command.added());
        command.everyWait = () -> command.settled++;
        take(0, 4);
        assertEquals(2, command.settled);
    }

    @Test
    void a_command_in_trouble_is_told_of_by_whatever_comes_next() throws IOException {
        take(0, 1, 2);
        command.settled = 1;
        command.wrong = "exited";
        assertEquals("exited", assertThrows(Unfinished.class, sink::handOver).getMessage());
        assertEquals(at(ZERO, 2), sink.settle(at(ZERO, 3)));
        assertEquals(0, sink.inHand(List.of(ZERO)), "nothing is waited for");
        command.window = 1;
        assertThrows(Unfinished.class, () -> take(0, 3));
        assertTrue(
                assertThrows(Unfinished.class, () -> sink.finish(at(ZERO, 3))).matters(true), "it is always said");
    }

    @Test
    void a_record_that_is_no_line_comes_after_the_end_of_all_before_it() throws IOException {
        take(0, 1);
        command.atTheEnd = 1;
        Unfinished refused = assertThrows(Unfinished.class, () -> sink.take(record(0, 2, "a\nb")));
        assertTrue(
                refused.failure().sentence().startsWith("t-0 offset 2 is more than one line"),
                refused.failure().sentence());
        assertEquals(at(ZERO, 2), sink.settle(at(ZERO, 2)));
        assertEquals(List.of("0:1\n"), command.seen);
    }

    @Test
    void what_is_settled_later_comes_to_be_committed_without_another_record() throws IOException {
        take(0, 1);
        assertEquals(Map.of(), sink.settle(at(ZERO, 2)));
        now = TimeUnit.SECONDS.toNanos(5);
        assertFalse(sink.wantsToSettle(), "there is no news");
        command.settled = 1;
        assertTrue(sink.wantsToSettle());
        sink.settle(at(ZERO, 2));
        assertFalse(sink.wantsToSettle());
    }

    @Test
    void at_the_end_the_input_is_closed_once_and_the_last_answers_count() throws IOException {
        take(0, 1, 2);
        command.atTheEnd = 2;
        assertEquals(at(ZERO, 3), sink.finish(at(ZERO, 3)));
        assertEquals(at(ZERO, 3), sink.finish(at(ZERO, 3)));
        assertEquals(1, command.finished);
    }

    @Test
    void at_the_end_what_is_not_settled_is_a_failure_and_not_committed() throws IOException {
        take(0, 1, 2);
        command.atTheEnd = 1;
        assertThrows(Unfinished.class, () -> sink.finish(at(ZERO, 3)));
        assertEquals(at(ZERO, 2), sink.settle(at(ZERO, 3)));
    }

    @Test
    void a_user_who_wants_to_stop_waits_less_long() throws IOException {
        sink.ending();
        take(0, 1);
        assertEquals(TimeUnit.SECONDS.toNanos(10), command.patience);
    }

    @Test
    void the_command_is_started_when_it_is_needed_and_once() throws IOException {
        sink.close();
        assertEquals(0, started);
        sink.handOver();
        take(0, 1);
        sink.close();
        assertEquals(1, started);
        assertTrue(command.closed);
    }
}
