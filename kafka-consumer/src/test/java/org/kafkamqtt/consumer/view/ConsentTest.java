package org.kafkamqtt.consumer.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class ConsentTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Consent consent(String typed, boolean asks) {
        Console console =
                Console.of("tool", new ByteArrayInputStream(typed.getBytes(UTF_8)), new ByteArrayOutputStream(), said);
        return new Consent(console, asks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "YES\n", " y \r\nno"})
    void yes_is_yes(String typed) {
        assertDoesNotThrow(() -> consent(typed, true).require("delete 3 groups"));
        assertEquals("delete 3 groups? [y/N] ", said.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yep\n", "no\ny\n"})
    void anything_else_is_no(String typed) {
        Failure no = assertThrows(Failure.class, () -> consent(typed, true).require("delete 3 groups"));
        assertEquals(ExitStatus.FAILED, no.status());
    }

    @Test
    void where_nobody_is_asked_nothing_is_done() {
        Failure refused =
                assertThrows(Failure.class, () -> consent("y\n", false).require("delete 3 groups"));
        assertEquals(ExitStatus.USAGE, refused.status());
        assertEquals("", said.toString(UTF_8));
    }
}
