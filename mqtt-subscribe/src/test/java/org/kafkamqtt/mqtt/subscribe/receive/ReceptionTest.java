package org.kafkamqtt.mqtt.subscribe.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.subscribe.Samples;

class ReceptionTest {
    private final Failure gone = new Failure(ExitStatus.UNREACHABLE, "gone");
    private static final Duration SOON = Duration.ofMillis(5);

    private final List<String> said = new ArrayList<>();
    private final List<Integer> acknowledged = new ArrayList<>();
    private final Intake<Arrival> intake = new Intake<>(10, 1000, 0, Arrival::qos, a -> a.payload().length, () -> 0);
    private final Receipts receipts = new Receipts();
    private final Clearing clearing = new Clearing();
    private final Reception reception = reception(new Session("me", true, true));

    private Reception reception(Session session) {
        return new Reception(intake, receipts, clearing, null, session, m -> acknowledged.add(m.packetId()), said::add);
    }

    private static Message message(int id, boolean duplicate, long epoch) {
        return new Message("t", Samples.bytes("m" + id), Qos.AT_LEAST_ONCE, false, duplicate, id, epoch);
    }

    private List<Integer> taken() throws InterruptedException {
        List<Arrival> arrivals = new ArrayList<>();
        intake.take(arrivals, 100, 0);
        return arrivals.stream().map(Arrival::messageId).toList();
    }

    @Test
    void messages_are_handed_over_in_the_order_in_which_they_arrive() throws InterruptedException {
        reception.arrived(message(5, false, 1));
        reception.arrived(message(4, false, 1));
        assertEquals(List.of(5, 4), taken());
        assertEquals(List.of(), acknowledged);
    }

    @Test
    void a_repeat_of_what_was_written_is_acknowledged_at_once_and_one_of_what_waits_is_not() throws Exception {
        Message written = message(1, false, 1);
        reception.arrived(written);
        reception.arrived(message(2, false, 1));
        reception.lost(gone, SOON);
        receipts.written(written);
        reception.connected(true);
        reception.arrived(message(1, true, 2));
        reception.arrived(message(2, true, 2));
        assertEquals(List.of(1), acknowledged);
        assertEquals(List.of(1, 2), taken());
    }

    @Test
    void knows_whether_it_is_connected_and_how_often_it_was_again() {
        assertEquals("false 0", reception.connected() + " " + reception.reconnects());
        reception.connected(false);
        assertEquals("true 0", reception.connected() + " " + reception.reconnects());
        reception.lost(gone, SOON);
        assertEquals("false 0", reception.connected() + " " + reception.reconnects());
        reception.connected(false);
        assertEquals("true 1", reception.connected() + " " + reception.reconnects());
        reception.ended(gone);
        assertEquals("false 1", reception.connected() + " " + reception.reconnects());
    }

    @Test
    void a_lost_session_makes_every_message_a_new_one() throws InterruptedException {
        reception.arrived(message(1, false, 1));
        reception.lost(gone, SOON);
        reception.connected(false);
        reception.arrived(message(1, true, 2));
        assertEquals(List.of(1, 1), taken());
    }

    @Test
    void an_outage_is_told_once_however_many_attempts_it_takes() {
        reception.connected(false);
        reception.lost(gone, SOON);
        reception.attemptFailed(gone, SOON);
        reception.attemptFailed(gone, SOON);
        reception.connected(true);
        assertEquals(List.of("gone; trying again", "connected again"), said);
    }

    @Test
    void a_first_attempt_that_fails_is_told_too() {
        reception.attemptFailed(gone, SOON);
        reception.attemptFailed(gone, SOON);
        reception.connected(false);
        assertEquals(List.of("gone; trying again"), said);
    }

    @Test
    void a_session_that_nobody_kept_is_hinted_at_once() {
        for (int i = 0; i < 3; i++) {
            reception.connected(false);
        }
        String missed = "connected again; messages published in the meantime were missed";
        assertEquals(List.of(missed + " (-c with -i NAME keeps a session)", missed), said);
    }

    @Test
    void a_session_that_the_broker_lost_is_named() {
        Reception kept = reception(new Session("bridge", false, false));
        kept.connected(true);
        kept.connected(false);
        assertEquals(
                List.of(
                        "connected again; the broker had no session for 'bridge': messages sent in the meantime are lost"),
                said);
    }

    @Test
    void subscriptions_that_are_refused_when_they_are_made_again_are_named() {
        Subscription a = new Subscription(new TopicFilter("a"), Qos.AT_LEAST_ONCE);
        Subscription b = new Subscription(new TopicFilter("b"), Qos.AT_LEAST_ONCE);
        reception.resubscribed(
                List.of(new Granted(a, Optional.of(Qos.AT_LEAST_ONCE)), new Granted(b, Optional.empty())));
        assertEquals(List.of("subscription to 'b' refused by the broker"), said);
    }

    @Test
    void the_first_end_of_the_connection_is_the_one_that_counts() throws InterruptedException {
        assertEquals(Optional.empty(), reception.end());
        reception.ended(gone);
        reception.ended(new Failure(ExitStatus.FAILED, "later"));
        assertEquals(Optional.of(gone), reception.end());
        // Woken: it would wait otherwise.
        assertEquals(0, intake.take(new ArrayList<>(), 1, Long.MAX_VALUE));
    }

    @Test
    void a_retained_message_that_cannot_be_removed_ends_the_run() {
        reception.failed(0, new Failure(ExitStatus.UNAUTHORISED, "not allowed"));
        Failure failure = assertThrows(Failure.class, clearing::awaitAll);
        assertTrue(failure.sentence().contains("not allowed"));
    }
}
