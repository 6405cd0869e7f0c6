package org.kafkamqtt.mqtt.subscribe.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.subscribe.Samples;

class UnsettledTest {
    private final Unsettled unsettled = new Unsettled();

    private void add(int id, int qos, long number) {
        unsettled.add(Samples.arrival("t", Samples.bytes("x"), qos, false, id), number);
    }

    private List<Integer> settled(long taken) {
        List<Integer> ids = new ArrayList<>();
        unsettled.settle(taken, arrival -> ids.add(arrival.messageId()));
        return ids;
    }

    @Test
    void nothing_is_settled_before_it_is_taken_and_nothing_twice() {
        add(7, 1, 1);
        add(8, 2, 2);
        add(9, 1, 3);
        assertEquals(List.of(), settled(0));
        assertEquals(List.of(7, 8), settled(2));
        assertEquals(List.of(), settled(2));
        assertEquals(1, unsettled.size());
        assertEquals(List.of(9), settled(100));
    }

    @Test
    void a_message_that_was_left_out_waits_for_those_before_it() {
        add(1, 1, 0);
        add(2, 1, 1);
        add(3, 1, 1);
        add(4, 1, 2);
        assertEquals(List.of(1), settled(0));
        assertEquals(List.of(2, 3), settled(1));
    }

    @Test
    void nobody_waits_for_an_acknowledgement_of_qos_0() {
        add(0, 0, 1);
        assertEquals(0, unsettled.size());
    }
}
