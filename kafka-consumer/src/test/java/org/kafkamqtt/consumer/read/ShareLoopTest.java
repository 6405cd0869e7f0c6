package org.kafkamqtt.consumer.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Meter;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** A member of a share group in virtual time: what becomes of each record that the group gave out. */
@Timeout(20)
class ShareLoopTest {
    private static final Limits IDLE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, 1_000_000_000);

    private final SlowMember time = new SlowMember();
    private final ShareGroup group = new ShareGroup();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            Console.of("kafka-consumer", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
    private RecordFilter filter = RecordFilter.ALL;
    private AcknowledgeType ack = AcknowledgeType.ACCEPT;
    private Limits limits = IDLE;

    private ShareLoop loop() {
        group.everyPoll = () -> time.now += 100_000_000;
        group.clock = () -> time.now;
        return new ShareLoop(
                group,
                time.sink,
                time.hands,
                filter,
                time.settings(limits),
                ack,
                console,
                SlowMember.untold(),
                counts -> {},
                () -> time.now);
    }

    private String said() {
        return err.toString(UTF_8);
    }

    @Test
    void each_record_is_acknowledged_after_it_was_written() throws IOException {
        group.gives(0, 1);
        group.gives(5);
        ShareLoop loop = loop();
        assertEquals(Ending.TIMED_OUT, loop.run());
        assertEquals(List.of("0:0", "0:1", "0:5"), time.taken);
        assertEquals(List.of("0 accept", "1 accept", "5 accept"), group.told);
        assertEquals(3, loop.counts(0).acknowledged());
    }

    @Test
    void what_a_filter_leaves_out_is_done_with_whatever_becomes_of_the_others() throws IOException {
        filter = record -> record.offset() != 1;
        ack = AcknowledgeType.REJECT;
        group.gives(0, 1, 2);
        ShareLoop loop = loop();
        loop.run();
        assertEquals(List.of("0 reject", "1 accept", "2 reject"), group.told);
        assertEquals(1, loop.counts(0).skipped());
    }

    @Test
    void what_is_beyond_the_count_goes_back_to_the_group() throws IOException {
        limits = new Limits(2, Long.MAX_VALUE, Long.MAX_VALUE);
        group.gives(0, 1, 2);
        assertEquals(Ending.COUNT, loop().run());
        assertEquals(List.of("0 accept", "1 accept", "2 release"), group.told);
    }

    @Test
    void what_nobody_has_read_when_the_reader_of_a_pipe_leaves_goes_back() throws IOException {
        time.sink = new Pipe() {
            @Override
            public void take(LogRecord record) throws IOException {
                if (record.offset() == 2) {
                    throw new ClosedPipe(new IOException("Broken pipe"));
                }
                super.take(record);
            }
        };
        group.gives(0, 1, 2);
        assertEquals(Ending.CLOSED_PIPE, loop().run());
        assertEquals(List.of("0 accept", "1 release", "2 release"), group.told);
    }

    @Test
    void a_command_that_fails_gives_its_record_and_those_after_it_back() {
        time.sink = time.new Recorder() {
            @Override
            public boolean atOnce() {
                return true;
            }

            @Override
            public void take(LogRecord record) {
                if (record.offset() == 1) {
                    throw new Unfinished(new Failure(ExitStatus.PARTIAL, "the command exited with status 1"));
                }
            }
        };
        group.gives(0, 1, 2);
        assertEquals(
                "the command exited with status 1",
                assertThrows(Failure.class, loop()::run).sentence());
        assertEquals(List.of("0 accept", "1 release", "2 release"), group.told);
    }

    @Test
    void locks_are_renewed_for_as_long_as_the_sink_takes() throws IOException {
        time.secondsForRecords = 25;
        group.gives(0, 1);
        loop().run();
        assertEquals(List.of("0 renew", "1 renew", "0 renew", "1 renew", "0 accept", "1 accept"), group.told);
        assertEquals("", said());
    }

    @Test
    void a_broker_that_does_not_renew_locks_is_named_once_and_not_asked_again() throws IOException {
        group.renews = false;
        time.sink = time.new Recorder() {
            @Override
            public void take(LogRecord record) throws IOException {
                time.secondsForRecords = 20;
                super.take(record);
            }
        };
        group.gives(0);
        group.gives(1);
        ShareLoop loop = loop();
        loop.run();
        assertEquals(List.of("0 renew", "1 accept"), group.told);
        assertEquals(2, said().lines().count());
        assertTrue(said().contains("records that take longer than 30000 ms are delivered again"), said());
        assertTrue(
                said().contains("taken back by the group while being written, to be delivered again: 1 record"),
                said());
        assertEquals(1, loop.repeats());
    }

    @Test
    void what_waited_in_the_client_until_its_lock_ran_out_is_left_to_its_next_delivery() throws IOException {
        time.secondsForRecords = 60;
        group.gives(0);
        group.gaveAt(1, 1);
        ShareLoop loop = loop();
        loop.run();
        assertEquals(List.of("0:0", "0:1"), time.taken);
        assertEquals(
                List.of("0 accept", "1 renew", "1 renew", "1 accept"),
                group.told.subList(group.told.size() - 4, group.told.size()));
        assertEquals("", said());
        assertEquals(0, loop.repeats());
    }

    @Test
    void what_waited_in_the_client_is_renewed_before_it_is_handed_on() throws IOException {
        time.secondsForRecords = 60;
        group.gives(0);
        group.gaveAt(40, 1);
        loop().run();
        assertEquals(List.of("0:0", "0:1"), time.taken);
        assertEquals(
                List.of("0 accept", "1 renew", "1 accept"),
                group.told.subList(group.told.size() - 3, group.told.size()));
        assertEquals(8, group.told.size());
    }

    @Test
    void a_lock_that_ran_out_while_its_record_was_written_is_said_and_counted() throws IOException {
        time.secondsForRecords = 60;
        time.everyWait = () -> group.refusal = time.seconds() > 25 && time.seconds() < 35
                ? Optional.of(new InvalidRecordStateException("gone"))
                : Optional.empty();
        group.gives(0, 1);
        ShareLoop loop = loop();
        assertEquals(Ending.TIMED_OUT, loop.run());
        assertEquals(List.of("0 renew", "1 renew", "0 renew", "1 renew", "0 renew", "1 renew"), group.told);
        assertEquals(
                "kafka-consumer: taken back by the group while being written, to be delivered again: 2 records"
                        + " (share.record.lock.duration.ms)\n",
                said());
        assertEquals(2, loop.repeats());
        assertEquals(2, loop.counts(0).acknowledged());
    }

    @Test
    void a_renewal_that_a_wish_to_stop_interrupts_is_made() throws IOException {
        time.secondsForRecords = 15;
        group.gives(0);
        time.everyWait = () -> {
            if (time.seconds() > 9.9 && group.told.isEmpty() && group.trouble.isEmpty()) {
                group.trouble.add(new WakeupException());
            }
        };
        ShareLoop loop = loop();
        loop.run();
        assertEquals(List.of("0 renew", "0 accept"), group.told);
        assertEquals(0, loop.repeats());
        assertEquals("", said());
    }

    @Test
    void what_the_reader_of_a_pipe_has_is_acknowledged_while_it_rests() throws IOException {
        time.sink = new Pipe();
        time.secondsForRecords = 5;
        group.gives(0, 1);
        int[] soon = {-1};
        time.everyWait = () -> soon[0] = soon[0] < 0 && time.seconds() > 3 ? group.told.size() : soon[0];
        loop().run();
        assertEquals(1, soon[0]);
    }

    @Test
    void a_stop_does_not_wait_for_a_sink_that_is_stuck() throws IOException {
        time.sink = new Pipe();
        time.secondsForRecords = 100_000;
        time.everyWait = console.stop()::request;
        group.gives(0, 1);
        assertEquals(Ending.STOPPED, loop().run());
        assertTrue(time.seconds() < 29, time.seconds() + " s");
        assertEquals("0 accept", group.told.get(0));
        assertEquals("1 release", group.told.get(group.told.size() - 1));
    }

    @Test
    void a_wish_to_stop_in_the_middle_of_a_commit_does_not_lose_it() throws IOException {
        group.trouble.add(new WakeupException());
        group.gives(0);
        loop().run();
        assertEquals(List.of("0 accept"), group.told);
    }

    @Test
    void an_acknowledgement_that_came_too_late_is_said() throws IOException {
        group.refusal = Optional.of(new InvalidRecordStateException("gone"));
        group.gives(0, 1);
        ShareLoop loop = loop();
        loop.run();
        assertEquals(2, loop.repeats());
        assertTrue(
                said().contains("an acknowledgement for t-0 was not accepted, so its records are delivered again"),
                said());
    }

    /** A pipe whose reader has taken out the first record and no other. */
    private class Pipe extends SlowMember.Recorder implements Meter {
        Pipe() {
            time.super();
        }

        @Override
        public Optional<Meter> meter() {
            return Optional.of(this);
        }

        @Override
        public long taken() {
            return time.taken.size();
        }

        @Override
        public long arrived() {
            return 1;
        }

        @Override
        public boolean deliver(boolean last, BooleanSupplier stopped) {
            return true;
        }
    }
}
