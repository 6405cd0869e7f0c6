package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

class PacketWriterTest {
    private static Publish publish(String topic, int packetId, int payload) {
        Qos qos = packetId == 0 ? Qos.AT_MOST_ONCE : Qos.AT_LEAST_ONCE;
        return new Publish(false, qos, false, topic, packetId, Properties.NONE, Payload.of(new byte[payload]));
    }

    @Test
    void writes_one_packet_after_the_other() {
        PacketWriter writer = new PacketWriter();
        writer.write(new Pingreq(), ProtocolVersion.V5);
        writer.write(new Pingresp(), ProtocolVersion.V5);
        writer.write(publish("t", 0, 1), ProtocolVersion.V5);
        assertEquals("c000d0003005000174" + "0000", HexFormat.of().formatHex(writer.array(), 0, writer.length()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 124, 125, 16_380, 16_381, 2_097_148, 2_097_149})
    void knows_the_size_before_it_writes(int payload) {
        Publish publish = publish("t", 0, payload);
        PacketWriter writer = new PacketWriter();
        writer.write(publish, ProtocolVersion.V311);
        assertEquals(writer.length(), PacketWriter.size(publish, ProtocolVersion.V311));
        assertEquals(writer.length(), Frame.size(writer.array(), 0, writer.length()));
    }

    @Test
    void tells_where_the_packet_identifier_is() {
        PacketWriter writer = new PacketWriter();
        writer.write(new Pingreq(), ProtocolVersion.V5);
        int from = writer.length();
        writer.write(publish("a/long/topic", 1, 200), ProtocolVersion.V5);
        byte[] copy = Arrays.copyOf(writer.array(), writer.length());
        PacketWriter.packetId(copy, PacketWriter.packetIdAt(copy, from), 0xABCD);
        PacketReader reader = new PacketReader(Sender.SERVER);
        reader.speak(ProtocolVersion.V5);
        assertEquals(publish("a/long/topic", 0xABCD, 200), reader.read(copy, from, copy.length));
    }

    @Test
    void adds_nothing_where_it_refuses() {
        PacketWriter writer = new PacketWriter();
        Publish publish = publish("x".repeat(65_536), 0, 1);
        assertThrows(IllegalArgumentException.class, () -> writer.write(publish, ProtocolVersion.V311));
        assertEquals(0, writer.length());
    }

    @Test
    void does_not_keep_a_huge_array() {
        PacketWriter writer = new PacketWriter();
        writer.write(publish("t", 0, 1_000_000), ProtocolVersion.V311);
        writer.clear();
        assertEquals(0, writer.length());
        assertTrue(writer.array().length < 1_000);
    }
}
