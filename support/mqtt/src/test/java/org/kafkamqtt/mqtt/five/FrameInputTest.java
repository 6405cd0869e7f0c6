package org.kafkamqtt.mqtt.five;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

class FrameInputTest {
    private static byte[] packet(int size) {
        PacketWriter writer = new PacketWriter();
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) size);
        writer.write(
                new Publish(false, Qos.AT_MOST_ONCE, false, "t", 0, Properties.NONE, Payload.of(payload)),
                ProtocolVersion.V5);
        return Arrays.copyOf(writer.array(), writer.length());
    }

    /** Hands out at most so many bytes at a time. */
    private static InputStream slowly(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }

    @Test
    void packets_of_all_sizes_come_whole_however_they_are_cut() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        List<byte[]> packets = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            byte[] packet = packet(random.nextInt(i % 20 == 0 ? 300_000 : 2_000));
            packets.add(packet);
            all.writeBytes(packet);
        }
        for (int most : new int[] {1, 7, 4_096, 100_000}) {
            FrameInput in = new FrameInput(slowly(all.toByteArray(), most), Long.MAX_VALUE);
            for (byte[] packet : packets) {
                in.next();
                assertArrayEquals(packet, Arrays.copyOfRange(in.bytes(), in.from(), in.to()));
            }
            assertEquals(all.size(), in.received());
            assertThrows(EOFException.class, in::next);
        }
    }

    @Test
    void a_packet_above_the_limit_breaks_the_rules_before_it_takes_memory() throws IOException {
        byte[] packet = packet(45);
        FrameInput in = new FrameInput(new ByteArrayInputStream(packet), packet.length);
        in.next();
        FrameInput strict = new FrameInput(new ByteArrayInputStream(packet), packet.length - 1);
        assertEquals(
                ReasonCode.PACKET_TOO_LARGE,
                assertThrows(ProtocolError.class, strict::next).reason());
    }
}
