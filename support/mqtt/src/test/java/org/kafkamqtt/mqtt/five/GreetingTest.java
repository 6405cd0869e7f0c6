package org.kafkamqtt.mqtt.five;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.FiveSettings;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

class GreetingTest {
    private static final Session CLEAN = new Session("me", false, true);

    private static Greeting greeting(Session session, long expiry) {
        return new Greeting(new ConnectionSettings(
                LinkSettings.tcp("localhost", 1883),
                5,
                session,
                60,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new Reconnection(false, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                20,
                new FiveSettings(expiry, 20, 0, 0, Properties.NONE, Properties.NONE, Properties.NONE, Properties.NONE),
                Optional.empty()));
    }

    private static OptionalLong expiry(Connect connect) {
        return connect.properties().number(Property.SESSION_EXPIRY);
    }

    @Test
    void what_nobody_asked_to_keep_is_not_kept() {
        Greeting greeting = greeting(CLEAN, 0);
        Connect connect = greeting.connect("me", true);
        assertTrue(connect.clean());
        assertEquals(OptionalLong.empty(), expiry(connect));
        assertTrue(greeting.connect("me", false).clean());
        assertTrue(greeting.goodbye().properties().isEmpty());
    }

    @Test
    void the_broker_names_a_client_that_nobody_named_and_that_nothing_is_kept_for() {
        Session unnamed = new Session("mqtt-pub-1", true, true);
        assertTrue(greeting(unnamed, 0).isAnonymous());
        assertFalse(greeting(unnamed, 60).isAnonymous());
        assertFalse(greeting(unnamed.kept(), 0).isAnonymous());
        assertFalse(greeting(CLEAN, 0).isAnonymous());
    }

    @Test
    void properties_of_connect_are_no_more_than_mosquitto_sends() {
        Properties expected =
                Properties.builder().number(Property.RECEIVE_MAXIMUM, 20).build();
        assertEquals(expected, greeting(CLEAN, 0).connect("me", true).properties());
    }

    @Test
    void a_session_with_an_expiry_begins_clean_and_comes_back_after_a_loss() {
        Greeting greeting = greeting(CLEAN, 60);
        assertTrue(greeting.connect("me", true).clean());
        assertFalse(greeting.connect("me", false).clean());
        assertEquals(OptionalLong.of(60), expiry(greeting.connect("me", true)));
        assertTrue(greeting.goodbye().properties().isEmpty());
    }

    @Test
    void a_kept_session_is_not_begun_anew() {
        Greeting greeting = greeting(new Session("me", false, false), FiveSettings.FOREVER);
        assertFalse(greeting.connect("me", true).clean());
        assertEquals(OptionalLong.of(FiveSettings.FOREVER), expiry(greeting.connect("me", true)));
        assertTrue(greeting.goodbye().properties().isEmpty());
    }

    @Test
    void a_session_in_a_file_is_kept_for_ever_unless_the_user_says_for_how_long() {
        Session session = CLEAN.keptIn(Path.of("file"));
        assertEquals(
                OptionalLong.of(FiveSettings.FOREVER),
                expiry(greeting(session, 0).connect("me", true)));
        assertFalse(greeting(session, 0).connect("me", true).clean());
        assertEquals(OptionalLong.of(90), expiry(greeting(session, 90).connect("me", true)));
    }

    @Test
    void a_session_for_the_sake_of_qos_2_ends_with_the_run() {
        Greeting greeting = greeting(CLEAN.kept(), 0);
        assertTrue(greeting.connect("me", true).clean());
        assertFalse(greeting.connect("me", false).clean());
        assertEquals(OptionalLong.of(86_400), expiry(greeting.connect("me", true)));
        assertEquals(OptionalLong.of(0), greeting.goodbye().properties().number(Property.SESSION_EXPIRY));
    }
}
