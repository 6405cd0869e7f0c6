package org.kafkamqtt.mqtt.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "132 | code 132 (MQTT 5: unsupported protocol version) | FAILED       | true",
                "133 | code 133 (MQTT 5: client identifier not valid)  | FAILED       | true",
                "135 | code 135 (MQTT 5: not authorised)               | UNAUTHORISED | true",
                "137 | code 137 (MQTT 5: server busy)                  | UNREACHABLE  | false",
                "6   | code 6, which MQTT does not know                | FAILED       | true",
                "255 | code 255, which MQTT does not know              | FAILED       | true"
            })
    void a_code_beyond_5_has_its_number_and_its_meaning(int code, String words, String status, boolean lasting) {
        assertEquals(words, Refusal.words(code));
        assertEquals(status, Refusal.of(code).status().name());
        assertEquals(lasting, Refusal.of(code).lasting());
    }

    @Test
    void no_code_is_without_words() {
        IntStream.rangeClosed(6, 255)
                .forEach(code -> assertFalse(Refusal.words(code).isBlank()));
    }
}
