package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kafkamqtt.consumer.group.Some.place;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.consumer.group.Move.Outcome;

class ResetPlanTest {
    private static final TopicPartition ORDERS = Some.partition("orders", 0);
    private static final Uuid ID = new Uuid(1, 2);

    /** Records 10 to 29 are there. */
    private static Place twenty(long committed) {
        return place("orders", 0, committed, 10, 30);
    }

    private static Kept kept(long offset) {
        return new Kept(
                "g",
                ORDERS,
                Optional.of(ID),
                offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset),
                Optional.of(3),
                "mine");
    }

    private static Move move(Target target, long committed, Map<TopicPartition, Long> times) {
        return new ResetPlan(target, times)
                .moves(List.of(twenty(committed)), List.of(kept(committed)))
                .get(0);
    }

    private static Move move(String words, long committed) {
        return move(new TargetWords(1_000_000).target(words), committed, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "earliest, 20, 10, PLANNED, ''",
        "latest, 20, 30, PLANNED, ''",
        "latest, -1, 30, PLANNED, ''",
        "15, 20, 15, PLANNED, ''",
        "20, 20, 20, UNCHANGED, ''",
        "+5, 20, 25, PLANNED, ''",
        "-5, 20, 15, PLANNED, ''",
        "start+5, 20, 15, PLANNED, ''",
        "end-5, 20, 25, PLANNED, ''",
        "current, 20, 20, UNCHANGED, ''",
        "current, -1, -1, UNCHANGED, nothing is committed",
        "+5, -1, -1, LEFT, nothing is committed that could be shifted",
        "0, 20, 10, PLANNED, 0 is before the first record",
        "99, 20, 30, PLANNED, 99 is beyond the end",
        "-15, 20, 10, PLANNED, 5 is before the first record",
        "+999999999999999999, 20, 30, PLANNED, 1000000000000000019 is beyond the end",
        "current, 5, 10, PLANNED, 5 is before the first record",
        "99, 30, 30, UNCHANGED, 99 is beyond the end"
    })
    void a_place_is_found_among_the_records(String words, long committed, long to, Outcome outcome, String note) {
        Move move = move(words, committed);
        assertEquals(
                to < 0 ? OptionalLong.empty() : OptionalLong.of(to),
                move.after().offset());
        assertEquals(outcome, move.outcome());
        assertEquals(note, move.note());
        assertEquals(kept(committed), move.before());
    }

    @Test
    void a_time_is_the_first_record_at_or_after_it_or_the_end() {
        Target target = new TargetWords(1_000_000).target("2026-01-31");
        assertEquals(
                OptionalLong.of(17),
                move(target, 20, Map.of(ORDERS, 17L)).after().offset());
        Move late = move(target, 20, Map.of());
        assertEquals(OptionalLong.of(30), late.after().offset());
        assertEquals("no record is as late", late.note());
    }

    @Test
    void a_partition_that_cannot_be_looked_up_stays_where_it_is() {
        Move move = new ResetPlan(new TargetWords(0).target("earliest"), Map.of())
                .moves(List.of(Place.unknown(ORDERS)), List.of(kept(20)))
                .get(0);
        assertEquals(Outcome.LEFT, move.outcome());
        assertEquals(OptionalLong.of(20), move.after().offset());
    }

    @Test
    void what_a_consumer_wrote_beside_its_offset_comes_back_with_it() {
        Move back = move(new Target.Back(List.of(kept(15))), 20, Map.of());
        assertEquals(kept(15), back.after());
        assertEquals("", move("15", 20).after().metadata());
    }

    @Test
    void where_nothing_was_committed_nothing_will_be() {
        Move back = move(new Target.Back(List.of(kept(-1))), 20, Map.of());
        assertEquals(Outcome.PLANNED, back.outcome());
        assertEquals(OptionalLong.empty(), back.after().offset());
        assertEquals(
                Outcome.UNCHANGED,
                move(new Target.Back(List.of(kept(-1))), -1, Map.of()).outcome());
    }

    @Test
    void offsets_of_a_topic_that_was_created_again_mean_nothing() {
        Kept old = new Kept("g", ORDERS, Optional.of(new Uuid(7, 7)), OptionalLong.of(15), Optional.empty(), "");
        Move back = move(new Target.Back(List.of(old)), 20, Map.of());
        assertEquals(Outcome.LEFT, back.outcome());
        assertEquals("the topic was created again since", back.note());
        Kept nameless = new Kept("g", ORDERS, Optional.empty(), OptionalLong.of(15), Optional.empty(), "");
        assertEquals(
                Outcome.PLANNED,
                move(new Target.Back(List.of(nameless)), 20, Map.of()).outcome());
    }

    @Test
    void a_move_is_done_when_it_reads_back() {
        Move planned = move("15", 20);
        assertEquals(Outcome.RESET, planned.readBack(OptionalLong.of(15)).outcome());
        Move elsewhere = planned.readBack(OptionalLong.of(20));
        assertEquals(Outcome.FAILED, elsewhere.outcome());
        assertEquals("reads back as 20", elsewhere.note());
        assertEquals(
                "nothing is committed now",
                planned.readBack(OptionalLong.empty()).note());
        assertEquals(
                Outcome.UNCHANGED, move("20", 20).readBack(OptionalLong.of(7)).outcome());
        assertEquals(
                Outcome.RESET,
                Move.forgetting(kept(20)).readBack(OptionalLong.empty()).outcome());
    }
}
