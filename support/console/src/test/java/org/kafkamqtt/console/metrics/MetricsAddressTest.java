package org.kafkamqtt.console.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** What {@code --metrics} takes. */
class MetricsAddressTest {
    @ParameterizedTest
    @CsvSource({
        "9404, 127.0.0.1, 9404",
        "0, 127.0.0.1, 0",
        "0.0.0.0:9404, 0.0.0.0, 9404",
        "bridge-1.example:65535, bridge-1.example, 65535",
        "[::1]:9404, ::1, 9404",
        "[fe80::1%eth0]:9404, fe80::1%eth0, 9404"
    })
    void reads_a_port_with_or_without_a_host(String typed, String host, int port) {
        assertEquals(new MetricsAddress(host, port), MetricsAddress.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", ":9404", "-1", "9404x", "a:b", "::1:9404", "http://x:1", "a b:1", "x:", "1.5", "123456"
            })
    void refuses_what_is_not_an_address(String typed) {
        Failure failure = assertThrows(Failure.class, () -> MetricsAddress.parse(typed));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertEquals("--metrics '" + typed + "' is not [HOST:]PORT, such as 9404 or 0.0.0.0:9404", failure.sentence());
    }

    @Test
    void refuses_a_port_that_is_too_high() {
        Failure failure = assertThrows(Failure.class, () -> MetricsAddress.parse("x:65536"));
        assertEquals("--metrics 65536 is not a port: use 0 to 65535", failure.sentence());
    }

    @Test
    void is_shown_as_it_is_typed() {
        assertEquals("[::1]:9404", MetricsAddress.parse("[::1]:9404").toString());
        assertEquals("127.0.0.1:0", MetricsAddress.parse("0").toString());
    }
}
