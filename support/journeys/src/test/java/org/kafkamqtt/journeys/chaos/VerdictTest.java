package org.kafkamqtt.journeys.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static List<Arrival> arrivals(int... numbers) {
        return new ArrayList<>(IntStream.of(numbers)
                .mapToObj(number -> new Arrival(Arrival.topicName(number), number, ""))
                .toList());
    }

    private static Verdict marked(String... numberAndMark) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < numberAndMark.length; i += 2) {
            int number = Integer.parseInt(numberAndMark[i]);
            arrivals.add(new Arrival(Arrival.topicName(number), number, numberAndMark[i + 1]));
        }
        return Verdict.of(arrivals, 1);
    }

    @Test
    void numbers_that_did_not_come_are_missing() {
        assertEquals(new Verdict(2, 0, 0, 0, 0, 0), Verdict.of(arrivals(1, 4), 4));
    }

    @Test
    void topic_names_may_overtake_one_another_and_repeats_may_stand_anywhere() {
        assertEquals(new Verdict(0, 0, 0, 3, 3, 0), Verdict.of(arrivals(2, 1, 3, 5, 4, 1, 6, 6, 1), 6));
    }

    @Test
    void a_first_arrival_after_a_higher_one_of_its_topic_name_is_out_of_order() {
        assertEquals(1, Verdict.of(arrivals(1, 11, 6, 2, 3, 4, 5), 11).misplaced());
    }

    @Test
    void what_nobody_sent_is_strange() {
        List<Arrival> arrivals = arrivals(1, 0, 3);
        arrivals.add(new Arrival("x/0", 2, ""));
        assertEquals(new Verdict(1, 0, 3, 0, 0, 0), Verdict.of(arrivals, 2));
    }

    @Test
    void a_repeat_is_told_by_its_delivery() {
        assertEquals(new Verdict(0, 0, 0, 1, 0, 0), marked("1", "a", "1", "a"));
        assertEquals(new Verdict(0, 0, 0, 1, 1, 0), marked("1", "a", "1", "b"));
    }

    @Test
    void one_delivery_for_two_numbers_would_cost_the_second() {
        List<Arrival> arrivals = List.of(new Arrival("x/1", 1, "a"), new Arrival("x/2", 2, "a"));
        assertEquals(1, Verdict.of(arrivals, 2).confused());
    }

    @Test
    void strikes_are_the_same_for_the_same_seed_and_stand_in_the_order_of_their_moments() {
        List<Strike> drawn = Strike.drawn(Strike.ALL, 1000, 7);
        assertEquals(12, drawn.size());
        assertEquals(drawn, Strike.drawn(Strike.ALL, 1000, 7));
        assertEquals(
                drawn.stream().map(Strike::at).sorted().toList(),
                drawn.stream().map(Strike::at).toList());
    }
}
