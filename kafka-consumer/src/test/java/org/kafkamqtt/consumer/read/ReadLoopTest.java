package org.kafkamqtt.consumer.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.read.SlowMember.ONE;
import static org.kafkamqtt.consumer.read.SlowMember.POLL_INTERVAL;
import static org.kafkamqtt.consumer.read.SlowMember.ZERO;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.sink.Rewind;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.fetch.LogRecord;

@Timeout(20)
class ReadLoopTest {
    private static final List<String> ALL = List.of("0:0", "0:1", "0:2");

    private final SlowMember member = new SlowMember();

    @ParameterizedTest
    @ValueSource(longs = {2, 60, 14_400})
    void polls_with_its_partitions_paused_for_as_long_as_the_sink_takes(long seconds) throws IOException {
        member.secondsForRecords = seconds;
        assertEquals(Ending.END, member.loop().run());
        assertTrue(
                member.pollsWhilePaused >= 2 * seconds / POLL_INTERVAL.toSeconds(), member.pollsWhilePaused + " polls");
        assertEquals(ALL, member.taken);
        assertEquals(3, member.stored(ZERO));
        assertEquals(Set.of(), member.group.paused());
    }

    @Test
    void a_sink_that_is_quick_costs_no_poll_and_no_pause() throws IOException {
        member.loop().run();
        assertEquals(0, member.pollsWhilePaused);
        assertEquals(ALL, member.taken);
    }

    @Test
    void commits_what_a_busy_sink_knows_to_be_done() throws IOException {
        member.secondsForRecords = 100;
        member.read = Map.of(ZERO, new OffsetAndMetadata(2));
        long[] seen = {0};
        member.everyWait = () -> seen[0] = member.seconds() > 5 && seen[0] == 0 ? member.stored(ZERO) : seen[0];
        member.loop().run();
        assertEquals(2, seen[0]);
        assertEquals(3, member.stored(ZERO));
    }

    @Test
    void a_last_commit_that_comes_in_a_rebalance_is_made_after_it() throws IOException {
        member.refusals.addAll(Collections.nCopies(3, new RebalanceInProgressException("wait")));
        ReadLoop loop = member.loop();
        assertEquals(Ending.END, loop.run());
        assertEquals(3, member.stored(ZERO));
        assertEquals(0, loop.repeats());
    }

    @Test
    void a_last_commit_that_is_refused_for_good_is_said_with_its_records() throws IOException {
        member.refusals.addAll(Collections.nCopies(10_000, new CommitFailedException()));
        ReadLoop loop = member.loop();
        loop.run();
        assertEquals(List.of("3 of t-0"), member.said);
        assertEquals(3, loop.repeats());
    }

    @Test
    void goes_on_behind_what_it_has_handled_if_the_partition_comes_right_back() throws IOException {
        member.secondsForRecords = 60;
        ReadLoop loop = member.loop();
        member.then(() -> member.comesBack(loop, () -> {}));
        loop.run();
        assertEquals(ALL, member.taken);
        assertEquals(3, member.stored(ZERO));
        assertEquals(List.of(), member.said);
    }

    @Test
    void says_how_many_records_come_again_elsewhere_when_the_sink_was_too_slow_for_a_rebalance() throws IOException {
        member.secondsForRecords = 60;
        member.then(() -> member.group.rebalance(List.of(ONE)));
        ReadLoop loop = member.loop();
        loop.run();
        assertEquals(-1, member.stored(ZERO), "it is for others to commit");
        assertEquals(List.of("3 of t-0"), member.said);
        assertEquals(3, loop.repeats());
    }

    @Test
    void a_rebalance_waits_for_the_sink_well_within_the_time_that_the_group_gives() throws IOException {
        member.secondsForRecords = 2;
        member.then(() -> member.group.rebalance(List.of(ONE)));
        ReadLoop loop = member.loop();
        loop.run();
        assertEquals(3, member.stored(ZERO));
        assertEquals(0, loop.repeats());
    }

    @Test
    void what_is_taken_away_while_a_commit_in_its_middle_takes_long_is_left_to_others() throws IOException {
        member.commitEvery = "1";
        member.read = Map.of(ZERO, new OffsetAndMetadata(1));
        member.sink = member.new Recorder() {
            private boolean slow = true;

            @Override
            public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
                    throws IOException {
                member.hands.readyAt = slow ? member.now + TimeUnit.SECONDS.toNanos(1) : member.now;
                slow = false;
                return super.settle(positions);
            }
        };
        member.then(() -> member.group.rebalance(List.of(ONE)));
        assertEquals(Ending.END, member.loop().run());
        assertEquals(List.of("0:0"), member.taken);
    }

    @Test
    void reads_again_from_where_another_member_has_committed() throws IOException {
        member.secondsForRecords = 60;
        ReadLoop loop = member.loop(new Limits(Long.MAX_VALUE, TimeUnit.SECONDS.toNanos(100), Long.MAX_VALUE), true);
        Map<TopicPartition, OffsetAndMetadata> ofOthers = Map.of(ZERO, new OffsetAndMetadata(2));
        member.then(() -> member.comesBack(loop, () -> member.group.commitSync(ofOthers, POLL_INTERVAL)));
        loop.run();
        assertEquals(2, member.group.position(ZERO));
        assertEquals(2, member.stored(ZERO), "nothing of what others have is committed by us");
    }

    @Test
    void a_run_that_fails_settles_nothing_more_while_the_client_leaves_the_group() {
        member.sink = new Broken();
        ReadLoop loop = member.loop();
        assertEquals("disk full", assertThrows(IOException.class, loop::run).getMessage());
        loop.listener().onPartitionsRevoked(List.of(ZERO));
        assertEquals(-1, member.stored(ZERO));
    }

    @Test
    void trouble_in_a_rebalance_is_told_after_it_so_that_the_client_goes_on() {
        member.sink = new Broken() {
            @Override
            public void take(LogRecord record) {}
        };
        ReadLoop loop = member.loop(Limits.NONE, false);
        member.then(() -> loop.listener().onPartitionsRevoked(List.of(ZERO)));
        assertEquals("disk full", assertThrows(IOException.class, loop::run).getMessage());
    }

    @Test
    void an_error_of_the_machine_on_the_way_out_is_not_lost() {
        member.sink = member.new Recorder() {
            @Override
            public void take(LogRecord record) throws IOException {
                throw new StackOverflowError("too deep");
            }
        };
        assertThrows(StackOverflowError.class, member.loop()::run);
    }

    @Test
    void a_stop_does_not_wait_for_a_sink_that_is_stuck() throws IOException {
        member.secondsForRecords = 100_000;
        member.read = Map.of(ZERO, new OffsetAndMetadata(1));
        member.then(member.stop::request);
        ReadLoop loop = member.loop();
        assertEquals(Ending.STOPPED, loop.run());
        assertTrue(member.seconds() < 29, member.seconds() + " s");
        assertEquals(1, member.stored(ZERO));
        assertTrue(loop.undone());
    }

    @Test
    void a_stop_in_a_rebalance_does_not_wait_for_a_sink_that_is_stuck() throws IOException {
        member.secondsForRecords = 100_000;
        member.then(() -> {
            member.stop.request();
            member.group.rebalance(List.of(ONE));
        });
        assertEquals(Ending.STOPPED, member.loop().run());
        assertTrue(member.seconds() < 29, member.seconds() + " s");
    }

    @Test
    void a_time_limit_holds_while_the_sink_is_busy() throws IOException {
        member.secondsForRecords = 100_000;
        ReadLoop loop = member.loop(new Limits(Long.MAX_VALUE, TimeUnit.SECONDS.toNanos(20), Long.MAX_VALUE), true);
        assertEquals(Ending.TIMED_OUT, loop.run());
        assertTrue(member.seconds() < 50, member.seconds() + " s");
        assertTrue(loop.undone());
    }

    @Test
    void time_that_the_sink_takes_is_not_idle() throws IOException {
        member.secondsForRecords = 60;
        Limits idle = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, TimeUnit.SECONDS.toNanos(5));
        assertEquals(Ending.TIMED_OUT, member.loop(idle, false).run());
        assertTrue(member.seconds() >= 65, member.seconds() + " s");
        assertEquals(3, member.stored(ZERO));
    }

    @Test
    void what_is_void_after_a_transaction_that_failed_is_read_again_even_at_the_end() throws IOException {
        member.sink = new Fickle();
        ReadLoop loop = member.loop();
        assertEquals(Ending.END, loop.run());
        assertEquals(List.of("0:0", "0:1", "0:2", "0:0", "0:1", "0:2"), member.taken);
        assertEquals(3, loop.counts(0).read());
        assertEquals(3, member.stored(ZERO));
    }

    @Test
    void a_command_that_fails_commits_what_was_done_before_it() {
        member.sink = member.new Recorder() {
            @Override
            public void take(LogRecord record) {
                if (record.offset() == 2) {
                    throw new Unfinished(new Failure(ExitStatus.PARTIAL, "the command exited with status 1"));
                }
            }
        };
        assertThrows(Failure.class, member.loop()::run);
        assertEquals(2, member.stored(ZERO));
    }

    @Test
    void what_a_failed_transaction_held_is_read_again_from_the_commit_before_it() throws IOException {
        member.commitEvery = "1";
        member.sink = member.new Recorder() {
            private boolean failed;

            @Override
            public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) {
                if (!failed && member.taken.size() == 2) {
                    failed = true;
                    member.then(() -> member.records(ZERO, 1, 2));
                    throw new Rewind(new RebalanceInProgressException("not now"));
                }
                return positions;
            }
        };
        ReadLoop loop = member.loop();
        assertEquals(Ending.END, loop.run());
        assertEquals(List.of("0:0", "0:1", "0:1", "0:2"), member.taken);
        assertEquals(3, loop.counts(0).read());
        assertEquals(3, member.stored(ZERO));
    }

    @Test
    void nothing_is_committed_after_the_reader_of_a_pipe_has_gone_whatever_is_revoked() throws IOException {
        member.read = Map.of(ZERO, new OffsetAndMetadata(1));
        member.sink = member.new Recorder() {
            @Override
            public void take(LogRecord record) throws IOException {
                throw new ClosedPipe(new IOException("Broken pipe"));
            }
        };
        ReadLoop loop = member.loop();
        assertEquals(Ending.CLOSED_PIPE, loop.run());
        assertEquals(1, member.stored(ZERO));
        member.read = Map.of(ZERO, new OffsetAndMetadata(3));
        loop.listener().onPartitionsRevoked(List.of(ZERO));
        assertEquals(1, member.stored(ZERO));
    }

    @Test
    void a_file_that_another_process_held_is_taken_over_where_that_one_left_it() throws IOException {
        member.sink = member.new Recorder() {
            private int asked;

            @Override
            public Assigned assigned(Collection<TopicPartition> partitions) {
                return asked++ < 3 ? new Assigned(Map.of(), partitions) : new Assigned(Map.of(ZERO, 2L), List.of());
            }
        };
        assertEquals(Ending.END, member.loop().run());
        assertEquals(List.of("0:2"), member.taken);
        assertEquals(3, member.stored(ZERO));
        assertEquals("t-0 waits", member.said.get(0));
    }

    @Test
    void a_count_that_is_reached_in_the_middle_of_a_poll_leaves_the_rest_for_the_next_run() throws IOException {
        ReadLoop loop = member.loop(new Limits(2, Long.MAX_VALUE, Long.MAX_VALUE), false);
        assertEquals(Ending.COUNT, loop.run());
        assertEquals(List.of("0:0", "0:1"), member.taken);
        assertEquals(2, member.stored(ZERO));
    }

    @Test
    void a_wish_to_stop_in_the_middle_of_a_commit_does_not_lose_it() throws IOException {
        member.refusals.add(new WakeupException());
        ReadLoop loop = member.loop();
        assertEquals(Ending.END, loop.run());
        assertEquals(3, member.stored(ZERO));
        assertEquals(0, loop.repeats());
    }

    @Test
    void commits_after_as_many_records_as_were_said_and_not_later() throws IOException {
        member.commitEvery = "2";
        List<Long> stored = new ArrayList<>();
        member.sink = member.new Recorder() {
            @Override
            public void take(LogRecord record) throws IOException {
                super.take(record);
                stored.add(member.stored(ZERO));
            }
        };
        member.loop().run();
        assertEquals(List.of(-1L, -1L, 2L), stored);
        assertEquals(3, member.stored(ZERO));
    }

    @Test
    void what_a_poll_brought_is_lent_for_as_long_as_the_sink_is_at_it_and_no_longer() throws IOException {
        member.secondsForRecords = 60;
        int[] meanwhile = {0};
        member.everyWait = () -> meanwhile[0] = member.hands.busy() ? member.lender.open : meanwhile[0];
        member.loop().run();
        assertEquals(1, meanwhile[0]);
        assertGivenBack();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_a_poll_brought_is_given_back_when_its_records_fail(boolean unfinished) {
        member.sink = new Broken() {
            @Override
            public void take(LogRecord record) throws IOException {
                if (unfinished) {
                    throw new Unfinished(new Failure(ExitStatus.PARTIAL, "the command exited with status 1"));
                }
                super.take(record);
            }

            @Override
            public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) {
                return positions;
            }
        };
        assertThrows(Exception.class, member.loop()::run);
        assertGivenBack();
    }

    @Test
    void what_a_poll_brought_is_given_back_when_a_transaction_fails() throws IOException {
        member.sink = new Fickle();
        member.loop().run();
        assertEquals(2, member.lender.lent);
        assertGivenBack();
    }

    @Test
    void what_a_stuck_sink_is_at_is_never_torn_away_from_it() throws IOException {
        member.secondsForRecords = 100_000;
        member.then(member.stop::request);
        member.loop().run();
        assertEquals(1, member.lender.open);
        assertEquals(0, member.lender.tornAway);
    }

    private void assertGivenBack() {
        assertTrue(member.lender.lent > 0);
        assertEquals(0, member.lender.open);
        assertEquals(0, member.lender.tornAway);
    }

    /** A disk that is full. */
    private class Broken extends SlowMember.Recorder {
        Broken() {
            member.super();
        }

        @Override
        public void take(LogRecord record) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
                throws IOException {
            throw new IOException("disk full");
        }
    }

    /** A transaction that fails the first time. */
    private final class Fickle extends SlowMember.Recorder {
        private boolean failed;

        Fickle() {
            member.super();
        }

        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions) {
            if (!failed) {
                failed = true;
                member.then(() -> member.records(ZERO, 0, 1, 2));
                throw new Rewind(new RebalanceInProgressException("not now"));
            }
            return positions;
        }
    }
}
