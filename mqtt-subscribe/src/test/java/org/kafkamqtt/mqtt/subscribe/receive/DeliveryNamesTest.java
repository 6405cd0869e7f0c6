package org.kafkamqtt.mqtt.subscribe.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.subscribe.Samples;

class DeliveryNamesTest {
    private final ByteBuffer table = ByteBuffer.allocate(DeliveryNames.BYTES);
    private DeliveryNames names;

    DeliveryNamesTest() {
        DeliveryNames.begin(table, 0xabcL);
        names = restarted(Set.of());
    }

    private DeliveryNames restarted(Set<Integer> unsettled) {
        return new DeliveryNames(table, unsettled);
    }

    private static Message message(int id, String payload, boolean again) {
        return new Message("t", Samples.bytes(payload), Qos.AT_LEAST_ONCE, false, again, id, 1);
    }

    private String first(int id, String payload) {
        return names.of(message(id, payload, false));
    }

    private String again(int id, String payload) {
        return names.of(message(id, payload, true));
    }

    private void acknowledge(int id, String name) {
        names.acknowledging(new Arrival(message(id, "", false), 0, 0, name));
    }

    private static String number(long number) {
        return "0000000000000abc-" + number;
    }

    @Test
    void every_message_has_a_number_of_its_own_over_the_lives_of_processes() {
        assertEquals(number(1), first(7, "a"));
        assertEquals(number(2), first(8, "a"));
        names = restarted(Set.of());
        assertEquals(number(3), first(9, "a"));
    }

    @Test
    void a_repeat_has_the_name_it_had_before_the_process_was_killed() {
        first(7, "a");
        first(65_535, "b");
        names = restarted(Set.of());
        assertEquals(number(2), again(65_535, "b"));
        assertEquals(number(1), again(7, "a"));
        assertEquals(number(1), again(7, "a"));
    }

    /** The process was killed before the broker had the acknowledgement that the table knows of. */
    @Test
    void a_repeat_of_what_was_just_acknowledged_has_its_name() {
        acknowledge(7, first(7, "a"));
        names = restarted(Set.of());
        assertEquals(number(1), again(7, "a"));
    }

    @Test
    void the_same_content_under_the_same_identifier_is_another_message_if_it_is_no_repeat() {
        acknowledge(7, first(7, "on"));
        assertEquals(number(2), first(7, "on"));
        assertEquals(number(3), first(7, "on"));
    }

    @Test
    void another_content_is_another_message_whatever_the_broker_says() {
        first(7, "on");
        assertEquals(number(2), again(7, "off"));
        assertEquals(number(3), names.of(new Message("u", Samples.bytes("off"), Qos.AT_LEAST_ONCE, false, true, 7, 1)));
    }

    /** Its first delivery got lost: what has the identifier here is of an earlier round of them. */
    @Test
    void a_repeat_is_not_taken_for_what_had_its_identifier_long_ago() {
        acknowledge(7, first(7, "on"));
        for (int id = 100; id < 100 + 32_768; id++) {
            first(id, "x");
        }
        assertEquals(number(32_770), again(7, "on"));
    }

    @Test
    void what_the_client_itself_delivers_again_is_a_repeat_once() {
        first(7, "a");
        names = restarted(Set.of(7));
        assertEquals(number(1), first(7, "a"));
        assertEquals(number(2), first(7, "a"));
    }

    @Test
    void identifiers_of_a_lost_session_mean_nothing() {
        first(7, "a");
        names.sessionLost();
        acknowledge(7, number(1));
        assertEquals(number(2), again(7, "a"));
    }

    @Test
    void a_late_acknowledgement_does_not_touch_the_next_message_of_its_identifier() {
        String old = first(7, "a");
        first(7, "b");
        acknowledge(7, old);
        for (int id = 100; id < 100 + 32_768; id++) {
            first(id, "x");
        }
        assertEquals(number(2), again(7, "b"));
    }

    @Test
    void another_table_has_another_token_and_qos_0_no_name() {
        String before = first(7, "a");
        DeliveryNames.begin(table, 0xdefL);
        assertNotEquals(before, restarted(Set.of()).of(message(7, "a", true)));
        assertEquals("", names.of(new Message("t", new byte[0], Qos.AT_MOST_ONCE, false, false, 0, 1)));
    }
}
