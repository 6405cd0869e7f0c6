package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.report.Distribution;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** How long messages took from their arrival to their acknowledgement. */
class DelaysTest {
    private Instant now = Instant.ofEpochSecond(100);
    private final Delays delays = new Delays(true, () -> now);

    private static Arrival at(long seconds, int millis) {
        return new Arrival(
                new Message("t", new byte[0], Qos.AT_LEAST_ONCE, false, false, 1, 1), seconds, millis * 1_000_000, "");
    }

    private void acknowledge(List<Arrival> arrivals) {
        delays.begin();
        arrivals.forEach(delays::add);
        delays.end();
    }

    private List<Long> upTo(long... millis) {
        long[] micros = Arrays.stream(millis).map(each -> each * 1000).toArray();
        Distribution all = delays.all().orElseThrow().distribution(micros);
        return all.steps().stream().map(Distribution.Step::count).toList();
    }

    @Test
    void each_message_counts_with_its_own_time() {
        acknowledge(List.of(at(99, 990), at(99, 990), at(99, 500), at(98, 0)));
        assertEquals(List.of(0L, 2L, 3L, 4L), upTo(5, 20, 600, 2100));
    }

    @Test
    void messages_of_one_moment_are_counted_one_by_one_all_the_same() {
        acknowledge(List.of(at(99, 999), at(99, 999), at(99, 999)));
        now = Instant.ofEpochSecond(101);
        acknowledge(List.of(at(99, 999)));
        assertEquals(List.of(3L, 4L), upTo(2, 2000));
    }

    @Test
    void nothing_is_measured_where_nobody_wants_to_know() {
        Delays none = new Delays(false, () -> {
            throw new AssertionError("the clock was looked at");
        });
        none.begin();
        none.add(at(99, 0));
        none.end();
        assertEquals(Optional.empty(), none.all());
    }
}
