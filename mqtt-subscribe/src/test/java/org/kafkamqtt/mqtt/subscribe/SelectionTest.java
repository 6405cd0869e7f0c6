package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

class SelectionTest {
    private static final Arrival RETAINED = Samples.arrival("a/b", Samples.bytes("x"), 0, true, 0);
    private static final Arrival LIVE = Samples.arrival("a/b", "x");

    private static Selection selection(Selection.Age age, double percent, String... leftOut) {
        List<TopicFilter> filters =
                List.of(leftOut).stream().map(TopicFilter::new).toList();
        return new Selection(age, filters, percent, new SplittableRandom(3));
    }

    @ParameterizedTest
    @CsvSource({"ANY, true, true", "LIVE, false, true", "RETAINED, true, false"})
    void takes_messages_by_their_age(Selection.Age age, boolean retained, boolean live) {
        assertEquals(retained, selection(age, 100).takes(RETAINED));
        assertEquals(live, selection(age, 100).takes(LIVE));
    }

    @Test
    void leaves_out_the_topics_of_the_filters() {
        Selection selection = selection(Selection.Age.ANY, 100, "x/#", "+/b");
        assertFalse(selection.takes(LIVE));
        assertTrue(selection.takes(Samples.arrival("a/c", "")));
    }

    @ParameterizedTest
    @CsvSource({"100, 20000, 20000", "0, 0, 0", "10, 1800, 2200", "50, 9600, 10400"})
    void takes_so_many_percent_by_chance(double percent, int least, int most) {
        Selection selection = selection(Selection.Age.ANY, percent);
        long taken =
                IntStream.range(0, 20_000).filter(i -> selection.takes(LIVE)).count();
        assertTrue(least <= taken && taken <= most, Long.toString(taken));
    }
}
