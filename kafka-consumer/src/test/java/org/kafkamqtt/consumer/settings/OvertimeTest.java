package org.kafkamqtt.consumer.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OvertimeTest {
    @Test
    void says_what_did_not_happen() {
        assertEquals(
                "the end was not reached, 0 records read within 10ms (--timeout)",
                Overtime.clause("10ms", Long.MAX_VALUE, true, 0));
        assertEquals("3 of 10 records arrived within 2s (--timeout)", Overtime.clause("2s", 10, false, 3));
        assertEquals(
                "the end was not reached, 0 of 1 record arrived within 2s (--timeout)",
                Overtime.clause("2s", 1, true, 0));
    }
}
