package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttPersistable;
import org.eclipse.paho.client.mqttv3.internal.MqttPersistentData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Mark;

class SessionLogTest {
    /** A PUBLISH of QoS 1 to {@code ab}, its packet identifier 5. */
    private static final byte[] HEADER = {0x32, 7, 0, 2, 'a', 'b', 0, 5};

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private SessionLog open() {
        return new SessionLog(folder.resolve("log"), "me", "lines.txt");
    }

    private static void put(SessionLog log, int id) throws MqttException {
        new PahoStore(log, packetId -> Optional.empty())
                .put("s-" + id, new MqttPersistentData("s-" + id, HEADER, 0, HEADER.length, new byte[] {1}, 0, 1));
    }

    @Test
    void remembers_what_is_in_flight_and_how_far_the_source_was_read() throws Exception {
        SessionLog log = open();
        log.next(new Mark(10, 1));
        put(log, 5);
        log.next(new Mark(20, 2));
        put(log, 6);
        log.remove("s-5");
        SessionLog again = open();
        assertEquals(new Mark(20, 2), again.mark());
        assertEquals(1, PahoStore.inFlight(again).size());
        assertEquals(-6, PahoStore.inFlight(again).get(0).sequence());
        assertEquals("ab", PahoStore.inFlight(again).get(0).topic().text());
    }

    @Test
    void leaves_out_an_entry_that_was_torn_anywhere() throws Exception {
        SessionLog log = open();
        log.next(new Mark(10, 1));
        put(log, 5);
        long whole = Files.size(folder.resolve("log"));
        log.next(new Mark(20, 2));
        put(log, 6);
        byte[] bytes = Files.readAllBytes(folder.resolve("log"));
        for (int length = (int) whole; length < bytes.length; length++) {
            Files.write(folder.resolve("log"), Arrays.copyOf(bytes, length));
            SessionLog again = open();
            assertEquals(new Mark(10, 1), again.mark());
            assertEquals(List.of("s-5"), again.keys());
            again.close();
        }
    }

    @Test
    void belongs_to_one_source() {
        open().close();
        assertThrows(Failure.class, () -> new SessionLog(folder.resolve("log"), "me", "other.txt"));
    }

    @Test
    void keeps_the_client_identifier_it_began_with() {
        open().close();
        assertEquals("me", new SessionLog(folder.resolve("log"), "somebody", "lines.txt").clientId());
    }

    @Test
    void a_received_message_keeps_the_payload_that_was_held_back_from_paho() throws Exception {
        byte[] payload = new byte[200_000];
        Arrays.fill(payload, (byte) 7);
        SessionLog log = open();
        PahoStore store = new PahoStore(log, packetId -> packetId == 5 ? Optional.of(payload) : Optional.empty());
        byte[] header = {0x34, 6, 0, 2, 'a', 'b', 0, 5};
        store.put("r-5", new MqttPersistentData("r-5", header, 0, header.length, new byte[0], 0, 0));
        SessionLog again = open();
        assertEquals(Set.of(5), again.received());
        MqttPersistable kept = new PahoStore(again, packetId -> Optional.empty()).get("r-5");
        assertArrayEquals(payload, kept.getPayloadBytes());
        byte[] whole = {0x34, (byte) 0xc6, (byte) 0x9a, 12, 0, 2, 'a', 'b', 0, 5};
        assertArrayEquals(whole, kept.getHeaderBytes());
    }
}
