package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

class AcknowledgementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            3.1.1 | 40 | 0001                             | ok
            3.1.1 | 62 | ffff                             | ok
            3.1.1 | 40 | 0000                             | 82
            3.1.1 | 40 | 00                               | 81
            3.1.1 | 40 |                                  | 81
            3.1.1 | 50 | 0001 00                          | 81
            3.1.1 | 42 | 0001                             | 81
            3.1.1 | 60 | 0001                             | 82
            3.1   | 6a | 0001                             | ok
            3.1   | 72 | 0001                             | ok
            5     | 40 | 0001                             | ok
            5     | 40 | 0001 10                          | ok
            5     | 40 | 0001 80 00                       | ok
            5     | 40 | 0001 00 04 1f 'x'                | ok
            5     | 40 | 0001 00 07 26 'n' 'v'            | ok
            5     | 40 | 0001 00 08 1f 'x' 1f 'x'         | 82
            5     | 40 | 0001 00 03 21 0001               | 82
            5     | 40 | 0001 00 02 7f01                  | 81
            5     | 40 | 0001 00 01 1f                    | 81
            5     | 40 | 0001 00 00 00                    | 81
            5     | 40 | 0001 00 01                       | 81
            5     | 40 | 0001 92                          | 82
            5     | 50 | 0001 ff                          | 82
            5     | 50 | 0001 92                          | 82
            5     | 50 | 0000 00                          | 82
            5     | 52 | 0001                             | 81
            5     | 62 | 0001 92                          | ok
            5     | 62 | 0001 80                          | 82
            5     | 60 | 0001                             | 82
            5     | 66 | 0001                             | 82
            5     | 70 | 0001 92                          | ok
            5     | 70 | 0001 10                          | 82
            5     | 72 | 0001                             | 81
            """)
    void is_judged_from_either_side(String version, String first, String body, String verdict) {
        byte[] packet = Wire.packet(first, body == null ? "" : body);
        assertEquals(verdict, Wire.verdict(() -> Wire.read(Sender.CLIENT, version, packet)));
        assertEquals(verdict, Wire.verdict(() -> Wire.read(Sender.SERVER, version, packet)));
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBACK", "PUBREC", "PUBREL", "PUBCOMP"})
    void is_as_short_as_can_be(PacketType type) {
        String first = Integer.toHexString(type.number()) + (type == PacketType.PUBREL ? "2" : "0");
        assertEquals(first + "020102", Wire.written(Acknowledgement.of(type, 0x0102), "5"));
        Acknowledgement refusal =
                new Acknowledgement(type, 0x0102, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND, Properties.NONE);
        assertEquals(first + "03010292", Wire.written(refusal, "5"));
        assertEquals(first + "020102", Wire.written(refusal, "3.1.1"));
    }

    @Test
    void has_its_reason_where_it_has_properties() {
        Properties why = Properties.builder().text(Property.REASON_STRING, "x").build();
        Acknowledgement acknowledgement = new Acknowledgement(PacketType.PUBACK, 1, ReasonCode.SUCCESS, why);
        assertEquals("4008000100041f000178", Wire.written(acknowledgement, "5"));
        assertEquals("40020001", Wire.written(acknowledgement, "3.1.1"));
    }
}
