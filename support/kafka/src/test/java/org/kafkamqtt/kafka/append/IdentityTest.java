package org.kafkamqtt.kafka.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void raises_the_epoch_by_one() {
        assertEquals(new Identity(7, (short) 1), new Identity(7, (short) 0).raised());
    }

    @Test
    void leaves_the_last_epoch_to_those_who_fence() {
        assertTrue(new Identity(7, (short) 32765).raisable());
        assertFalse(new Identity(7, (short) 32766).raisable());
    }
}
