package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.publish.Samples;
import org.kafkamqtt.mqtt.publish.source.Place;

@Timeout(20)
class InFlightTest {
    private final InFlight inFlight = new InFlight();

    private void add(long sequence) {
        inFlight.add(
                new Sent(Samples.publication(sequence, Qos.AT_LEAST_ONCE, "m"), new Place("", "line", sequence, 0), 0));
    }

    @Test
    void one_thread_alone_claims_a_message() {
        add(5);
        assertNotNull(inFlight.claim(5));
        assertNull(inFlight.claim(5));
        assertNull(inFlight.claim(6));
    }

    @Test
    void a_message_is_on_its_way_until_its_fate_is_accounted_for() {
        add(5);
        inFlight.claim(5);
        assertFalse(inFlight.isEmpty());
        inFlight.done();
        assertTrue(inFlight.isEmpty());
    }

    @Test
    void those_without_a_fate_stand_in_their_order_and_older_processes_come_first() {
        add(3);
        add(2);
        add(-7);
        add(1);
        inFlight.claim(2);
        assertEquals(
                List.of(-7L, 1L, 3L),
                inFlight.inOrder().stream()
                        .map(sent -> sent.publication().sequence())
                        .toList());
    }

    @Test
    void whoever_waits_is_woken_by_the_last_one_or_by_a_call() throws InterruptedException {
        inFlight.await(60_000);
        add(1);
        inFlight.await(1);
        Thread waiting = waiting();
        inFlight.claim(1);
        inFlight.done();
        waiting.join();
        add(2);
        Thread called = waiting();
        while (called.isAlive()) {
            inFlight.wake();
        }
        assertFalse(inFlight.isEmpty());
    }

    private Thread waiting() {
        Thread thread = new Thread(() -> {
            try {
                inFlight.await(60_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }
}
