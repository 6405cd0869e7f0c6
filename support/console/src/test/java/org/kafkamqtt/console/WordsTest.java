package org.kafkamqtt.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Escapes;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.console.text.Quantity;

/** The small languages of the command line: escapes, quantities, nearest words. */
class WordsTest {

    @Test
    void reads_every_escape() {
        assertArrayEquals(
                new byte[] {'a', '\n', '\t', '\r', 0, '\\', (byte) 0xff, '|'},
                Escapes.bytes("a\\n\\t\\r\\0\\\\\\xff|"));
        assertArrayEquals("§".getBytes(StandardCharsets.UTF_8), Escapes.bytes("§"));
        assertArrayEquals(new byte[0], Escapes.bytes(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\q", "ab\\", "\\x1", "\\xgg"})
    void refuses_an_escape_that_does_not_exist_naming_its_place(String text) {
        Failure failure = assertThrows(Failure.class, () -> Escapes.bytes(text));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().contains("at character " + (text.indexOf('\\') + 1)), failure.sentence());
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "5s,5000", "1.5m,90000", "2h,7200000", "7,7000", "0.25,250"})
    void reads_durations(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), Quantity.duration(text, "s"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "512,512", "1KB,1000", "1KiB,1024", "64k,65536", "1.5MiB,1572864", "2GB,2000000000"})
    void reads_sizes(String text, long bytes) {
        assertEquals(bytes, Quantity.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five", "5 parsecs", "-1s", "1e9s", "99999999999999d"})
    void refuses_what_is_no_duration(String text) {
        assertEquals(
                ExitStatus.USAGE,
                assertThrows(Failure.class, () -> Quantity.duration(text, "s")).status());
    }

    @Test
    void finds_the_word_that_was_meant_and_none_where_nothing_is_near() {
        List<String> known = List.of("--topic", "--tls", "--partition");
        assertEquals(Optional.of("--topic"), Nearest.to("--topci", known));
        assertEquals(Optional.of("--partition"), Nearest.to("--partitions", known));
        assertEquals(Optional.empty(), Nearest.to("--verbosity", known));
        assertEquals(Optional.of("--group"), Nearest.to("--gruop", List.of("--grep", "--group")));
        assertEquals(3, Nearest.distance("kitten", "sitting"));
    }
}
