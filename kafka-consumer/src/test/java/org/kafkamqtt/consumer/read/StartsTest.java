package org.kafkamqtt.consumer.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.consumer.feed.ClientFeed;
import org.kafkamqtt.consumer.select.OffsetGrammar;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.select.OffsetRange;
import org.kafkamqtt.consumer.select.Point;

/** From where to where a partition with the offsets 10 to 19 is read. */
class StartsTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final Set<TopicPartition> ONE = Set.of(ZERO);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("latest");

    @BeforeEach
    void assigned() {
        consumer.assign(ONE);
        consumer.updateBeginningOffsets(Map.of(ZERO, 10L));
        consumer.updateEndOffsets(Map.of(ZERO, 20L));
    }

    private Starts alone(String... offsets) {
        return new Starts(new ClientFeed(consumer), plan(offsets), Map.of(), false, false);
    }

    private Starts grouped(String... offsets) {
        return new Starts(new ClientFeed(consumer), plan(offsets), Map.of(), true, false);
    }

    private static OffsetPlan plan(String... offsets) {
        return new OffsetGrammar(0).plan(List.of(offsets));
    }

    private long placed(Starts starts) {
        starts.place(ONE, Map.of());
        return consumer.position(ZERO);
    }

    private void committed(long offset) {
        consumer.commitSync(Map.of(ZERO, new OffsetAndMetadata(offset)));
    }

    @ParameterizedTest
    @CsvSource({"beginning, 10", "end, 20", "15, 15", "3, 10", "99, 20", "-4, 16", "-50, 10", "+2, 12"})
    void an_offset_is_never_outside_of_what_is_there(String offset, long position) {
        assertEquals(position, placed(alone(offset)));
        assertEquals(position, placed(grouped(offset)));
    }

    @Test
    void without_a_word_a_reader_alone_begins_at_the_beginning_and_a_group_where_it_stands() {
        assertEquals(10, placed(alone()));
        consumer.seek(ZERO, 13);
        assertEquals(13, placed(grouped()));
    }

    @Test
    void an_offset_that_the_sink_knows_wins_over_what_was_typed() {
        Starts starts = alone("beginning");
        starts.place(ONE, Map.of(ZERO, 17L));
        assertEquals(17, consumer.position(ZERO));
    }

    @Test
    void a_partition_that_comes_back_is_not_read_again_from_where_the_plan_begins() {
        Starts starts = grouped("beginning");
        placed(starts);
        consumer.seek(ZERO, 14);
        assertEquals(14, placed(starts));
    }

    @Test
    void ranges_that_were_looked_up_go_before_the_plan() {
        OffsetRange one = OffsetRange.from(new Point.At(18)).with(OffsetRange.until(new Point.At(19)));
        Starts starts = new Starts(new ClientFeed(consumer), plan("beginning"), Map.of(ZERO, one), false, false);
        assertEquals(18, placed(starts));
        assertEquals(19, starts.endOf(ZERO));
    }

    @Test
    void the_end_is_where_the_partition_ended_when_it_was_assigned() {
        Starts starts = new Starts(new ClientFeed(consumer), OffsetPlan.DEFAULT, Map.of(), false, true);
        placed(starts);
        consumer.updateEndOffsets(Map.of(ZERO, 30L));
        placed(starts);
        assertEquals(20, starts.endOf(ZERO));
        assertFalse(starts.allReached(ONE));
        consumer.seek(ZERO, 20);
        assertTrue(starts.allReached(ONE));
    }

    @Test
    void a_plan_without_an_end_is_never_done() {
        Starts starts = alone();
        placed(starts);
        consumer.seek(ZERO, 20);
        assertFalse(starts.bounded());
        assertFalse(starts.allReached(ONE));
    }

    @Test
    void a_rewind_goes_to_what_is_committed_or_to_where_the_plan_begins() {
        Starts starts = grouped("15");
        placed(starts);
        consumer.seek(ZERO, 19);
        starts.rewind(ONE);
        assertEquals(15, consumer.position(ZERO));
        committed(17);
        starts.rewind(ONE);
        assertEquals(17, consumer.position(ZERO));
    }

    @Test
    void a_topic_that_was_created_again_is_read_from_its_beginning_unless_another_member_has_begun() {
        Starts starts = grouped("end");
        placed(starts);
        starts.renewed("t");
        assertEquals(10, placed(starts));
        starts.renewed("t");
        committed(12);
        assertEquals(12, placed(starts));
    }

    @Test
    void what_was_ours_when_a_topic_was_created_again_is_read_from_its_beginning_whatever_is_committed() {
        Starts starts = grouped();
        committed(12);
        starts.renewed("t");
        starts.fromBeginning(ONE);
        assertEquals(10, placed(starts));
        assertEquals(Map.of(ZERO, new OffsetAndMetadata(10)), starts.beginnings(ONE));
    }
}
