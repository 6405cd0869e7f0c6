package org.kafkamqtt.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectPacketTest {
    private static final Optional<String> NONE = Optional.empty();

    private static String hex(ConnectPacket packet) {
        return HexFormat.of().formatHex(packet.bytes());
    }

    private static ConnectPacket plain(int level, String id, boolean clean) {
        return new ConnectPacket(level, id, clean, 60, NONE, NONE, Optional.empty());
    }

    @Test
    void the_shortest_is_that_of_the_standard() {
        assertEquals("100e 0004 4d515454 04 02 003c 0002 6964".replace(" ", ""), hex(plain(4, "id", true)));
    }

    @Test
    void a_kept_session_is_one_bit_less() {
        assertEquals("100e 0004 4d515454 04 00 003c 0002 6964".replace(" ", ""), hex(plain(4, "id", false)));
    }

    @Test
    void version_3_1_has_another_name_and_number() {
        assertEquals("1010 0006 4d5149736470 03 02 003c 0002 6964".replace(" ", ""), hex(plain(3, "id", true)));
    }

    @Test
    void will_user_and_password_follow_in_the_order_of_the_standard() {
        ConnectPacket packet = new ConnectPacket(
                4,
                "c",
                true,
                65_535,
                Optional.of("u"),
                Optional.of("p"),
                Optional.of(new ConnectPacket.WillMessage("w", new byte[] {1, 2}, 2, true)));
        assertEquals(
                "101a 0004 4d515454 04 f6 ffff 0001 63 0001 77 0002 0102 0001 75 0001 70".replace(" ", ""),
                hex(packet));
    }

    @Test
    void a_will_of_qos_1_that_is_not_retained_sets_two_bits() {
        ConnectPacket.WillMessage will = new ConnectPacket.WillMessage("w", new byte[0], 1, false);
        byte[] bytes = new ConnectPacket(4, "c", false, 0, NONE, NONE, Optional.of(will)).bytes();
        assertEquals(0x0c, bytes[9]);
    }

    @Test
    void names_that_paho_would_refuse_are_sent_as_they_are() {
        String odd = "\ud83d\ude00\ufdd0";
        String sent = new String(plain(4, odd, true).bytes(), StandardCharsets.UTF_8);
        assertEquals(odd, sent.substring(sent.length() - odd.length()));
    }
}
