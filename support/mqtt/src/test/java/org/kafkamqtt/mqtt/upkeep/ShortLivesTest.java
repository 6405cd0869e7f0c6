package org.kafkamqtt.mqtt.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.upkeep.ShortLives.End;
import org.kafkamqtt.mqtt.upkeep.ShortLives.Verdict;

class ShortLivesTest {
    /** Waits are as long as they may be. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private static final Reconnection POLICY =
            new Reconnection(false, Reconnection.FOREVER, Duration.ofMillis(100), Duration.ofSeconds(30));

    private final ShortLives lives = new ShortLives(POLICY, true, LONGEST);
    private long now;

    private Verdict lived(Duration time, End end, boolean brought, boolean asking) {
        lives.accepted(now);
        now += time.toNanos();
        return lives.broke(now, end, brought, asking);
    }

    private long waited() {
        Duration wait = lives.waitBefore(1);
        now += wait.toNanos();
        return wait.toMillis();
    }

    private List<Long> waits(int times, Duration life, End end, boolean brought) {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            lived(life, end, brought, false);
            waits.add(waited());
        }
        return waits;
    }

    @Test
    void each_connection_that_breaks_at_once_doubles_the_wait_up_to_the_longest() {
        assertEquals(
                List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 30_000L, 30_000L),
                waits(11, Duration.ofMillis(50), End.BROKEN, false));
    }

    @Test
    void one_that_lasted_begins_anew_even_if_nothing_was_published() {
        waits(5, Duration.ofMillis(50), End.BROKEN, false);
        assertEquals(Verdict.TRY_AGAIN, lived(Duration.ofMinutes(1), End.BROKEN, false, false));
        assertEquals(100, waited());
    }

    @Test
    void one_as_long_as_the_wait_before_it_did_not_last_for_that_is_when_the_other_client_comes_back() {
        waits(9, Duration.ofMillis(50), End.HUNG_UP, false);
        assertEquals(25_600, lives.waitBefore(1).toMillis());
        lived(Duration.ofSeconds(26), End.HUNG_UP, true, false);
        assertEquals(10, lives.inRow());
    }

    @Test
    void one_that_brought_something_is_waited_for_two_seconds_at_most() {
        assertEquals(
                List.of(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 2000L),
                waits(8, Duration.ofMillis(50), End.BROKEN, true));
    }

    @Test
    void breaks_in_a_row_end_the_run_and_fewer_where_the_reason_is_known() {
        assertEquals(6, lossesUntil(Verdict.MALFORMED, End.MALFORMED, true, false));
        assertEquals(6, lossesUntil(Verdict.UNANSWERED, End.HUNG_UP, false, true));
        assertEquals(10, lossesUntil(Verdict.HOPELESS, End.BROKEN, false, false));
        assertEquals(10, lossesUntil(Verdict.TAKEN, End.HUNG_UP, false, false));
        assertEquals(20, lossesUntil(Verdict.TAKEN, End.HUNG_UP, true, false));
    }

    private static int lossesUntil(Verdict wanted, End end, boolean brought, boolean asking) {
        ShortLives fresh = new ShortLives(POLICY, true, LONGEST);
        for (int losses = 1; losses <= 100; losses++) {
            fresh.accepted(losses);
            Verdict verdict = fresh.broke(losses, end, brought, asking);
            if (verdict == wanted) {
                return losses;
            }
            assertTrue(verdict == Verdict.TRY_AGAIN || verdict == Verdict.ASK, verdict::name);
        }
        throw new AssertionError("never");
    }

    @Test
    void the_third_hang_up_asks_about_another_client_once_and_never_if_the_identifier_was_made_up() {
        List<Verdict> verdicts = new ArrayList<>();
        ShortLives ours = new ShortLives(POLICY, false, LONGEST);
        for (int i = 0; i < 9; i++) {
            verdicts.add(lived(Duration.ofMillis(50), End.HUNG_UP, false, false));
            assertEquals(Verdict.TRY_AGAIN, ours.broke(0, End.HUNG_UP, false, false));
        }
        assertEquals(List.of(Verdict.TRY_AGAIN, Verdict.TRY_AGAIN, Verdict.ASK), verdicts.subList(0, 3));
        assertEquals(1, verdicts.stream().filter(Verdict.ASK::equals).count());
    }

    @Test
    void a_broker_that_was_away_meanwhile_explains_what_broke_so_that_a_subscriber_comes_back_for_days() {
        for (int day = 0; day < 1_000; day++) {
            assertEquals(Verdict.TRY_AGAIN, lived(Duration.ofMillis(50), End.BROKEN, false, false));
            waited();
            lives.unreachable();
        }
        assertEquals(30_000, lives.waitBefore(1).toMillis());
    }

    @Test
    void two_clients_with_one_identifier_settle_within_a_minute_and_one_stays() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            ShortLives[] clients = {new ShortLives(POLICY, true, chance), new ShortLives(POLICY, true, chance)};
            long time = 0;
            int losses = 0;
            int connected = 0;
            clients[0].accepted(time);
            Verdict verdict = Verdict.TRY_AGAIN;
            long comesBack = time;
            while (verdict == Verdict.TRY_AGAIN || verdict == Verdict.ASK) {
                time = comesBack;
                clients[1 - connected].accepted(time);
                verdict = clients[connected].broke(time, End.HUNG_UP, false, false);
                comesBack = time + clients[connected].waitBefore(1).toNanos();
                connected = 1 - connected;
                losses++;
            }
            assertEquals(Verdict.TAKEN, verdict);
            assertEquals(19, losses);
            assertTrue(time < Duration.ofMinutes(2).toNanos(), () -> "settled late");
        }
    }
}
