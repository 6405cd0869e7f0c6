package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;

class FrameTest {
    @ParameterizedTest
    @CsvSource({
        "c000, 2",
        "307f, 129",
        "308001, 131",
        "30ff7f, 16386",
        "30808001, 16388",
        "30ffff7f, 2097155",
        "3080808001, 2097157",
        "30ffffff7f, 268435460",
        "30808000, 4",
        "30, 0",
        "3080, 0",
        "30ffffff, 0",
        "'', 0",
    })
    void knows_where_a_packet_ends(String bytes, long size) {
        byte[] begun = Wire.bytes(bytes);
        assertEquals(size, Frame.size(begun, 0, begun.length));
    }

    @ParameterizedTest
    @CsvSource({"3080808080, 81 quiet", "30ffffffff7f, 81 quiet", "00, 82", "0f, 82", "0080808080, 82"})
    void refuses_what_can_never_be_a_packet(String bytes, String verdict) {
        byte[] begun = Wire.bytes(bytes);
        assertEquals(verdict, Wire.verdict(() -> Frame.size(begun, 0, begun.length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c0", "c001", "c00000", "30ffffff7f"})
    void is_kept_by_the_reader(String bytes) {
        assertEquals("81 quiet", Wire.verdict(() -> Wire.read(Sender.CLIENT, "3.1.1", Wire.bytes(bytes))));
    }

    @ParameterizedTest
    @CsvSource({"3.1.1, ok", "5, 81 quiet"})
    void has_a_shortest_length_in_5_only(String version, String verdict) {
        assertEquals(verdict, Wire.verdict(() -> Wire.read(Sender.CLIENT, version, Wire.bytes("c08000"))));
    }
}
