package org.kafkamqtt.mqtt.subscribe.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.kafkamqtt.mqtt.subscribe.receive.Receipts.Verdict.ACKNOWLEDGE;
import static org.kafkamqtt.mqtt.subscribe.receive.Receipts.Verdict.KNOWN;
import static org.kafkamqtt.mqtt.subscribe.receive.Receipts.Verdict.WRITE;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.subscribe.Samples;

class ReceiptsTest {
    private final Receipts receipts = new Receipts();

    private static Message message(String payload, int qos, boolean duplicate, int id, long epoch) {
        return new Message("t", Samples.bytes(payload), Qos.of(qos), false, duplicate, id, epoch);
    }

    @Test
    void qos_0_is_never_acknowledged() {
        Message message = message("a", 0, false, 0, 1);
        assertEquals(WRITE, receipts.arrived(message));
        assertEquals(Optional.empty(), receipts.written(message));
    }

    @Test
    void a_repeat_of_what_still_waits_takes_its_place_and_is_acknowledged_in_its_stead() {
        Message first = message("a", 1, false, 5, 1);
        Message repeat = message("a", 1, true, 5, 2);
        receipts.arrived(first);
        receipts.connectionLost();
        assertEquals(KNOWN, receipts.arrived(repeat));
        assertSame(repeat, receipts.written(first).orElseThrow());
    }

    @Test
    void a_repeat_of_what_was_written_during_the_outage_is_only_acknowledged() {
        Message first = message("a", 1, false, 5, 1);
        receipts.arrived(first);
        receipts.connectionLost();
        receipts.written(first);
        assertEquals(ACKNOWLEDGE, receipts.arrived(message("a", 1, true, 5, 2)));
        assertEquals(WRITE, receipts.arrived(message("a", 1, false, 5, 2)));
    }

    @Test
    void an_identifier_used_again_for_something_else_is_a_new_message() {
        receipts.arrived(message("a", 1, false, 5, 1));
        receipts.connectionLost();
        assertEquals(WRITE, receipts.arrived(message("b", 1, true, 5, 2)));
        assertEquals(WRITE, receipts.arrived(message("b", 1, false, 5, 2)));
    }

    @Test
    void nothing_is_a_repeat_on_the_same_connection_or_after_a_lost_session() {
        receipts.arrived(message("a", 1, false, 5, 1));
        assertEquals(WRITE, receipts.arrived(message("a", 1, true, 5, 1)));
        receipts.connectionLost();
        receipts.sessionLost();
        assertEquals(WRITE, receipts.arrived(message("a", 1, true, 5, 2)));
    }
}
