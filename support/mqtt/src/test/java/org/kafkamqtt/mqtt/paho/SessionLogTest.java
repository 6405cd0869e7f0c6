package org.kafkamqtt.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttPersistable;
import org.eclipse.paho.client.mqttv3.internal.MqttPersistentData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.Unwritable;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.kept.SessionEntry;
import org.kafkamqtt.mqtt.kept.SessionLog;

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

    /** A message in flight of a size that matters. */
    private static void put(SessionLog log, int id, byte[] payload) throws IOException {
        log.put("s-" + id, new SessionLog.Kept(HEADER, payload));
    }

    private Path file() {
        return folder.resolve("log");
    }

    @Test
    void what_is_no_longer_in_flight_leaves_the_file_when_that_has_grown() throws Exception {
        SessionLog log = open();
        byte[] payload = new byte[1024 * 1024];
        put(log, 1, new byte[] {1});
        for (int id = 2; id < 20; id++) {
            put(log, id, payload);
            log.remove("s-" + id);
        }
        assertTrue(Files.size(file()) < 4L * payload.length, () -> "it is compacted");
        put(log, 20, new byte[] {20});
        log.close();
        assertEquals(List.of("s-1", "s-20"), open().keys());
    }

    @Test
    void a_process_that_still_writes_does_not_disturb_the_one_that_took_over() throws Exception {
        SessionLog earlier = open();
        put(earlier, 5);
        SessionLog later = open();
        put(earlier, 6);
        put(later, 7);
        earlier.remove("s-5");
        earlier.close();
        later.close();
        assertEquals(List.of("s-5", "s-7"), open().keys());
    }

    @Test
    void the_mark_moves_only_with_what_is_sent() throws Exception {
        SessionLog log = open();
        log.next(new Mark(10, 1));
        log.put("r-5", new SessionLog.Kept(HEADER, new byte[0]));
        assertEquals(Mark.START, log.mark());
        put(log, 6);
        assertEquals(new Mark(10, 1), log.mark());
    }

    @Test
    void a_closed_file_takes_nothing_and_says_which_it_is() {
        SessionLog log = open();
        log.close();
        MqttException failure = assertThrows(MqttException.class, () -> put(log, 5));
        assertEquals(
                "cannot write " + file() + ": closed",
                Unwritable.in(failure).orElseThrow().getMessage());
    }

    @Test
    void a_file_of_something_else_is_refused() throws Exception {
        try (OutputStream out = Files.newOutputStream(file())) {
            SessionEntry.write(out, content -> content.writeByte(9), new byte[0]);
        }
        Failure failure = assertThrows(Failure.class, this::open);
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertTrue(failure.sentence().contains("not a file of a session"), failure::sentence);
    }

    @Test
    void nothing_is_left_beside_the_file() throws Exception {
        SessionLog log = open();
        put(log, 5);
        log.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void paho_finds_what_it_put_and_nothing_once_that_is_removed() throws Exception {
        SessionLog log = open();
        PahoStore store = new PahoStore(log, packetId -> Optional.empty());
        put(log, 5);
        put(log, 6);
        store.open("me", "address");
        assertEquals(List.of("s-5", "s-6"), Collections.list(store.keys()));
        assertArrayEquals(HEADER, store.get("s-5").getHeaderBytes());
        store.remove("s-5");
        assertFalse(store.containsKey("s-5"));
        assertThrows(MqttException.class, () -> store.get("s-5"));
        store.close();
        assertTrue(store.containsKey("s-6"), "a loss of the connection is not the end");
        store.clear();
        assertEquals(List.of(), open().keys());
    }

    @Test
    void what_paho_hands_over_as_a_part_of_a_buffer_is_kept_without_the_rest() throws Exception {
        SessionLog log = open();
        byte[] buffer = {9, 9, 0x32, 7, 0, 2, 'a', 'b', 0, 5, 9};
        new PahoStore(log, packetId -> Optional.empty())
                .put("s-5", new MqttPersistentData("s-5", buffer, 2, 8, new byte[] {9, 1, 2}, 1, 2));
        MqttPersistable kept = new PahoStore(open(), packetId -> Optional.empty()).get("s-5");
        assertArrayEquals(HEADER, kept.getHeaderBytes());
        assertArrayEquals(new byte[] {1, 2}, kept.getPayloadBytes());
    }

    @Test
    void a_connection_goes_on_under_the_identifier_of_the_session() {
        open().close();
        SessionLog log = new SessionLog(file(), "somebody", "lines.txt");
        ConnectionSettings resumed = log.resumedBy(Given.settings(true));
        assertEquals("me", resumed.clientId());
        assertFalse(resumed.cleanSession());
        assertEquals(Optional.of(file()), resumed.session().file());
    }
}
