package org.kafkamqtt.mqtt.five;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

class FiveStoreTest {
    private static final Properties PROPERTIES = Properties.builder()
            .text(Property.CONTENT_TYPE, "text/plain")
            .user("a", "1")
            .user("a", "2")
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private SessionLog open() {
        return new SessionLog(folder.resolve("log"), "me", "lines.txt");
    }

    @Test
    void a_publication_comes_back_with_its_properties_and_how_far_it_was() {
        FiveStore store = new FiveStore(open());
        byte[] payload = {1, 2, 3};
        store.sent(
                7,
                new Publication(1, new TopicName("up"), payload, Qos.EXACTLY_ONCE, true, new Mark(10, 1), PROPERTIES));
        store.sent(8, new Publication(2, new TopicName("up"), payload, Qos.AT_LEAST_ONCE, false, new Mark(20, 2)));
        store.released(7);
        SessionLog again = open();
        List<Flight> flights = List.copyOf(new FiveStore(again).flights().values());
        assertEquals(new Mark(20, 2), again.mark());
        assertEquals(List.of(7, 8), flights.stream().map(f -> f.packetId).toList());
        assertEquals(
                List.of(Flight.Stage.RELEASED, Flight.Stage.PUBLISHED),
                flights.stream().map(f -> f.stage).toList());
        Publication first = flights.get(0).publication;
        assertEquals("up", first.topic().text());
        assertArrayEquals(payload, first.payload());
        assertTrue(first.retain());
        assertEquals(PROPERTIES, first.properties());
        assertEquals(-7, first.sequence());
    }

    @Test
    void a_message_comes_back_until_it_is_done() {
        FiveStore store = new FiveStore(open());
        store.received(new Message("down", new byte[] {5}, Qos.EXACTLY_ONCE, false, false, 3, PROPERTIES, 1));
        Message message = requireNonNull(new FiveStore(open()).messages().get(3));
        assertEquals("down", message.topic());
        assertEquals(PROPERTIES, message.properties());
        new FiveStore(open()).done(3);
        assertTrue(new FiveStore(open()).messages().isEmpty());
    }

    @Test
    void a_session_goes_on_in_the_version_in_which_it_was_begun() {
        SessionLog log = open();
        FiveStore store = new FiveStore(log);
        log.check(false);
        store.sent(7, new Publication(1, new TopicName("up"), new byte[0], Qos.EXACTLY_ONCE, false, new Mark(1, 1)));
        store.released(7);
        store.received(new Message("down", new byte[0], Qos.EXACTLY_ONCE, false, false, 3, 1));
        log.check(true);
        Failure refused = assertThrows(Failure.class, () -> log.check(false));
        assertEquals(ExitStatus.USAGE, refused.status());
        assertTrue(refused.sentence().contains("use -V 5"), refused.sentence());
        store.settled(7);
        store.done(3);
        log.check(false);
    }
}
