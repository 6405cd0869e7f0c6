package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.Answers;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ShortLives;

class ConfirmationsTest {
    private final Presence<PahoLine> presence = Given.presence(new Answers(), Given.settings(false));
    private final Confirmations confirmations = new Confirmations(presence);
    private final FakeClient client = new FakeClient();
    private final FakeWire first = new FakeWire();
    private final FakeWire second = new FakeWire();

    ConfirmationsTest() throws MqttException {}

    private void arrive(FakeWire wire) {
        presence.arrive(new PahoLine(presence.begin(), client, wire));
    }

    private void lose() {
        presence.leave(presence.epoch(), ShortLives.End.BROKEN, () -> false);
    }

    @Test
    void qos_0_is_not_confirmed() {
        arrive(first);
        confirmations.acknowledge(Given.message(Qos.AT_MOST_ONCE, 0, 1));
        assertEquals(List.of(), first.acknowledged);
        assertEquals(List.of(), client.completed);
    }

    @Test
    void qos_1_is_confirmed_over_the_connection_that_brought_it_and_over_no_later_one() {
        arrive(first);
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 7, 1));
        lose();
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 8, 1));
        arrive(second);
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 9, 1));
        assertEquals(List.of(7), first.acknowledged);
        assertEquals(List.of(), second.acknowledged);
    }

    @Test
    void what_is_done_before_the_connection_is_known_to_be_there_is_confirmed_when_it_is() {
        long epoch = presence.begin();
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 7, epoch));
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 8, epoch));
        presence.arrive(new PahoLine(epoch, client, first));
        confirmations.tellEarly();
        confirmations.tellEarly();
        assertEquals(List.of(7, 8), first.acknowledged);
    }

    @Test
    void what_an_attempt_brought_that_failed_after_all_is_not_confirmed_over_the_next_one() {
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 7, presence.begin()));
        long next = presence.begin();
        confirmations.tellEarly();
        presence.arrive(new PahoLine(next, client, second));
        confirmations.tellEarly();
        assertEquals(List.of(), second.acknowledged);
    }

    @Test
    void a_connection_that_broke_before_it_was_known_brings_nothing_early() {
        long epoch = presence.begin();
        lose();
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 7, epoch));
        presence.arrive(new PahoLine(epoch, client, first));
        confirmations.tellEarly();
        assertEquals(List.of(), first.acknowledged);
    }

    @Test
    void a_wire_that_breaks_leaves_the_message_to_the_broker() {
        arrive(first);
        first.broken = true;
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 7, 1));
        first.broken = false;
        confirmations.acknowledge(Given.message(Qos.AT_LEAST_ONCE, 8, 1));
        assertEquals(List.of(8), first.acknowledged);
    }

    @Test
    void qos_2_is_delivered_once_and_its_identifier_may_be_used_again() {
        arrive(first);
        assertTrue(confirmations.arrived(7, 1));
        assertFalse(confirmations.arrived(7, 1));
        confirmations.acknowledge(Given.message(Qos.EXACTLY_ONCE, 7, 1));
        assertEquals(List.of(7), client.completed);
        assertTrue(confirmations.arrived(7, 1));
    }

    @Test
    void qos_2_done_before_the_connection_is_known_to_be_there_is_completed_when_it_is() {
        long epoch = presence.begin();
        assertTrue(confirmations.arrived(7, epoch));
        confirmations.acknowledge(Given.message(Qos.EXACTLY_ONCE, 7, epoch));
        assertEquals(List.of(), client.completed);
        presence.arrive(new PahoLine(epoch, client, first));
        confirmations.tellEarly();
        assertEquals(List.of(7), client.completed);
    }

    @Test
    void qos_2_done_while_no_connection_was_there_is_completed_and_not_delivered_when_it_comes_again() {
        arrive(first);
        confirmations.arrived(7, 1);
        lose();
        confirmations.acknowledge(Given.message(Qos.EXACTLY_ONCE, 7, 1));
        assertEquals(List.of(), client.completed);
        arrive(second);
        assertFalse(confirmations.arrived(7, 2));
        assertEquals(List.of(7), client.completed);
    }

    @Test
    void qos_2_that_paho_cannot_complete_is_completed_when_it_comes_again() {
        arrive(first);
        confirmations.arrived(7, 1);
        client.refusal = Optional.of(32_104);
        confirmations.acknowledge(Given.message(Qos.EXACTLY_ONCE, 7, 1));
        client.refusal = Optional.empty();
        lose();
        arrive(second);
        assertFalse(confirmations.arrived(7, 2));
        assertEquals(List.of(7), client.completed);
    }

    @Test
    void of_a_session_that_is_gone_nothing_is_completed() {
        arrive(first);
        confirmations.arrived(7, 1);
        lose();
        confirmations.forget();
        arrive(second);
        confirmations.acknowledge(Given.message(Qos.EXACTLY_ONCE, 7, 1));
        assertEquals(List.of(), client.completed);
        assertTrue(confirmations.arrived(7, 2));
    }
}
