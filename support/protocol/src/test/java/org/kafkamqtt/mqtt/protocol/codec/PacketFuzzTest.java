package org.kafkamqtt.mqtt.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;

/**
 * Packets by chance: those that keep the rules come back as they were, all others are refused in one way and cost no more than they
 * are. {@code -Dfuzz.packets} says how many, {@code -Dfuzz.seed} which.
 */
class PacketFuzzTest {
    private static final int PACKETS = Integer.getInteger("fuzz.packets", 300_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20);

    /** Bytes that reading may take for each byte that is read: a topic filter of one character becomes three objects. */
    private static final int BYTES_PER_BYTE = 32;

    /** What classes take when they are used for the first time is not of the packets. */
    private static final int WARM_UP = 20_000;

    /** Bytes that reading any packet may take: an error with its sentence, the packet itself. */
    private static final int BYTES_PER_PACKET = 4096;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Stream<Arguments> kinds() {
        return Stream.of(ProtocolVersion.values())
                .flatMap(version -> Stream.of(Sender.values()).flatMap(sender -> Stream.of(PacketType.values())
                        .filter(type -> RandomPackets.sends(sender, version, type))
                        .map(type -> Arguments.of(version, sender, type))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_packet_that_is_written_is_read_as_it_was(ProtocolVersion version, Sender sender, PacketType type) {
        RandomPackets packets = new RandomPackets(new Random(SEED), version, sender);
        PacketWriter writer = new PacketWriter();
        for (int i = 0; i < 1_000; i++) {
            Packet packet = packets.next(type);
            writer.clear();
            writer.write(packet, version);
            assertEquals(writer.length(), PacketWriter.size(packet, version));
            assertEquals(writer.length(), Frame.size(writer.array(), 0, writer.length()));
            Packet read = reader(sender, version, type).read(writer.array(), 0, writer.length());
            assertSame(packet, read);
        }
    }

    private static PacketReader reader(Sender sender, ProtocolVersion version, PacketType type) {
        PacketReader reader = new PacketReader(sender);
        if (type != PacketType.CONNECT) {
            reader.speak(version);
        }
        return reader;
    }

    /** Equal; a password is compared by its bytes. */
    private static void assertSame(Packet expected, Packet found) {
        if (expected instanceof Connect before && found instanceof Connect after) {
            assertArrayEquals(before.password(), after.password());
            assertEquals(withoutPassword(before), withoutPassword(after));
        } else {
            assertEquals(expected, found);
        }
    }

    private static Connect withoutPassword(Connect connect) {
        return new Connect(
                connect.version(),
                connect.bridge(),
                connect.clean(),
                connect.keepAlive(),
                connect.properties(),
                connect.clientId(),
                connect.will(),
                connect.userName(),
                null);
    }

    @Test
    void what_is_no_packet_is_refused_at_little_cost() {
        System.out.println("packets by chance: " + PACKETS + ", seed " + SEED);
        Duration limit = Duration.ofSeconds(60 + PACKETS / 10_000);
        Tally tally = assertTimeoutPreemptively(limit, () -> {
            new Run(false).all(WARM_UP);
            return new Run(true).all(PACKETS);
        });
        System.out.println("read " + tally.read + ", refused " + tally.refused + ", most bytes beyond " + BYTES_PER_BYTE
                + " for each: " + tally.mostBeyond);
        assertTrue(tally.read > PACKETS / 100 && tally.refused > PACKETS / 100, "both happen");
    }

    @ParameterizedTest
    @CsvSource({
        "3.1.1, 82, 0001, 000161 00, false",
        "3.1.1, a2, 0001, 000161, false",
        "5, e0, 00, 26 0000 0000, true",
        "5, 82, 0001, 26 0000 0000, true",
        "3.1.1, 90, 0001, 01, false",
        "3.1.1, 30, 000161, ff, false"
    })
    void what_consists_of_small_parts_costs_a_small_multiple(
            String version, String first, String start, String part, boolean properties) {
        byte[] packet = many(first, Wire.bytes(start), Wire.bytes(part), properties);
        Sender sender = first.equals("90") ? Sender.SERVER : Sender.CLIENT;
        Wire.verdict(() -> Wire.read(sender, version, packet));
        long before = allocated();
        Wire.verdict(() -> Wire.read(sender, version, packet));
        long taken = allocated() - before;
        assertTrue(
                taken <= (long) BYTES_PER_BYTE * packet.length + BYTES_PER_PACKET,
                () -> taken + " bytes for " + packet.length);
    }

    /** A packet with 100,000 times the same part, as properties or not. */
    private static byte[] many(String first, byte[] start, byte[] part, boolean properties) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(start);
        if (properties) {
            body.writeBytes(variable(100_000 * part.length));
        }
        for (int i = 0; i < 100_000; i++) {
            body.writeBytes(part);
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(Integer.parseInt(first, 16));
        packet.writeBytes(variable(body.size()));
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    /** A number of 16,384 to 2,097,151 as MQTT writes it. */
    private static byte[] variable(int number) {
        return new byte[] {(byte) (number | 0x80), (byte) (number >> 7 | 0x80), (byte) (number >> 14)};
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** What became of them. */
    private static final class Tally {
        private int read;
        private int refused;
        private long mostBeyond = Long.MIN_VALUE;
    }

    /** All of them, one after the other. */
    private static final class Run {
        private final Random random = new Random(SEED);
        private final PacketWriter writer = new PacketWriter();
        private final Tally tally = new Tally();
        private final boolean measured;

        Run(boolean measured) {
            this.measured = measured;
        }

        Tally all(int packets) {
            for (int i = 0; i < packets; i++) {
                ProtocolVersion version = List.of(ProtocolVersion.values()).get(random.nextInt(3));
                Sender sender = List.of(Sender.values()).get(random.nextInt(2));
                one(sender, version, random.nextInt(8) == 0 ? noise() : mutated(sender, version));
            }
            return tally;
        }

        private byte[] noise() {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return bytes;
        }

        private byte[] mutated(Sender sender, ProtocolVersion version) {
            PacketType[] types = PacketType.values();
            PacketType type = types[random.nextInt(types.length)];
            while (!RandomPackets.sends(sender, version, type)) {
                type = types[random.nextInt(types.length)];
            }
            writer.clear();
            writer.write(new RandomPackets(random, version, sender).next(type), version);
            byte[] bytes = Arrays.copyOf(writer.array(), writer.length());
            for (int i = random.nextInt(4); i > 0; i--) {
                bytes = mutated(bytes);
            }
            return random.nextInt(4) == 0 ? bytes : withItsLength(bytes);
        }

        private byte[] mutated(byte[] bytes) {
            int at = random.nextInt(bytes.length);
            return switch (random.nextInt(5)) {
                case 0 -> with(bytes, at, bytes[at] ^ 1 << random.nextInt(8));
                case 1 -> with(bytes, at, random.nextInt(256));
                case 2 -> with(bytes, at, random.nextBoolean() ? 0 : 0xFF);
                case 3 -> Arrays.copyOf(bytes, at + 1);
                default -> Arrays.copyOf(bytes, bytes.length + random.nextInt(5));
            };
        }

        private static byte[] with(byte[] bytes, int at, int value) {
            bytes[at] = (byte) value;
            return bytes;
        }

        /** With a remaining length that is right, so that what follows it is read. */
        private static byte[] withItsLength(byte[] bytes) {
            int body = 1;
            while (body < bytes.length && bytes[body] < 0) {
                body++;
            }
            int rest = Math.max(0, bytes.length - body - 1);
            int digits = rest < 128 ? 1 : 2;
            byte[] right = new byte[1 + digits + rest];
            right[0] = bytes[0];
            right[1] = (byte) (digits == 1 ? rest : rest & 0x7F | 0x80);
            right[digits] = (byte) (digits == 1 ? rest : rest >> 7);
            System.arraycopy(bytes, bytes.length - rest, right, 1 + digits, rest);
            return right;
        }

        private void one(Sender sender, ProtocolVersion version, byte[] bytes) {
            PacketReader reader = new PacketReader(sender);
            if (sender == Sender.SERVER || bytes.length == 0 || (bytes[0] & 0xF0) != 0x10 || random.nextInt(8) == 0) {
                reader.speak(version);
            }
            long before = allocated();
            Packet packet = null;
            try {
                packet = read(reader, bytes);
            } catch (ProtocolError e) {
                tally.refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(shown(sender, version, bytes), e);
            }
            long taken = measured ? allocated() - before : 0;
            tally.mostBeyond = Math.max(tally.mostBeyond, taken - (long) BYTES_PER_BYTE * bytes.length);
            assertTrue(
                    taken <= (long) BYTES_PER_BYTE * bytes.length + BYTES_PER_PACKET,
                    () -> taken + " bytes to read " + shown(sender, version, bytes));
            if (packet != null) {
                tally.read++;
                comesBack(reader(sender, reader.version(), packet.type()), reader.version(), packet);
            }
        }

        private static @Nullable Packet read(PacketReader reader, byte[] bytes) {
            long size = Frame.size(bytes, 0, bytes.length);
            return size == 0 || size > bytes.length ? null : reader.read(bytes, 0, (int) size);
        }

        private void comesBack(PacketReader reader, ProtocolVersion version, Packet packet) {
            writer.clear();
            writer.write(packet, version);
            assertSame(packet, reader.read(writer.array(), 0, writer.length()));
        }

        private static String shown(Sender sender, ProtocolVersion version, byte[] bytes) {
            return HexFormat.of().formatHex(bytes) + " from " + sender + " in " + version;
        }
    }
}
