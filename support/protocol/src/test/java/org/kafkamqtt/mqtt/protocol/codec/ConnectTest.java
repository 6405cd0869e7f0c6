package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Will;

class ConnectTest {
    private static final String CLIENT = "'MQTT' 04 02 000a 'p'";

    private static Connect connect(String body) {
        return (Connect) Wire.readFirst(Wire.packet("10", body));
    }

    private static String verdict(String first, String body) {
        return Wire.verdict(() -> Wire.readFirst(Wire.packet(first, body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            'MQIsdp' 03 02 000a 'p'                               | 3.1
            'MQIsdp' 03 03 000a 'p'                               | 3.1
            'MQIsdp' 03 32 000a 'p'                               | 3.1
            'MQIsdp' 83 02 000a 'p'                               | 3.1
            'MQIsdp' 03 c2 000a 'p' 'u'                           | 3.1
            'MQIsdp' 03 c2 000a 'p'                               | 3.1
            'MQTT' 04 02 000a ''                                  | 3.1.1
            'MQTT' 04 00 0000 ''                                  | 3.1.1
            'MQTT' 84 02 000a 'p'                                 | 3.1.1
            'MQTT' 04 82 000a 'p' ''                              | 3.1.1
            'MQTT' 04 c2 000a 'p' 'u' 0003 00ff01                 | 3.1.1
            'MQTT' 04 36 000a 'p' 'will' ''                       | 3.1.1
            'MQTT' 05 02 000a 00 ''                               | 5
            'MQTT' 05 42 000a 00 'p' 'secret'                     | 5
            'MQTT' 05 06 000a 00 'p' 02 0101 'w' 'x'              | 5
            'MQTT' 05 02 000a 05 11ffffffff 'p'                   | 5
            'MQTT' 05 02 000a 06 26 '' 'x' 'p'                    | 5
            """)
    void is_read_in_its_own_version(String body, String version) {
        assertEquals(Wire.version(version), connect(body).version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            10 | 0004                                     | 81 quiet
            10 | 'MQTT'                                   | 81 quiet
            10 | 'MQT' 04 02 000a 'p'                     | 82 quiet
            10 | 'MQTTT' 04 02 000a 'p'                   | 82 quiet
            10 | 'mqtt' 04 02 000a 'p'                    | 82 quiet
            10 | '' 04 02 000a 'p'                        | 82 quiet
            10 | 'MQTU' 05 02 000a 00 'p'                 | 82 quiet
            10 | 'MQTT' 03 02 000a 'p'                    | 84 in CONNACK of 3.1.1
            10 | 'MQIsdp' 04 02 000a 'p'                  | 84 in CONNACK of 3.1.1
            10 | 'MQTT' 02 02 000a 'p'                    | 84 in CONNACK of 5
            10 | 'MQTT' 06 02 000a 'p'                    | 84 in CONNACK of 5
            10 | 'MQTT' 85 02 000a 00 'p'                 | 84 in CONNACK of 5
            10 | 'MQIsdp' 02 02 000a 'p'                  | 84 in CONNACK of 5
            11 | 'MQTT' 04 02 000a 'p'                    | 81 quiet
            18 | 'MQTT' 05 02 000a 00 'p'                 | 81 quiet
            18 | 'MQIsdp' 03 02 000a 'p'                  | ok
            10 | 'MQTT' 04 02 000a 'p' 00                 | 81 quiet
            10 | 'MQTT' 04 02 000a 0002 70                | 81 quiet
            10 | 'MQTT' 04 03 000a 'p'                    | 81 quiet
            10 | 'MQTT' 04 0a 000a 'p'                    | 81 quiet
            10 | 'MQTT' 04 22 000a 'p'                    | 81 quiet
            10 | 'MQTT' 04 1e 000a 'p' 'w' 'x'            | 81 quiet
            10 | 'MQIsdp' 03 1e 000a 'p' 'w' 'x'          | 81 quiet
            10 | 'MQTT' 04 06 000a 'p' '' 'x'             | 81 quiet
            10 | 'MQTT' 04 06 000a 'p' 'w/#' 'x'          | 81 quiet
            10 | 'MQTT' 04 06 000a 'p' 'w'                | 81 quiet
            10 | 'MQTT' 04 42 000a 'p' 'x'                | 81 quiet
            10 | 'MQIsdp' 03 42 000a 'p' 'x'              | 81 quiet
            10 | 'MQTT' 04 82 000a 'p'                    | 81 quiet
            10 | 'MQTT' 04 82 000a 'p' 0001 01            | 81 quiet
            10 | 'MQTT' 04 c2 000a 'p' 'u'                | 81 quiet
            10 | 'MQTT' 04 02 000a 0001 00                | 85 quiet
            10 | 'MQTT' 05 02 000a 00 0001 00             | 85 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 00 0003 eda080         | 85 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 00 0001 1f             | 85 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 00 0002 70             | 81 quiet
            10 | 'MQTT' 05 02 000a 00 'p' 'q'             | 81 in CONNACK of 5
            10 | 'MQTT' 05 03 000a 00 'p'                 | 81 quiet
            10 | 'MQTT' 05 06 000a 00 'p'                 | 81 in CONNACK of 5
            10 | 'MQTT' 05 06 000a 00 'p' 00 'w+' 'x'     | 81 in CONNACK of 5
            10 | 'MQTT' 05 06 000a 00 'p' 02 0102 'w' 'x' | 82 in CONNACK of 5
            10 | 'MQTT' 05 06 000a 00 'p' 03 210001 'w' ''| 82 in CONNACK of 5
            10 | 'MQTT' 05 06 000a 00 'p' 03 080000 'w' ''| 82 in CONNACK of 5
            10 | 'MQTT' 05 c2 000a 00 'p' 'u'             | 81 quiet
            10 | 'MQTT' 05 02 000a 03 210000 'p'          | 82 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 05 2700000000 'p'      | 82 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 02 1902 'p'            | 82 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 02 7f01 'p'            | 81 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 04 16 'x' 'p'          | 82 in CONNACK of 5
            10 | 'MQTT' 05 02 000a 20 'p'                 | 81 in CONNACK of 5
            """)
    void says_how_a_wrong_one_is_answered(String first, String body, String verdict) {
        assertEquals(verdict, verdict(first, body));
    }

    @Test
    void holds_all_that_was_written() {
        Connect connect = connect("'MQTT' 05 f6 003c 05 1100000078 'me' 05 1800000005 'w' 'bye' 'user' 0002 0001");
        assertTrue(connect.clean());
        assertEquals(60, connect.keepAlive());
        assertEquals(120, connect.properties().number(Property.SESSION_EXPIRY, 0));
        assertEquals("me", connect.clientId());
        assertEquals("user", connect.userName());
        assertArrayEquals(new byte[] {0, 1}, connect.password());
        Will will = connect.will();
        assertNotNull(will);
        assertEquals("w", will.topic());
        assertEquals("bye", new String(will.payload().copy(), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(Qos.EXACTLY_ONCE, will.qos());
        assertTrue(will.retain());
        assertEquals(5, will.properties().number(Property.WILL_DELAY, 0));
    }

    @Test
    void may_lack_what_its_flags_announce_in_3_1() {
        Connect connect = connect("'MQIsdp' 03 c2 000a 'p' 'u'");
        assertEquals("u", connect.userName());
        assertNull(connect.password());
    }

    @Test
    void tells_a_bridge() {
        assertTrue(connect("'MQTT' 84 02 000a 'p'").bridge());
    }

    @Test
    void tells_the_reader_what_the_connection_speaks() {
        PacketReader reader = new PacketReader(Sender.CLIENT);
        byte[] packet = Wire.packet("10", "'MQTT' 05 02 000a 00 'p'");
        reader.read(packet, 0, packet.length);
        assertEquals(ProtocolVersion.V5, reader.version());
    }

    @Test
    void comes_first() {
        assertEquals("82 quiet", verdict("c0", ""));
    }

    @Test
    void comes_once() {
        PacketReader reader = new PacketReader(Sender.CLIENT);
        byte[] packet = Wire.packet("10", CLIENT);
        reader.read(packet, 0, packet.length);
        assertEquals("82", Wire.verdict(() -> reader.read(packet, 0, packet.length)));
    }

    @Test
    void has_no_remaining_length_that_is_too_long_in_5() {
        assertEquals("81 quiet", Wire.verdict(() -> Wire.readFirst(Wire.bytes("10 8e00 'MQTT' 05 02 000a 00 'p'"))));
        assertEquals("ok", Wire.verdict(() -> Wire.readFirst(Wire.bytes("10 8d00 'MQTT' 04 02 000a 'p'"))));
    }

    @Test
    void does_not_come_from_a_server() {
        assertEquals("82", Wire.verdict(() -> Wire.read(Sender.SERVER, "3.1.1", Wire.packet("10", CLIENT))));
    }
}
