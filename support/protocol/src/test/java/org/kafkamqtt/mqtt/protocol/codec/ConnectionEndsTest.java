package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Auth;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** CONNACK, PINGREQ, PINGRESP, DISCONNECT and AUTH. */
class ConnectionEndsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            3.1.1 | SERVER | 20 | 0000                            | ok
            3.1.1 | SERVER | 20 | 0100                            | ok
            3.1.1 | SERVER | 20 | 0005                            | ok
            3.1.1 | SERVER | 20 | 0006                            | 82
            3.1.1 | SERVER | 20 | 0105                            | 82
            3.1.1 | SERVER | 20 | 0200                            | 81
            3.1.1 | SERVER | 20 | 00                              | 81
            3.1.1 | SERVER | 20 | 000000                          | 81
            3.1.1 | SERVER | 21 | 0000                            | 81
            3.1   | SERVER | 20 | ff00                            | ok
            3.1   | SERVER | 21 | 0000                            | ok
            5     | SERVER | 20 | 0000 00                         | ok
            5     | SERVER | 20 | 0000 0b 22000a 27001e8480 210014| ok
            5     | SERVER | 20 | 0087 04 1f 'x'                  | ok
            5     | SERVER | 20 | 0001                            | 84
            5     | SERVER | 20 | 0000                            | 81
            5     | SERVER | 20 | 0187 00                         | 82
            5     | SERVER | 20 | 0001 00                         | 82
            5     | SERVER | 20 | 0093 00                         | 82
            5     | SERVER | 20 | 0000 03 210000                  | 82
            5     | SERVER | 20 | 0000 02 2402                    | 82
            5     | SERVER | 20 | 0000 02 1701                    | 82
            5     | SERVER | 20 | 0000 02 2400 00                 | 81
            3.1.1 | CLIENT | 20 | 0000                            | 82
            5     | CLIENT | 24 | 0000 00                         | 82
            3.1.1 | CLIENT | c0 |                                 | ok
            3.1.1 | CLIENT | c1 |                                 | 81
            3.1   | CLIENT | c1 |                                 | ok
            5     | CLIENT | c0 | 00                              | 81 quiet
            5     | SERVER | c0 |                                 | 82
            5     | SERVER | d0 |                                 | ok
            5     | SERVER | d0 | 00                              | 81 quiet
            5     | CLIENT | d0 |                                 | 82
            5     | CLIENT | d2 |                                 | 81
            3.1.1 | CLIENT | e0 |                                 | ok
            3.1.1 | CLIENT | e0 | 00                              | 81
            3.1.1 | CLIENT | e1 |                                 | 82
            3.1.1 | SERVER | e0 |                                 | 82
            5     | CLIENT | e0 |                                 | ok
            5     | CLIENT | e0 | 04                              | ok
            5     | CLIENT | e0 | 00 05 1100000000                | ok
            5     | CLIENT | e0 | 00 04 1f 'x'                    | ok
            5     | CLIENT | e0 | 87                              | 82 quiet
            5     | CLIENT | e0 | 01                              | 82 quiet
            5     | CLIENT | e0 | ff                              | 82 quiet
            5     | CLIENT | e4 |                                 | 82
            5     | CLIENT | e0 | 00 03 210001                    | 82
            5     | CLIENT | e0 | 00 00 00                        | 81
            5     | CLIENT | e0 | 00 0a 1100000000 1100000000     | 82
            5     | SERVER | e0 | 8e                              | ok
            5     | SERVER | e0 | 9d 04 1c 'x'                    | ok
            5     | SERVER | e0 | 04                              | 82 quiet
            5     | SERVER | e0 | 00 05 1100000000                | 82
            3.1.1 | CLIENT | f0 |                                 | 82
            5     | CLIENT | f0 | 18 04 15 'm'                    | ok
            5     | CLIENT | f0 | 19 08 15 'm' 16 'd'             | ok
            5     | CLIENT | f0 | 00 04 15 'm'                    | 82
            5     | CLIENT | f0 |                                 | 82
            5     | CLIENT | f0 | 18 00                           | 82
            5     | CLIENT | f0 | 18                              | 81
            5     | CLIENT | f0 | 18 04 16 'd'                    | 82
            5     | CLIENT | f1 | 18 04 15 'm'                    | 82
            5     | SERVER | f0 |                                 | ok
            5     | SERVER | f0 | 18 04 15 'm'                    | ok
            5     | SERVER | f0 | 19 04 15 'm'                    | 82
            """)
    void is_judged(String version, Sender sender, String first, String body, String verdict) {
        byte[] packet = Wire.packet(first, body == null ? "" : body);
        assertEquals(verdict, Wire.verdict(() -> Wire.read(sender, version, packet)));
    }

    @Test
    void auth_comes_only_where_connect_named_a_method() {
        byte[] auth = Wire.packet("f0", "18 04 15 'm'");
        assertEquals("82", Wire.verdict(() -> after("'MQTT' 05 02 000a 00 'p'").read(auth, 0, auth.length)));
        assertEquals("ok", Wire.verdict(() -> after("'MQTT' 05 02 000a 04 15 'm' 'p'")
                .read(auth, 0, auth.length)));
    }

    private static PacketReader after(String connect) {
        PacketReader reader = new PacketReader(Sender.CLIENT);
        byte[] packet = Wire.packet("10", connect);
        reader.read(packet, 0, packet.length);
        return reader;
    }

    @Test
    void is_written_as_each_version_has_it() {
        Properties why = Properties.builder().text(Property.REASON_STRING, "x").build();
        assertEquals("e000", Wire.written(new Disconnect(ReasonCode.SUCCESS, Properties.NONE), "5"));
        assertEquals("e00182", Wire.written(new Disconnect(ReasonCode.PROTOCOL_ERROR, Properties.NONE), "5"));
        assertEquals("e0068b041f000178", Wire.written(new Disconnect(ReasonCode.SERVER_SHUTTING_DOWN, why), "5"));
        assertEquals("e000", Wire.written(new Disconnect(ReasonCode.PROTOCOL_ERROR, why), "3.1.1"));
        assertEquals("20020100", Wire.written(new Connack(true, 0, why), "3.1.1"));
        assertEquals("20020000", Wire.written(new Connack(true, 0, why), "3.1"));
        assertEquals("20070100041f000178", Wire.written(new Connack(true, 0, why), "5"));
    }

    @Test
    void there_is_no_auth_before_5() {
        Auth auth = new Auth(ReasonCode.SUCCESS, Properties.NONE);
        assertEquals("f000", Wire.written(auth, "5"));
        assertThrows(IllegalArgumentException.class, () -> PacketWriter.size(auth, ProtocolVersion.V311));
    }
}
