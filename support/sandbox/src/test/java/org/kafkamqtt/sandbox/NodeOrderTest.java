package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeOrderTest {
    @ParameterizedTest
    @EnumSource
    void a_deed_and_a_node_are_an_order(NodeOrder.Deed deed) {
        assertEquals(new NodeOrder(deed, 2), NodeOrder.of("  " + deed.word() + "\t2 \r", 3));
    }

    @ParameterizedTest
    @CsvSource({"KILL,KILL", "STOP,TERM", "PAUSE,STOP", "RESUME,CONT"})
    void a_deed_is_a_signal(NodeOrder.Deed deed, String signal) {
        assertEquals(signal, deed.signal().orElseThrow());
    }

    @Test
    void a_start_is_not_a_signal() {
        assertTrue(NodeOrder.Deed.START.signal().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "kill 0", "kill 12", "kill two", "shoot 2", "2", "KILL 2", "kill 2 3"})
    void anything_else_is_refused_with_what_could_be_said(String line) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> NodeOrder.of(line, 3));
        assertEquals(
                "'" + line
                        + "' is not an order: use kill, stop, pause, resume, start, followed by the number of a node,"
                        + " such as kill 2",
                e.getMessage());
    }

    @Test
    void a_node_that_does_not_exist_is_refused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> NodeOrder.of("kill 4", 3));
        assertEquals("there is no node 4: there are 3", e.getMessage());
    }

    @Test
    void orders_are_read_only_in_the_foreground_of_a_terminal() {
        assertTrue(NodeOrders.inForeground("10 (java (x)) S 9 10 9 34816 10 4194304 1"));
        assertFalse(NodeOrders.inForeground("10 (java (x)) S 9 10 9 34816 9 4194304 1"));
        assertTrue(NodeOrders.inForeground(""), "where nobody can tell");
    }
}
