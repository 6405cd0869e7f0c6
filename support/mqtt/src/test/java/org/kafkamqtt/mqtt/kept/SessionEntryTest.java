package org.kafkamqtt.mqtt.kept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionEntryTest {
    private static byte[] written(byte[] payload) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertEquals(file.size() + 8 + 2 + payload.length, SessionEntry.write(file, out -> out.writeShort(7), payload));
        return file.toByteArray();
    }

    private static byte @Nullable [] read(byte[] file) throws IOException {
        return SessionEntry.read(new DataInputStream(new ByteArrayInputStream(file)), file.length);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void what_is_written_is_read_again(int size) throws IOException {
        byte[] payload = random(size);
        byte[] entry = read(written(payload));
        assertNotNull(entry);
        assertEquals(size + 10, SessionEntry.size(entry));
        assertArrayEquals(new byte[] {0, 7}, Arrays.copyOf(entry, 2));
        assertArrayEquals(payload, Arrays.copyOfRange(entry, 2, entry.length));
    }

    @Test
    void an_entry_with_any_bit_turned_is_the_end() throws IOException {
        byte[] whole = written(random(20));
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertNull(read(damaged), "bit " + bit);
        }
    }

    @Test
    void an_entry_that_is_torn_anywhere_is_the_end() throws IOException {
        byte[] whole = written(random(20));
        for (int length = 0; length < whole.length; length++) {
            assertNull(read(Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void a_small_entry_is_one_write_so_that_a_killed_process_leaves_all_of_it_or_nothing() throws IOException {
        int[] writes = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                writes[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes[0]++;
            }
        };
        SessionEntry.write(counting, out -> out.writeShort(7), random(65_536));
        assertEquals(1, writes[0]);
    }
}
