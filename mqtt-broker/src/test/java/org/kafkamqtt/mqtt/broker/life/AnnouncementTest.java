package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementTest {
    private static final Announcement FIRST = new Announcement(
            1007, 1008, "mqtt://localhost:1883", "0.1.0", 5, -1, new TreeMap<>(Map.of("mqtt.messages", 12, "b", 3)));

    private static String text(byte[] value) {
        return new String(value, UTF_8);
    }

    @Test
    void is_a_line_that_people_can_read() {
        assertEquals(
                "v=1 copier=1008 address=mqtt://localhost:1883 software=0.1.0 started=5 partitions=b:3,mqtt.messages:12",
                text(FIRST.bytes()));
    }

    @Test
    void says_where_it_was_made_as_soon_as_that_is_known() {
        Announcement heartbeat = FIRST.at(41);
        assertEquals(41, Announcement.of(1007, heartbeat.bytes()).announced());
        assertEquals(-1, Announcement.of(1007, FIRST.bytes()).announced());
    }

    @Test
    void comes_back_as_it_was() {
        assertEquals(FIRST.at(41), Announcement.of(1007, FIRST.at(41).bytes()));
        Announcement bare = FIRST.writing(Map.of());
        assertEquals(bare, Announcement.of(1007, bare.bytes()));
    }

    @Test
    void has_no_spaces_in_its_values() {
        Announcement odd = new Announcement(7, -1, "a b\nc=d", "", -1, -1, new TreeMap<>());
        assertEquals("a_b_c=d", Announcement.of(7, odd.bytes()).address());
    }

    @Test
    void passes_over_what_it_does_not_know() {
        assertEquals(
                new Announcement(7, -1, "", "", -1, -1, new TreeMap<>(Map.of("t", 2))),
                Announcement.of(7, "v=1 colour=red x partitions=t:2".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        nonsense            | not a line that begins with v=1
        v=2 partitions=t:2  | of version 2, which is newer than this mqtt-broker
        v=1 partitions=t    | without a number of partitions in 't'
        v=1 partitions=:2   | without a number of partitions in ':2'
        v=1 partitions=t:0  | without a number of partitions in 't:0'
        v=1 partitions=t:1, | without a number of partitions in ''
        """)
    void is_refused_where_it_may_write_to_partitions_that_are_not_known(String value, String why) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> Announcement.of(7, value.getBytes(UTF_8)))
                        .getMessage());
    }
}
