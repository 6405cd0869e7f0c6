package org.kafkamqtt.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.link.Link;

class PacketOutputTest {
    private static final byte[] PUBACK = {0x40, 2, 0, 9};

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Long> written = Collections.synchronizedList(new ArrayList<>());
    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
    private final PacketOutput out = new PacketOutput(
            new Link(InputStream.nullInputStream(), sent, () -> {}),
            new Inbound() {
                @Override
                public void published(String topic, byte[] payload, int qos, boolean retain, boolean dup, int id) {}

                @Override
                public void written(long[] sequences, int count) {
                    for (int i = 0; i < count; i++) {
                        written.add(sequences[i]);
                    }
                }

                @Override
                public void torn(long[] sequences, int count) {}

                @Override
                public void broken(Throwable why) {
                    throw new AssertionError(why);
                }
            },
            new byte[0],
            new Questions(),
            Optional.of(new PacketTrace("c", trace::add)));

    @AfterEach
    void stop() {
        out.close();
    }

    private void start() {
        Thread writer = new Thread(out::run, "writer");
        writer.setDaemon(true);
        writer.start();
    }

    private static byte[] payload(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] publish(int qos, String topic, byte[] payload) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        Packet.string(rest, topic);
        if (qos > 0) {
            rest.write(0);
            rest.write(9);
        }
        rest.writeBytes(payload);
        return Packet.of(Packet.PUBLISH << 4 | qos << 1, rest.toByteArray());
    }

    /** As Paho does: in pieces of 1 kB, then a flush. */
    private static void byPaho(OutputStream to, byte[] packet) throws IOException {
        for (int at = 0; at < packet.length; at += 1024) {
            to.write(packet, at, Math.min(1024, packet.length - at));
        }
        to.flush();
    }

    private static void await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!there.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(100_000);
        }
    }

    private void assertSends(byte[]... packets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            all.writeBytes(packet);
        }
        await("all is written", () -> sent.size() >= all.size());
        assertArrayEquals(all.toByteArray(), sent.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_071, 131_072, 262_144, 3_000_001})
    void messages_of_any_size_keep_their_bytes_and_their_order(int size) throws IOException {
        start();
        byte[] bytes = payload(size);
        out.publish(1, "zero", bytes, false);
        out.acknowledge(9);
        byPaho(out, publish(1, "one", bytes));
        out.acknowledge(9);
        out.publish(2, "last", new byte[0], false);
        assertSends(
                publish(0, "zero", bytes), PUBACK, publish(1, "one", bytes), PUBACK, publish(0, "last", new byte[0]));
        await("both are told", () -> written.size() == 2);
        assertEquals(List.of(1L, 2L), written);
        assertEquals("Client c sending PUBLISH (d0, q1, r0, m9, 'one', ... (" + size + " bytes))", trace.get(2));
    }

    @Test
    void a_topic_that_paho_must_not_see_is_respelt_before_a_large_payload_too() throws IOException {
        start();
        byte[] bytes = payload(400_000);
        byPaho(out, publish(2, TopicCode.encoded("a/\ud83d\ude00"), bytes));
        assertSends(publish(2, "a/\ud83d\ude00", bytes));
    }

    @Test
    void nothing_comes_between_the_pieces_of_a_large_message() throws Exception {
        byte[] packet = publish(1, "one", payload(200_000));
        out.write(packet, 0, 150_000);
        Thread other = new Thread(
                () -> {
                    try {
                        out.acknowledge(9);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                "other");
        other.start();
        await("the other waits", () -> other.getState() == Thread.State.WAITING);
        out.write(packet, 150_000, packet.length - 150_000);
        out.flush();
        start();
        other.join(10_000);
        assertSends(packet, PUBACK);
    }
}
