package org.kafkamqtt.consumer.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.kafkamqtt.consumer.read.SlowMember.ONE;
import static org.kafkamqtt.consumer.read.SlowMember.POLL_INTERVAL;
import static org.kafkamqtt.consumer.read.SlowMember.ZERO;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.format.JsonFormat;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.sink.CommitPolicy;
import org.kafkamqtt.consumer.sink.FakeLines;
import org.kafkamqtt.consumer.sink.IntoSink;

/** A member of a group and the command that its records go into, in virtual time. */
@Timeout(20)
class IntoLoopTest {
    private static final Limits TEN_SECONDS = new Limits(Long.MAX_VALUE, TimeUnit.SECONDS.toNanos(10), Long.MAX_VALUE);

    private final SlowMember member = new SlowMember();
    private final FakeLines command = new FakeLines();

    @BeforeEach
    void into() {
        command.everyWait = () -> member.now += TimeUnit.MILLISECONDS.toNanos(100);
        member.sink = new IntoSink(() -> command, new JsonFormat(), CommitPolicy.parse("1s"), () -> member.now);
    }

    /** From a time on, so many are settled. */
    private Runnable settles(int lines, int second) {
        return () -> command.settled = Math.max(command.settled, member.seconds() >= second ? lines : 0);
    }

    @Test
    void what_is_settled_at_the_end_of_the_input_is_committed() throws IOException {
        command.atTheEnd = 3;
        assertEquals(Ending.END, member.loop().run());
        assertEquals(3, member.stored(ZERO));
    }

    @Test
    void what_is_settled_long_after_it_was_read_is_committed_while_nothing_comes() throws IOException {
        long[] seen = {-1};
        member.then(() -> command.settled = 2);
        member.then(() -> member.now += TimeUnit.SECONDS.toNanos(2));
        for (int i = 0; i < 3; i++) {
            member.then(() -> seen[0] = member.stored(ZERO));
        }
        command.atTheEnd = 3;
        member.loop(TEN_SECONDS, false).run();
        assertEquals(2, seen[0]);
        assertEquals(3, member.stored(ZERO));
    }

    @Test
    void what_is_settled_is_committed_before_the_run_fails() {
        member.then(() -> {
            command.settled = 2;
            command.wrong = "exited";
        });
        ReadLoop loop = member.loop(TEN_SECONDS, false);
        assertEquals("exited", assertThrows(Failure.class, loop::run).sentence());
        assertEquals(2, member.stored(ZERO));
    }

    @Test
    void a_user_who_wants_to_stop_hears_of_what_is_not_settled() {
        command.atTheEnd = 1;
        member.then(member.stop::request);
        ReadLoop loop = member.loop(Limits.NONE, false);
        assertEquals("2 are not settled", assertThrows(Failure.class, loop::run).sentence());
        assertEquals(1, member.stored(ZERO));
    }

    @Test
    void a_rebalance_waits_for_what_the_command_has_in_hand() throws IOException {
        member.everyWait = settles(3, 2);
        member.then(() -> member.group.rebalance(List.of(ONE)));
        ReadLoop loop = member.loop(TEN_SECONDS, false);
        loop.run();
        assertEquals(3, member.stored(ZERO));
        assertEquals(0, loop.repeats());
    }

    @Test
    void a_rebalance_waits_no_longer_than_the_group_does_and_says_what_comes_twice() throws IOException {
        member.everyWait = settles(3, (int) POLL_INTERVAL.toSeconds());
        command.atTheEnd = 3;
        member.then(() -> {
            command.settled = 1;
            member.group.rebalance(List.of(ONE));
        });
        ReadLoop loop = member.loop(TEN_SECONDS, false);
        loop.run();
        assertEquals(1, member.stored(ZERO), "the rest is for others to commit");
        assertEquals(List.of("2 of t-0"), member.said);
    }
}
