package org.kafkamqtt.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketInputTest {
    private static final byte[] CONNACK = {0x20, 2, 0, 0};

    private final Heard heard = new Heard();
    private final Questions questions = new Questions();
    private final HeldPayloads held = new HeldPayloads();

    /** What goes past Paho. */
    private static final class Heard implements Inbound {
        private final List<String> topics = new ArrayList<>();
        private final List<byte[]> payloads = new ArrayList<>();
        private final List<Throwable> broken = new ArrayList<>();

        @Override
        public void published(String topic, byte[] payload, int qos, boolean retain, boolean duplicate, int packetId) {
            topics.add(topic);
            payloads.add(payload);
        }

        @Override
        public void written(long[] sequences, int count) {}

        @Override
        public void torn(long[] sequences, int count) {}

        @Override
        public void broken(Throwable why) {
            broken.add(why);
        }
    }

    /** Bytes in pieces of random size, as networks bring them. */
    private static final class Trickle extends InputStream {
        private final InputStream in;
        private final SplittableRandom chance = new SplittableRandom(7);

        Trickle(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(length, 1 + chance.nextInt(20_000)));
        }
    }

    private PacketInput reading(byte[]... packets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            all.writeBytes(packet);
        }
        return new PacketInput(new Trickle(all.toByteArray()), heard, questions, held, Optional.empty());
    }

    private static byte[] publish(int qos, String topic, byte[] payload) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        Packet.string(rest, topic);
        if (qos > 0) {
            rest.write(0);
            rest.write(5);
        }
        rest.writeBytes(payload);
        return Packet.of(Packet.PUBLISH << 4 | qos << 1, rest.toByteArray());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 524_288, 524_289, 3_000_001})
    void a_payload_of_any_size_arrives_as_it_was_sent(int size) throws IOException {
        byte[] payload = random(size);
        PacketInput in = reading(CONNACK, publish(0, "zero", payload), publish(1, "one", payload));
        assertArrayEquals(CONNACK, in.readNBytes(4));
        assertThrows(EOFException.class, in::read);
        assertEquals(List.of("zero", "one"), heard.topics);
        heard.payloads.forEach(each -> assertArrayEquals(payload, each));
    }

    @Test
    void paho_sees_a_message_of_qos_2_without_its_payload_which_is_held() throws IOException {
        byte[] payload = random(100_000);
        PacketInput in = reading(CONNACK, publish(2, "two", payload));
        assertArrayEquals(CONNACK, in.readNBytes(4));
        byte[] stripped = publish(2, "two", new byte[0]);
        assertArrayEquals(stripped, in.readNBytes(stripped.length));
        assertArrayEquals(payload, held.release(5).orElseThrow());
        assertTrue(held.of(5).isEmpty());
    }

    @Test
    void a_broker_that_merely_announces_256_megabytes_costs_next_to_nothing() throws IOException {
        byte[] announced = {0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 0, 3, 'b', 'i', 'g'};
        PacketInput in = reading(CONNACK, announced, random(1_000));
        in.readNBytes(4);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        assertThrows(EOFException.class, in::read);
        long taken = memory.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < 1_000_000, () -> taken + " bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "36 07 0001 74 0001 7878       | a PUBLISH of QoS 3",
                "30 01 00                      | a PUBLISH without a topic",
                "30 00                         | a PUBLISH without a topic",
                "30 05 0020 616263             | a PUBLISH that is shorter than its topic",
                "32 04 0001 74 00              | a PUBLISH that is shorter than its topic",
                "00 00                         | a packet of type 0, which MQTT does not know",
                "f0 00                         | a packet of type 15, which MQTT does not know",
                "10 00                         | a CONNECT, which only a client sends",
                "82 00                         | a SUBSCRIBE, which only a client sends",
                "30 ffffffff 01                | a packet whose length has more than four digits",
                "20 02 0000                    | a second CONNACK",
                "90 03 0007 00                 | a SUBACK for a request that was never made",
                "b0 02 0007                    | a UNSUBACK for a request that was never made",
                "40 01 00                      | a PUBACK of 1 bytes",
                "40 ffffff7f                   | a PUBACK of 268435455 bytes"
            })
    void what_is_not_mqtt_is_named(String bytes, String words) throws IOException {
        PacketInput in = reading(CONNACK, HexFormat.of().parseHex(bytes.replace(" ", "")));
        in.readNBytes(4);
        MalformedPacket malformed = assertThrows(MalformedPacket.class, in::read);
        assertEquals(words, malformed.getMessage());
        assertEquals(List.of(malformed), heard.broken);
    }

    @Test
    void answers_to_what_was_asked_reach_paho_and_pings_it_never_sent_do_not() throws IOException {
        questions.ask(new byte[] {(byte) 0x82, 6, 0, 7, 0, 1, 't', 0});
        questions.ask(new byte[] {(byte) 0xc0, 0});
        byte[] suback = {(byte) 0x90, 3, 0, 7, 0};
        byte[] pong = {(byte) 0xd0, 0};
        PacketInput in = reading(CONNACK, suback, pong, pong, pong, publish(0, "t", new byte[1]));
        in.readNBytes(4);
        assertArrayEquals(suback, in.readNBytes(5));
        assertArrayEquals(pong, in.readNBytes(2));
        assertThrows(EOFException.class, in::read);
        assertEquals(List.of("t"), heard.topics);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 77, 132, 255})
    void a_code_of_another_mqtt_is_handed_on_as_it_is(int code) {
        PacketInput in = reading(new byte[] {0x20, 3, 0, (byte) code, 0});
        assertEquals(code, assertThrows(UnknownAnswer.class, in::read).code());
        assertTrue(!in.accepted());
    }

    @Test
    void an_answer_that_is_not_mqtt_is_called_that() {
        PacketInput in = reading("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals(
                "the answer is not MQTT",
                assertThrows(IOException.class, in::read).getMessage());
    }

    @Test
    void a_broker_without_the_session_completes_nothing_of_it() throws IOException {
        held.hold(5, new byte[1]);
        reading(new byte[] {0x20, 2, 1, 0}).readNBytes(4);
        assertTrue(held.of(5).isPresent());
        reading(CONNACK).readNBytes(4);
        assertTrue(held.of(5).isEmpty());
    }
}
