package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.publish.source.Draft;

class PacingTest {
    private final List<String> waited = new ArrayList<>();
    private final Stop stop = new Stop();
    private long now = 1_000;
    private final Pacing.Waiting waiting = new Pacing.Waiting() {
        @Override
        public void awaitFates() {
            waited.add("fates");
        }

        @Override
        public void pause(long nanos) {
            waited.add(TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
            now += nanos;
        }

        @Override
        public Stop stop() {
            return stop;
        }
    };

    private static Draft draft(OptionalLong timestamp) {
        return new Draft(Optional.empty(), new byte[10], Optional.empty(), Optional.empty(), timestamp);
    }

    private void publish(Pacing pacing, long... timestamps) throws InterruptedException {
        for (long timestamp : timestamps) {
            pacing.await(draft(OptionalLong.of(timestamp)), waiting);
        }
    }

    private Pacing replay(double speed) {
        return new Pacing(new Pacing.Plan(Optional.empty(), Duration.ZERO, OptionalDouble.of(speed)), () -> now);
    }

    @Test
    void nothing_is_waited_for_where_nothing_is_asked_for() throws InterruptedException {
        publish(new Pacing(Pacing.Plan.AT_ONCE, () -> now), 0, 5_000);
        assertEquals(List.of(), waited);
    }

    @Test
    void a_delay_begins_when_all_before_are_delivered_and_not_before_the_first() throws InterruptedException {
        Pacing pacing =
                new Pacing(new Pacing.Plan(Optional.empty(), Duration.ofMillis(30), OptionalDouble.empty()), () -> now);
        publish(pacing, 1, 2, 3);
        assertEquals(List.of("fates", "30 ms", "fates", "30 ms"), waited);
    }

    @Test
    void a_replay_keeps_the_distances_at_its_speed() throws InterruptedException {
        publish(replay(2), 5_000, 6_000, 6_500);
        assertEquals(List.of("500 ms", "250 ms"), waited);
    }

    @Test
    void a_replay_that_is_late_hurries_and_counts_from_the_first_message() throws InterruptedException {
        Pacing pacing = replay(1);
        publish(pacing, 5_000);
        now += TimeUnit.MILLISECONDS.toNanos(300);
        publish(pacing, 5_100, 4_000, 5_400);
        assertEquals(List.of("100 ms"), waited);
    }

    @Test
    void a_message_without_a_timestamp_is_replayed_at_once() throws InterruptedException {
        Pacing pacing = replay(1);
        publish(pacing, 5_000);
        pacing.await(draft(OptionalLong.empty()), waiting);
        assertEquals(List.of(), waited);
    }

    @Test
    void a_rate_waits_no_longer_than_the_run_lasts() throws InterruptedException {
        Pacing pacing =
                new Pacing(new Pacing.Plan(Optional.of("1/h"), Duration.ZERO, OptionalDouble.empty()), () -> now);
        stop.request();
        publish(pacing, 1, 2, 3);
        assertEquals(List.of(), waited);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void refuses_a_speed_that_never_comes_to_an_end(double speed) {
        Failure failure = assertThrows(Failure.class, () -> replay(speed));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertEquals("--replay-speed must be larger than 0", failure.sentence());
    }

    @Test
    void refuses_what_is_no_rate_before_anything_is_published() {
        assertThrows(Failure.class, () -> new Pacing.Plan(Optional.of("fast"), Duration.ZERO, OptionalDouble.empty()));
    }
}
