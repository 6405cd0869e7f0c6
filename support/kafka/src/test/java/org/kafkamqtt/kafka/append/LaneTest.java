package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What one partition's batches do in the situations that a broker or the network can bring about, one after the other.
 *
 * <p>What is sent is written as sequence+records/epoch; the records are numbered from 0.
 */
class LaneTest {
    private static final byte[] VALUE = new byte[10];

    private final Exception why = new Exception("why");

    private final List<String> told = new ArrayList<>();
    private final List<Batch<Notes>> flight = new ArrayList<>();
    private AppendSettings settings = new AppendSettings(
            true, true, 1000, 100_000, 0, 5, 1 << 20, Long.MAX_VALUE, Integer.MAX_VALUE, 100, 1000, true);
    private Buffers buffers = new Buffers(100_000);
    private Lanes<Notes> lanes = lanes();
    private Intake<Notes> intake = new Intake<>(settings, null, buffers, Notes::new);
    private int records;
    private int leader = 1;
    private long now = 1;

    private Lanes<Notes> lanes() {
        Leaders leaders = new Leaders() {
            @Override
            public int leader(String topic, int partition) {
                return leader;
            }

            @Override
            public void outdated() {}
        };
        Outcomes<Notes> outcomes = new Outcomes<>() {
            @Override
            public void arrived(Batch<Notes> batch, long baseOffset, long logAppendTime) {
                told.add(ids(batch, 0, batch.count()) + " arrived at " + baseOffset);
            }

            @Override
            public void failed(Batch<Notes> batch, int from, int count, Exception cause, boolean perhapsArrived) {
                told.add(ids(batch, from, count) + (perhapsArrived ? " perhaps failed" : " failed"));
            }
        };
        Lanes<Notes> made = new Lanes<>(settings, null, leaders, outcomes, buffers);
        made.identified(new Identity(7, (short) 0));
        return made;
    }

    private void with(AppendSettings others) {
        settings = others;
        buffers = new Buffers(100_000);
        lanes = lanes();
        intake = new Intake<>(settings, null, buffers, Notes::new);
    }

    private static AppendSettings settings(long deliveryMs, int retries, boolean renumbers) {
        return new AppendSettings(true, true, 1000, 100_000, 0, 5, 1 << 20, deliveryMs, retries, 100, 1000, renumbers);
    }

    private static String ids(Batch<Notes> batch, int from, int count) {
        StringBuilder ids = new StringBuilder();
        int index = 0;
        for (Span<Notes> span : batch.spans()) {
            for (int i = 0; i < span.count(); i++, index++) {
                if (index >= from && index < from + count) {
                    ids.append(ids.isEmpty() ? "" : " ").append(span.notes().id(span.first() + i));
                }
            }
        }
        return ids.toString();
    }

    /** Adds batches of so many records. */
    private void add(int... counts) {
        Lane<Notes> lane = lanes.lane("t", 0);
        for (int count : counts) {
            for (int i = 0; i < count; i++) {
                Batch<Notes> batch = intake.add(lane, now, 5, null, 0, -1, VALUE, 0, VALUE.length, List.of());
                assertTrue(batch != null);
                batch.notes().add(records++);
            }
            intake.handOverAll(now);
        }
        intake.drainTo(lanes, now);
    }

    /** What is sent now. */
    private String sent() {
        StringBuilder sent = new StringBuilder();
        for (List<Shipment<Notes>> due = due(); !due.isEmpty(); due = due()) {
            for (Batch<Notes> batch : due.get(0).batches()) {
                flight.add(batch);
                Identity identity = batch.identity();
                sent.append(sent.isEmpty() ? "" : " ")
                        .append(batch.sequence())
                        .append('+')
                        .append(batch.count())
                        .append('/')
                        .append(identity == null ? -1 : identity.epoch());
            }
        }
        return sent.toString();
    }

    private List<Shipment<Notes>> due() {
        return lanes.due(now, node -> true);
    }

    private void answer(Answer answer) {
        lanes.answered(flight.remove(0), answer, now);
    }

    private void answer(Answer.Kind kind) {
        answer(Answer.of(kind, why));
    }

    private void arrived(long offset) {
        answer(Answer.arrived(offset, -1));
    }

    /** The first batch arrives, so that the broker knows the producer. */
    private void establish() {
        add(1);
        assertEquals("0+1/0", sent());
        arrived(0);
        told.clear();
    }

    private void later(long ms) {
        now += ms;
    }

    /** The broker refuses what is sent again for as long as an earlier request may be under way. */
    private void goThroughDoubt() {
        long endMs = now + Lanes.STRAY_MS;
        while (now < endMs) {
            later(1000);
            sent();
            while (!flight.isEmpty()) {
                answer(Answer.Kind.OUT_OF_ORDER);
            }
        }
        later(1000);
    }

    // ---- the window

    @Test
    void sends_one_batch_until_the_broker_knows_the_producer() {
        add(1, 2, 3);
        assertEquals("0+1/0", sent());
        arrived(0);
        assertEquals("1+2/0 3+3/0", sent());
        assertEquals(List.of("0 arrived at 0"), told);
    }

    @Test
    void sends_no_more_than_the_window() {
        establish();
        add(1, 1, 1, 1, 1, 1, 1);
        assertEquals("1+1/0 2+1/0 3+1/0 4+1/0 5+1/0", sent());
        arrived(1);
        assertEquals("6+1/0", sent());
    }

    @Test
    void sends_one_batch_after_a_time_in_which_the_broker_may_have_forgotten_the_producer() {
        establish();
        later(Lanes.FORGETTING_MS + 1);
        add(1, 1);
        assertEquals("1+1/0", sent());
    }

    @Test
    void sends_to_another_leader_after_the_last_answer_of_the_one_before() {
        establish();
        add(1, 1);
        sent();
        leader = 2;
        add(1);
        assertEquals("", sent());
        arrived(1);
        assertEquals("", sent());
        arrived(2);
        assertEquals("3+1/0", sent());
    }

    // ---- the same again

    @Test
    void sends_a_batch_again_under_its_number_after_all_in_flight_are_answered() {
        establish();
        add(1, 1);
        sent();
        answer(Answer.Kind.LOST);
        later(1000);
        assertEquals("", sent());
        answer(Answer.Kind.LOST);
        later(1000);
        assertEquals("1+1/0 2+1/0", sent());
    }

    @Test
    void waits_longer_each_time() {
        establish();
        add(1);
        sent();
        answer(Answer.Kind.AGAIN);
        later(99);
        assertEquals("", sent());
        later(1);
        assertEquals("1+1/0", sent());
        answer(Answer.Kind.AGAIN);
        assertEquals(now + 200, lanes.nextMs(now));
    }

    @Test
    void takes_a_repeat_that_the_broker_recognises_as_arrived() {
        establish();
        add(1);
        sent();
        answer(Answer.Kind.LOST);
        later(100);
        sent();
        arrived(1);
        assertEquals(List.of("1 arrived at 1"), told);
    }

    @Test
    void takes_all_before_one_that_a_restarted_broker_remembers_as_arrived() {
        establish();
        add(1, 1, 1);
        sent();
        answer(Answer.Kind.LOST);
        answer(Answer.Kind.LOST);
        answer(Answer.Kind.LOST);
        later(100);
        assertEquals("1+1/0 2+1/0 3+1/0", sent());
        answer(Answer.Kind.OUT_OF_ORDER);
        answer(Answer.Kind.OUT_OF_ORDER);
        arrived(3);
        assertEquals(List.of("1 arrived at -1", "2 arrived at -1", "3 arrived at 3"), told);
    }

    @Test
    void asks_again_for_a_lone_batch_while_its_first_request_may_be_under_way() {
        with(new AppendSettings(
                true, true, 1000, 100_000, 0, 1, 1 << 20, Long.MAX_VALUE, Integer.MAX_VALUE, 100, 1000, true));
        establish();
        add(1);
        sent();
        answer(Answer.Kind.LOST);
        later(100);
        sent();
        answer(Answer.Kind.OUT_OF_ORDER);
        later(200);
        assertEquals("", sent());
        later(1000);
        assertEquals("1+1/0", sent());
        arrived(1);
        assertEquals(List.of("1 arrived at 1"), told);
    }

    @Test
    void takes_a_batch_that_is_no_longer_remembered_as_arrived_after_a_later_one_did() {
        establish();
        add(1, 1);
        sent();
        answer(Answer.Kind.AGAIN_PERHAPS_ARRIVED);
        arrived(2);
        later(100);
        assertEquals("1+1/0", sent());
        answer(Answer.Kind.OUT_OF_ORDER);
        assertEquals(List.of("2 arrived at 2", "1 arrived at -1"), told);
    }

    // ---- gaps

    @Test
    void gives_the_numbers_of_a_batch_that_is_not_in_the_log_to_the_next() {
        establish();
        add(2, 1);
        sent();
        answer(Answer.Kind.REFUSED);
        answer(Answer.Kind.OUT_OF_ORDER);
        assertEquals("1+1/0", sent());
        assertEquals(List.of("1 2 failed"), told);
    }

    @Test
    void raises_the_epoch_at_a_gap_while_a_lost_request_may_be_under_way() {
        establish();
        add(2, 1);
        sent();
        answer(Answer.Kind.REFUSED);
        answer(Answer.Kind.LOST);
        later(100);
        assertEquals("0+1/1", sent());
    }

    @Test
    void keeps_the_numbers_after_a_batch_that_may_be_in_the_log() {
        with(settings(Long.MAX_VALUE, 1, true));
        establish();
        add(1, 1);
        sent();
        answer(Answer.Kind.LOST);
        arrived(2);
        later(100);
        assertEquals("1+1/0", sent());
        answer(Answer.Kind.LOST);
        add(1);
        assertEquals("3+1/0", sent());
        assertEquals(List.of("2 arrived at 2", "1 perhaps failed"), told);
    }

    @Test
    void finds_out_about_a_batch_before_a_gap_first() {
        establish();
        add(1, 2, 1);
        sent();
        answer(Answer.Kind.AGAIN_PERHAPS_ARRIVED);
        answer(Answer.Kind.REFUSED);
        answer(Answer.Kind.OUT_OF_ORDER);
        later(100);
        assertEquals("1+1/0", sent());
        answer(Answer.Kind.OUT_OF_ORDER);
        goThroughDoubt();
        assertEquals("0+1/1", sent());
        arrived(1);
        assertEquals("1+1/1", sent());
    }

    @Test
    void fails_all_at_a_gap_if_it_may_not_take_another_epoch() {
        with(settings(Long.MAX_VALUE, Integer.MAX_VALUE, false));
        establish();
        add(2, 1);
        sent();
        answer(Answer.Kind.REFUSED);
        answer(Answer.Kind.LOST);
        later(100);
        assertEquals("", sent());
        assertInstanceOf(SequenceLost.class, lanes.failure());
        assertEquals(List.of("1 2 failed", "3 perhaps failed"), told);
    }

    /** How a lane of a fixed identity ends: with what was answered, and nothing of another identity is ever sent. */
    private void endsFor(Class<? extends Exception> cause, Answer.Kind... answers) {
        with(settings.withFixedIdentity());
        establish();
        add(1, 1);
        assertEquals("1+1/0 2+1/0", sent());
        for (Answer.Kind kind : answers) {
            answer(kind);
        }
        for (int i = 0; i < 60 && lanes.failure() == null; i++) {
            later(1000);
            sent();
            while (!flight.isEmpty()) {
                answer(Answer.Kind.OUT_OF_ORDER);
            }
        }
        assertInstanceOf(cause, lanes.failure());
        add(1);
        later(100_000);
        assertEquals("", sent());
    }

    @Test
    void a_fixed_identity_ends_when_it_is_fenced() {
        endsFor(Exception.class, Answer.Kind.FENCED, Answer.Kind.FENCED);
        assertEquals(why, lanes.failure());
    }

    @Test
    void a_fixed_identity_ends_when_the_broker_has_lost_what_it_acknowledged() {
        endsFor(SequenceLost.class, Answer.Kind.OUT_OF_ORDER, Answer.Kind.OUT_OF_ORDER);
    }

    @Test
    void a_fixed_identity_ends_when_the_broker_has_lost_what_may_have_arrived() {
        endsFor(SequenceLost.class, Answer.Kind.LOST, Answer.Kind.LOST);
    }

    @Test
    void a_fixed_identity_ends_when_the_broker_has_forgotten_the_producer() {
        endsFor(SequenceLost.class, Answer.Kind.FORGOTTEN, Answer.Kind.FORGOTTEN);
    }

    @Test
    void a_fixed_identity_ends_when_a_record_is_refused_behind_a_lost_answer() {
        endsFor(SequenceLost.class, Answer.Kind.REFUSED, Answer.Kind.LOST);
    }

    @Test
    void a_fixed_identity_goes_on_after_a_record_that_is_certainly_refused() {
        with(settings.withFixedIdentity());
        establish();
        add(1, 1);
        sent();
        answer(Answer.Kind.REFUSED);
        answer(Answer.Kind.OUT_OF_ORDER);
        later(100);
        assertEquals("1+1/0", sent());
        arrived(7);
        assertNull(lanes.failure());
    }

    // ---- brokers that forget

    @Test
    void raises_the_epoch_when_the_broker_has_forgotten_what_it_acknowledged() {
        establish();
        add(1);
        sent();
        answer(Answer.Kind.OUT_OF_ORDER);
        later(100);
        assertEquals("0+1/1", sent());
    }

    @Test
    void does_not_raise_the_epoch_while_a_lost_request_could_still_be_stored_before_it() {
        with(settings(Long.MAX_VALUE, 1, true));
        establish();
        add(1, 1);
        sent();
        answer(Answer.Kind.LOST);
        answer(Answer.Kind.LOST);
        later(100);
        sent();
        answer(Answer.Kind.LOST);
        assertEquals(List.of("1 perhaps failed"), told);
        answer(Answer.Kind.OUT_OF_ORDER);
        later(200);
        assertEquals("", sent());
        later(1000);
        assertEquals("2+1/0", sent());
        arrived(2);
        assertEquals(List.of("1 perhaps failed", "2 arrived at 2"), told);
    }

    @Test
    void remembers_that_a_batch_may_be_in_the_log_under_an_earlier_number() {
        with(settings(Long.MAX_VALUE, 2, true));
        establish();
        add(1);
        sent();
        answer(Answer.Kind.AGAIN_PERHAPS_ARRIVED);
        later(100);
        sent();
        answer(Answer.Kind.OUT_OF_ORDER);
        goThroughDoubt();
        assertEquals("0+1/1", sent());
        answer(Answer.Kind.REFUSED);
        assertEquals(List.of("1 perhaps failed"), told);
    }

    @Test
    void takes_no_number_again_from_a_broker_that_has_stored_what_follows_a_gap() {
        establish();
        add(2, 1);
        sent();
        answer(Answer.Kind.REFUSED);
        arrived(1);
        add(1);
        assertEquals("0+1/1", sent());
        assertEquals(List.of("1 2 failed", "3 arrived at 1"), told);
    }

    @Test
    void stores_nothing_after_what_follows_it() {
        establish();
        add(1, 1);
        sent();
        answer(Answer.Kind.AGAIN);
        arrived(1);
        later(100);
        add(1);
        assertEquals("0+1/1", sent());
        assertEquals(List.of("2 arrived at 1", "1 failed"), told);
    }

    @Test
    void takes_another_producer_id_after_the_last_epoch() {
        lanes.identified(new Identity(7, (short) 32766));
        add(1);
        assertEquals("0+1/32766", sent());
        answer(Answer.Kind.FORGOTTEN);
        later(100);
        assertEquals("", sent());
        assertTrue(lanes.needsIdentity());
        lanes.identified(new Identity(8, (short) 0));
        assertEquals("0+1/0", sent());
    }

    // ---- topics that are deleted and made again

    @Test
    void learns_nothing_about_a_topic_from_one_that_had_its_name() {
        establish();
        add(1, 1, 1);
        sent();
        lanes.topicChanged("t");
        arrived(1);
        answer(Answer.Kind.OUT_OF_ORDER);
        answer(Answer.Kind.AGAIN);
        later(100);
        assertEquals("2+1/0", sent());
        arrived(0);
        assertEquals("3+1/0", sent());
        assertEquals(List.of("1 arrived at 1", "2 arrived at 0"), told);
    }

    // ---- what never arrives

    @Test
    void splits_a_batch_that_is_too_large_under_the_same_numbers() {
        establish();
        add(4, 1);
        sent();
        answer(Answer.Kind.TOO_LARGE);
        answer(Answer.Kind.OUT_OF_ORDER);
        assertEquals("1+2/0 3+2/0 5+1/0", sent());
    }

    @Test
    void fails_a_single_record_that_is_too_large() {
        establish();
        add(1);
        sent();
        answer(Answer.Kind.TOO_LARGE);
        assertEquals(List.of("1 failed"), told);
    }

    @Test
    void leaves_out_records_that_are_refused() {
        establish();
        add(3, 1);
        sent();
        answer(Answer.refused(why, List.of(new Answer.RefusedRecord(1, why))));
        answer(Answer.Kind.OUT_OF_ORDER);
        assertEquals("1+2/0 3+1/0", sent());
        assertEquals(List.of("2 failed"), told);
    }

    @Test
    void finds_refused_records_that_are_not_named_by_halves() {
        establish();
        add(2);
        sent();
        answer(Answer.Kind.RECORDS_REFUSED);
        assertEquals("1+1/0 2+1/0", sent());
        answer(Answer.Kind.RECORDS_REFUSED);
        answer(Answer.Kind.OUT_OF_ORDER);
        assertEquals("1+1/0", sent());
        assertEquals(List.of("1 failed"), told);
    }

    @Test
    void reports_what_takes_too_long_and_keeps_its_bytes_until_they_are_answered() {
        with(settings(500, Integer.MAX_VALUE, true));
        establish();
        add(1);
        sent();
        later(500);
        lanes.expire(now);
        assertEquals(List.of("1 perhaps failed"), told);
        assertNotEquals(0, buffers.used());
        answer(Answer.Kind.LOST);
        assertEquals(0, buffers.used());
        assertTrue(lanes.isEmpty());
    }

    @Test
    void fails_all_when_somebody_has_taken_its_place() {
        establish();
        add(1, 1);
        sent();
        answer(Answer.Kind.FENCED);
        assertEquals(List.of("1 failed", "2 perhaps failed"), told);
        answer(Answer.Kind.FENCED);
        add(1);
        assertEquals(List.of("1 failed", "2 perhaps failed", "3 failed"), told);
    }

    @Test
    void wraps_sequences_to_zero() {
        lanes.lane("t", 0).firstSequence = Integer.MAX_VALUE - 1;
        add(3, 1);
        assertEquals("2147483646+3/0", sent());
        arrived(0);
        assertEquals("1+1/0", sent());
    }

    @Test
    void tells_what_went_wrong_last_when_the_time_is_over() {
        Lane<Notes> lane = lanes.lane("t", 0);
        assertEquals(
                "partition 0 of t did not acknowledge within 2000 ms", new DeliveryTimeout(lane, 2000).getMessage());
        add(1);
        var unused = sent();
        answer(Answer.of(Answer.Kind.AGAIN, new IllegalStateException("Too few replicas.")));
        assertEquals(
                "partition 0 of t did not acknowledge within 2000 ms; last trouble: too few replicas",
                new DeliveryTimeout(lane, 2000).getMessage());
    }
}
