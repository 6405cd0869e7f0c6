package org.kafkamqtt.mqtt.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Credentials;

class MqttUrlTest {
    @ParameterizedTest
    @CsvSource({
        "mqtt://host/t, host:1883, TCP",
        "mqtts://host/t, host:8883, TLS",
        "tcp://my_host:99, my_host:99, TCP",
        "mqtt://[::1]:99/t, [::1]:99, TCP",
        "ws://host, ws://host:80/mqtt, WS",
        "wss://host:9/a/b?c=d, wss://host:9/a/b?c=d, WSS",
        "unix:/run/m.sock, unix:/run/m.sock, UNIX",
    })
    void names_the_broker(String url, String address, String transport) {
        assertEquals(address, MqttUrl.parse(url).address().toString());
        assertEquals(transport, MqttUrl.parse(url).address().transport().name());
    }

    @Test
    void decodes_user_password_and_topic() {
        MqttUrl url = MqttUrl.parse("mqtt://me%40home:p%3Aw%2F%20@host/caf%C3%A9/x");
        assertEquals(Optional.of("me@home"), url.user());
        assertEquals(Optional.of("p:w/ "), url.password());
        assertEquals(Optional.of("caf\u00e9/x"), url.topic());
    }

    @Test
    void does_not_show_the_password() {
        assertFalse(MqttUrl.parse("mqtt://me:secret@host/t").toString().contains("secret"));
        assertFalse(new Credentials("me", Optional.of("secret")).toString().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt://me:sec/ret@host/t", "mqtt://me:sec:ret/@host", "mqtt://me:sec%ret@host"})
    void does_not_show_a_password_that_spoils_the_url(String url) {
        Failure failure = assertThrows(Failure.class, () -> MqttUrl.parse(url));
        assertFalse(failure.sentence().contains("sec"), failure.sentence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host/t",
                "http://host/",
                "mqtt://",
                "mqtt://host:0/",
                "mqtt://host:x/",
                "mqtt://::1/t",
                "mqtt://[::1/t",
                "mqtt://h%2/t%z"
            })
    void refuses_what_is_no_url(String url) {
        assertThrows(Failure.class, () -> MqttUrl.parse(url));
    }
}
