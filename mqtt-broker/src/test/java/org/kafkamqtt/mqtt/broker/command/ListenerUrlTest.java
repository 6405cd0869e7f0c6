package org.kafkamqtt.mqtt.broker.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;

class ListenerUrlTest {
    private static String refused(String... urls) {
        Failure failure = assertThrows(Failure.class, () -> ListenerUrl.addresses(List.of(urls)));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence();
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt://localhost:1884, localhost, 1884",
        "mqtt://localhost, localhost, 1883",
        "MQTT://localhost/, localhost, 1883",
        "mqtt://127.0.0.1:0, 127.0.0.1, 0",
        "mqtt://[::1]:1883, ::1, 1883",
        "mqtt://[::1], ::1, 1883",
        "mqtt://[fe80::1%eth0]:1, fe80::1%eth0, 1",
        "mqtt://*:65535, '', 65535",
        "mqtt://0.0.0.0:1883, 0.0.0.0, 1883",
        "mqtt://broker-1.example.org:1883, broker-1.example.org, 1883",
    })
    void reads_host_and_port(String url, String host, int port) {
        assertEquals(new ListenAddress(host, port), ListenerUrl.address(url));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mqtts://localhost:8883|is not built yet: this version listens on mqtt:// only",
                "ws://localhost/mqtt|is not built yet: this version listens on mqtt:// only",
                "wss://localhost|is not built yet: this version listens on mqtt:// only",
                "unix:///run/mqtt|is not built yet: this version listens on mqtt:// only",
                "localhost:1883|is not mqtt://HOST:PORT, such as mqtt://localhost:1883",
                "mqt://localhost|is not mqtt://HOST:PORT, did you mean 'mqtt'?",
                "http://localhost|is not mqtt://HOST:PORT, such as mqtt://localhost:1883",
                "mqtt://|has no host: mqtt://localhost is for this machine alone, mqtt://* for everybody",
                "mqtt://:1883|has no host: mqtt://localhost is for this machine alone, mqtt://* for everybody",
                "mqtt://::1:1883|is not mqtt://HOST:PORT: an IPv6 address needs brackets, as in mqtt://[::1]:1883",
                "mqtt://localhost:65536|has no port between 0 and 65535",
                "mqtt://localhost:|has no port between 0 and 65535",
            })
    void refuses_what_it_cannot_listen_on(String url, String why) {
        assertEquals("--listener '" + url + "' " + why, refused(url));
    }

    @Test
    void refuses_an_address_that_is_given_twice() {
        assertEquals(
                "--listener mqtt://localhost:1883 is given twice",
                refused("mqtt://localhost", "mqtt://localhost:1883"));
    }

    @Test
    void takes_any_free_port_as_often_as_it_is_wanted() {
        assertEquals(
                2,
                ListenerUrl.addresses(List.of("mqtt://localhost:0", "mqtt://localhost:0"))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "127.0.0.1, true",
        "127.1.2.3, true",
        "::1, true",
        "'', false",
        "0.0.0.0, false",
        "::, false"
    })
    void knows_what_only_this_machine_reaches(String host, boolean loopback) {
        assertEquals(loopback, ListenerUrl.loopback(new ListenAddress(host, 1883)));
    }
}
