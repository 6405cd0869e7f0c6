package org.kafkamqtt.mqtt.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Credentials;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

class BrokerRefusalTest {
    private static ConnectionSettings settings(boolean generated) {
        return new ConnectionSettings(
                LinkSettings.tcp("localhost", 1883),
                5,
                new Session("me", generated, true),
                60,
                generated ? Optional.empty() : Optional.of(new Credentials("ann", Optional.empty())),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Reconnection(false, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                20,
                Optional.empty());
    }

    private static String line(BrokerRefusal refusal, boolean generated) {
        Failure failure = ConnectionFailure.of(refusal, settings(generated));
        return failure.status() + ", " + (ConnectionFailure.isFinal(failure) ? "final" : "again") + ": "
                + failure.sentence().replaceFirst("the broker at localhost:1883 ", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            132 | FAILED, final: does not speak MQTT 5; try -V 311
            133 | FAILED, final: refuses the connection: client identifier not valid ('me')
            134 | UNAUTHORISED, final: refuses the connection: bad user name or password (user 'ann')
            135 | UNAUTHORISED, final: refuses the connection: not authorised (user 'ann')
            136 | UNREACHABLE, again: refuses the connection: server unavailable
            154 | FAILED, final: refuses the connection: retain not supported; leave out -r and --will-retain
            155 | FAILED, final: refuses the connection: QoS not supported; try a lower -q or --will-qos
            """)
    void a_refused_connection_is_a_sentence_and_a_status(int code, String expected) {
        assertEquals(expected, line(BrokerRefusal.ofConnection(code, Properties.NONE), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            SERVER_SHUTTING_DOWN  | UNREACHABLE, again: ended the connection: server shutting down
            SESSION_TAKEN_OVER    | UNREACHABLE, final: ended the connection: session taken over; another client uses the identifier 'me'
            PACKET_TOO_LARGE      | FAILED, final: ended the connection: packet too large
            NOT_AUTHORIZED        | UNAUTHORISED, final: ended the connection: not authorised (user 'ann')
            ADMINISTRATIVE_ACTION | FAILED, final: ended the connection: administrative action
            """)
    void the_end_of_a_connection_is_a_sentence_and_a_status(ReasonCode reason, String expected) {
        assertEquals(expected, line(BrokerRefusal.ending(reason, Properties.NONE), false));
    }

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void every_end_has_a_meaning(ReasonCode reason) {
        if (reason.isFailure()) {
            String sentence = line(BrokerRefusal.ending(reason, Properties.NONE), false);
            assertEquals(false, sentence.matches(".*connection: *([;(].*)?"), sentence);
        }
    }

    @Test
    void what_the_broker_says_of_it_is_told() {
        Properties said = Properties.builder()
                .text(Property.REASON_STRING, "moved for good")
                .text(Property.SERVER_REFERENCE, "other:1883")
                .build();
        assertEquals(
                "FAILED, final: ended the connection: server moved (moved for good); it names the server 'other:1883'",
                line(BrokerRefusal.ending(ReasonCode.SERVER_MOVED, said), false));
    }

    @Test
    void a_client_without_a_name_of_its_own_is_told_how_to_get_one() {
        assertEquals(
                "FAILED, final: refuses the connection: client identifier not valid; give one with -i",
                line(BrokerRefusal.ofConnection(133, Properties.NONE), true));
        assertEquals(
                "UNREACHABLE, final: ended the connection: session taken over; another client uses the same identifier",
                line(BrokerRefusal.ending(ReasonCode.SESSION_TAKEN_OVER, Properties.NONE), true));
    }

    @Test
    void a_broker_that_asks_for_more_than_a_password_is_refused() {
        assertEquals(
                "UNAUTHORISED, final: asks for enhanced authentication, which this tool does not do",
                line(BrokerRefusal.askingForMore(), false));
    }
}
