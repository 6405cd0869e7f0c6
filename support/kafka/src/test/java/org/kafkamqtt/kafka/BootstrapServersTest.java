package org.kafkamqtt.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class BootstrapServersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | a:9092",
                "a, b:1 ,[::1] | a:9092,b:1,[::1]:9092",
                "a,,b, | a:9092,b:9092",
                "[fe80::1%eth0]:65535 | [fe80::1%eth0]:65535",
                "PLAINTEXT://a:1,sasl_ssl://b | a:1,b:9092",
                "my_broker-1.example.com:9094 | my_broker-1.example.com:9094",
                "b\u00fccher:1 | b\u00fccher:1",
            })
    void each_server_gets_a_port(String typed, String complete) {
        assertEquals(complete, BootstrapServers.complete(typed, "-b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka://a:9092 | leave out 'kafka://'",
                "http://a | leave out 'http://'",
                "a: | the port must be a number from 1 to 65535",
                "a:0 | the port must be a number from 1 to 65535",
                "a:65536 | the port must be a number from 1 to 65535",
                "a:-1 | the port must be a number from 1 to 65535",
                "a:+1 | the port must be a number from 1 to 65535",
                "a:9o92 | the port must be a number from 1 to 65535",
                "a:9092/t | the port must be a number from 1 to 65535",
                "a:99999999999 | the port must be a number from 1 to 65535",
                ":9092 | the host name is missing",
                "[]:9092 | the host name is missing",
                "a b:9092 | several are separated by commas",
                "a:1;b:1 | the port must be a number from 1 to 65535",
                "user@a:1 | a broker is HOST:PORT",
                "::1 | an IPv6 address needs brackets: [::1]:9092",
                "fe80::1:2 | an IPv6 address needs brackets: [fe80::1:2]:9092",
                "[::1 | a broker is HOST:PORT",
            })
    void what_is_no_address_is_named(String typed, String words) {
        Failure failure = assertThrows(Failure.class, () -> BootstrapServers.complete("good:1," + typed, "-b"));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().startsWith("-b '" + typed + "': "), failure.sentence());
        assertTrue(failure.sentence().contains(words), failure.sentence());
    }

    @Test
    void nothing_is_nothing() {
        assertEquals("", BootstrapServers.complete(" , ,", "-b"));
    }
}
