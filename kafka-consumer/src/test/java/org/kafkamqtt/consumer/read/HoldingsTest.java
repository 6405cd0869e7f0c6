package org.kafkamqtt.consumer.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final Set<TopicPartition> BOTH = Set.of(ZERO, new TopicPartition("t", 1));

    private final Holdings holdings = new Holdings();

    private void handledTo(long next) {
        holdings.place(ZERO);
        holdings.begins(ZERO, 10);
        holdings.handled(ZERO, new OffsetAndMetadata(next));
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(ZERO, new OffsetAndMetadata(offset));
    }

    private Set<TopicPartition> comesBackAt(Map<TopicPartition, OffsetAndMetadata> stored) {
        holdings.released(BOTH, true, false);
        return holdings.decide(BOTH, stored, p -> OptionalLong.empty());
    }

    @Test
    void what_is_committed_is_no_news_again() {
        handledTo(20);
        assertEquals(at(20), holdings.news(at(20)));
        holdings.committed(at(20));
        assertEquals(Map.of(), holdings.news(at(20)));
        assertEquals(at(21), holdings.news(at(21)));
    }

    @Test
    void nothing_is_committed_for_a_partition_that_is_not_ours() {
        handledTo(20);
        holdings.released(BOTH, true, false);
        assertEquals(Map.of(), holdings.news(at(20)));
    }

    @Test
    void goes_on_behind_what_was_handled_where_nobody_else_has_committed() {
        handledTo(20);
        assertEquals(Set.of(ZERO), comesBackAt(Map.of()));
        assertTrue(holdings.undecided());
        assertEquals(OptionalLong.of(20), holdings.place(ZERO));
        assertFalse(holdings.undecided());
        assertEquals(at(20), holdings.positions());
    }

    @Test
    void goes_on_where_the_group_still_stands_at_our_own_commit() {
        handledTo(20);
        holdings.committed(at(15));
        assertEquals(Set.of(ZERO), comesBackAt(at(15)));
    }

    @Test
    void gives_up_what_another_member_has_committed_for_in_between() {
        handledTo(20);
        holdings.committed(at(15));
        assertEquals(Set.of(), comesBackAt(at(16)));
        assertEquals(List.of(new Holdings.Loss(ZERO, 5)), holdings.losses());
        assertEquals(OptionalLong.empty(), holdings.place(ZERO));
        assertEquals(Map.of(), holdings.positions());
    }

    @Test
    void a_partition_that_goes_elsewhere_is_a_loss_of_what_is_not_committed() {
        handledTo(20);
        holdings.released(BOTH, true, false);
        holdings.decide(Set.of(), Map.of(), p -> OptionalLong.of(14));
        assertEquals(List.of(new Holdings.Loss(ZERO, 4)), holdings.losses(), "as many as the sink let out");
        assertEquals(List.of(), holdings.losses());
    }

    @Test
    void what_is_committed_is_no_loss() {
        handledTo(20);
        holdings.committed(at(20));
        holdings.released(BOTH, true, false);
        assertEquals(Set.of(), holdings.away());
    }

    @Test
    void what_a_sink_cannot_keep_is_neither_kept_nor_a_loss() {
        handledTo(20);
        holdings.released(BOTH, false, true);
        assertFalse(holdings.undecided());
    }

    @Test
    void records_that_are_handled_while_a_partition_is_away_go_with_it() {
        handledTo(12);
        holdings.released(BOTH, true, true);
        holdings.handled(ZERO, new OffsetAndMetadata(13));
        holdings.decide(BOTH, Map.of(), p -> OptionalLong.empty());
        assertEquals(OptionalLong.of(13), holdings.place(ZERO));
    }
}
