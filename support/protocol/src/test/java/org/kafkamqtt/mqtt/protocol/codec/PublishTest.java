package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

class PublishTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            3.1.1 | CLIENT | 30 | 't'                         | ok
            3.1.1 | CLIENT | 31 | 't' 00ff                    | ok
            3.1.1 | CLIENT | 3d | 't' 0001                    | ok
            3.1.1 | CLIENT | 30 | '/'                         | ok
            3.1.1 | CLIENT | 30 | 0005 41f0aa9b94             | ok
            3.1.1 | CLIENT | 38 | 't'                         | 81
            3.1.1 | CLIENT | 36 | 't' 0001                    | 81
            3.1.1 | CLIENT | 32 | 't'                         | 81
            3.1.1 | CLIENT | 32 | 't' 00                      | 81
            3.1.1 | CLIENT | 32 | 't' 0000                    | 82
            3.1.1 | CLIENT | 30 | ''                          | 81
            3.1.1 | CLIENT | 30 | 't/+'                       | 81
            3.1.1 | CLIENT | 30 | '#'                         | 81
            3.1.1 | CLIENT | 30 | 0002 7400                   | 81
            3.1.1 | CLIENT | 30 | 0002 7401                   | 81
            3.1.1 | CLIENT | 30 | 0002 747f                   | 81
            3.1.1 | CLIENT | 30 | 0002 c29f                   | 81
            3.1.1 | CLIENT | 30 | 0003 eda080                 | 81
            3.1.1 | CLIENT | 30 | 0003 efbfbf                 | 81
            3.1.1 | CLIENT | 30 | 0002 c080                   | 81
            3.1.1 | CLIENT | 30 | 0003 74                     | 81
            3.1.1 | CLIENT | 30 | 00                          | 81
            3.1.1 | CLIENT | 30 |                             | 81
            3.1   | CLIENT | 32 | 't' 0001                    | ok
            3.1   | CLIENT | 30 | 't/#'                       | 81
            5     | CLIENT | 30 | 't' 00                      | ok
            5     | CLIENT | 30 | 't'                         | 81
            5     | CLIENT | 30 | '' 00                       | 81
            5     | CLIENT | 30 | '' 03 230001                | ok
            5     | CLIENT | 30 | 't' 03 230000               | 94
            5     | CLIENT | 30 | 't' 06 230001 230001        | 82
            5     | CLIENT | 34 | 't' 0000 00                 | 82
            5     | CLIENT | 30 | 't' 02 0102                 | 82
            5     | CLIENT | 30 | 't' 04 0101 0101            | 82
            5     | CLIENT | 30 | 't' 02 0b01                 | 82
            5     | CLIENT | 30 | 't' 03 0b8000               | 81
            5     | CLIENT | 30 | 't' 04 08 'r'               | ok
            5     | CLIENT | 30 | 't' 05 08 'r+'              | 82
            5     | CLIENT | 30 | 't' 04 08 0001 01           | 81
            5     | CLIENT | 30 | 't' 03 080000               | 82
            5     | CLIENT | 30 | 't' 05 03 0002 7401         | ok
            5     | CLIENT | 30 | 't' 05 03 0002 7400         | 81
            5     | CLIENT | 30 | 't' 05 26 'n'               | 81
            5     | CLIENT | 30 | 't' 0e 26 'n' 'v' 26 'n' 'v'| ok
            5     | CLIENT | 30 | 't' 05 1800000001           | 82
            5     | CLIENT | 30 | 't' 03 2103                 | 81
            5     | SERVER | 30 | 't' 04 0b01 0b02            | ok
            5     | SERVER | 30 | 't' 02 0b00                 | 82
            5     | SERVER | 38 | 't' 00                      | 81
            5     | SERVER | 30 | 't/#' 00                    | 81
            3.1.1 | SERVER | 30 | ''                          | 81
            """)
    void is_judged(String version, Sender sender, String first, String body, String verdict) {
        byte[] packet = Wire.packet(first, body == null ? "" : body);
        assertEquals(verdict, Wire.verdict(() -> Wire.read(sender, version, packet)));
    }

    @Test
    void holds_all_that_was_written() {
        Publish publish = (Publish) Wire.read(Sender.CLIENT, "5", Wire.packet("3d", "'a/b' 1234 02 0101 0102"));
        assertEquals(true, publish.duplicate());
        assertEquals(true, publish.retain());
        assertEquals(Qos.EXACTLY_ONCE, publish.qos());
        assertEquals("a/b", publish.topic());
        assertEquals(0x1234, publish.packetId());
        assertEquals(1, publish.properties().number(Property.PAYLOAD_FORMAT, 0));
        assertEquals(Payload.of(new byte[] {1, 2}), publish.payload());
    }

    @Test
    void lends_its_payload() {
        byte[] packet = Wire.packet("30", "'t' 010203");
        Publish publish = (Publish) Wire.read(Sender.CLIENT, "3.1.1", packet);
        assertSame(packet, publish.payload().array());
        assertEquals(new Payload(packet, 5, 3), publish.payload());
    }

    @Test
    void has_the_name_of_the_topic_that_came_before() {
        PacketReader reader = new PacketReader(Sender.CLIENT);
        reader.speak(ProtocolVersion.V311);
        byte[] first = Wire.packet("30", "'sensors/1' 01");
        byte[] second = Wire.packet("32", "'sensors/1' 0001 02");
        assertSame(
                ((Publish) reader.read(first, 0, first.length)).topic(),
                ((Publish) reader.read(second, 0, second.length)).topic());
    }
}
